# make run: everything, from an empty machine to a running site.  make test: all tests.
PORT ?= 8000
# By worksteal the tests of a file stay together, so that what they share is made once.
PYTEST_OPTIONS ?= -n auto --maxprocesses 4 --dist worksteal

# The first Python of 3.11 or newer.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
PY := .venv/bin/python
MANAGE := $(PY) manage.py
REPORT := var/report/voortgangsrapportage-2013
RENDER := $(MANAGE) render_report 2013 --programme routekaart
FONTS := var/built/site/fonts/fonts.css

.PHONY: run install test lint format lock

run: .venv/.site $(FONTS)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo
	mkdir -p var/report
	$(RENDER) --format html --output $(REPORT).html
	$(RENDER) --format pdf --output $(REPORT).pdf
	@echo
	@echo "Rapportage: $(REPORT).html en $(REPORT).pdf"
	@echo "Site:       http://localhost:$(PORT)/"
	@echo "Beheer:     http://localhost:$(PORT)/beheer/"
	@$(MANAGE) make_demo_account
	@echo "Mails:      in var/mail en in het beheer, onder Mail; er gaat niets de deur uit"
	@echo "Stoppen met Ctrl+C."
	@echo
	@export SITE_URL=http://localhost:$(PORT); \
	$(MANAGE) run_worker & worker=$$!; \
	$(MANAGE) runserver $(PORT) & site=$$!; \
	trap 'kill $$worker $$site 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; \
	wait $$site

install: .venv/.site .venv/.development

test: .venv/.development $(FONTS)
	$(PY) -m pytest $(PYTEST_OPTIONS)

lint: .venv/.development
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(MANAGE) makemigrations --check --dry-run
	$(PY) -m pytest -q -p no:cacheprovider tests/project/test_import_direction.py

format: .venv/.development
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# Versions stay as they are, but for those in UPGRADE="django lxml". Needs uv on the path.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	$(UPGRADE:%=--upgrade-package %)

lock:
	$(call lock,requirements.txt,pyproject.toml)
	$(call lock,requirements-dev.txt,--group dev --constraints requirements.txt)
	$(call lock,requirements-audit.txt,--group audit)

lock = @head=$$(grep '^\#' $(1)); $(LOCK) --no-header $(2) --output-file $(1); \
	{ echo "$$head"; cat $(1); } > $(1).new && mv $(1).new $(1)

$(FONTS): | .venv/.site
	$(MANAGE) build_fonts

.venv/.site: requirements.txt | $(PY)
	$(call install,requirements.txt)
	@touch $@

.venv/.development: requirements-dev.txt .venv/.site
	$(call install,requirements-dev.txt)
	@touch $@

# Debian without python3-venv can make the folder, but not put pip into it.
$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 of nieuwer is nodig."; exit 1; }
	$(PYTHON) -m venv .venv >/dev/null || $(PYTHON) -m venv --clear --without-pip .venv

install = @echo "Installeren uit $(1)"; \
	if $(PY) -m pip --version >/dev/null 2>&1; then pip="$(PY) -m pip"; \
	else pip="$(PYTHON) -m pip --python $(PY)"; fi; \
	$$pip install --quiet --disable-pip-version-check --requirement $(1)

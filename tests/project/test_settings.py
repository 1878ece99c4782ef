"""Each case starts a process of its own: settings are read once, when Django starts."""

import os
import subprocess
import sys

import pytest

from tests.project.floors import ROOT

SAFE = {
    "ROUTEKAART_ENV": "production",
    "SECRET_KEY": "k7Qv2mXz9LpR4tWc8NbY1sHd6JfG3aEu5KoT0iVxZqMwPnBr-and-some-more",
    "ALLOWED_HOSTS": "routekaart.example",
    "SITE_URL": "https://routekaart.example",
    "DEFAULT_FROM_EMAIL": "Routekaart <post@routekaart.example>",
    "EMAIL_HOST": "mail.routekaart.example",
    "CONTACT_EMAIL": "vragen@routekaart.example",
}

UNSAFE = {
    "no key": ("SECRET_KEY", None),
    "an empty key": ("SECRET_KEY", ""),
    "a short key": ("SECRET_KEY", "k7Qv2mXz9LpR4tWc8NbY1sHd6JfG3aEu5KoT0iVx"),
    "a key of one letter": ("SECRET_KEY", "a" * 60),
    "the key of development": ("SECRET_KEY", "development-only-never-in-production-0123456789"),
    "no hosts": ("ALLOWED_HOSTS", None),
    "an empty list of hosts": ("ALLOWED_HOSTS", ""),
    "an empty host": ("ALLOWED_HOSTS", "routekaart.example,"),
    "any host": ("ALLOWED_HOSTS", "*"),
    "any host after one": ("ALLOWED_HOSTS", "routekaart.example, *"),
    "debug": ("DEBUG", "true"),
    "debug misspelt": ("DEBUG", "ture"),
    "no address of the site": ("SITE_URL", None),
    "an address without https": ("SITE_URL", "http://routekaart.example"),
    "an address that is none": ("SITE_URL", "https://"),
    "no second factor": ("REQUIRE_SECOND_FACTOR", "false"),
    "no sender": ("DEFAULT_FROM_EMAIL", None),
    "no mail server": ("EMAIL_HOST", None),
    "an empty mail server": ("EMAIL_HOST", ""),
    "no address for questions": ("CONTACT_EMAIL", None),
    "a database that is none": ("DATABASE_URL", "routekaart"),
    "a port that is none": ("EMAIL_PORT", "smtp"),
    "a mode that is none": ("ROUTEKAART_ENV", "prod"),
}

PRINT = """
from django.conf import settings
for name in {names!r}:
    print(getattr(settings, name))
"""


def start(environment: dict[str, str | None], *names: str) -> subprocess.CompletedProcess:
    """Load the settings as a server would, and print those named."""
    given = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", PRINT.format(names=names or ("PRODUCTION",))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "routekaart.settings", **given},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(("name", "value"), UNSAFE.values(), ids=UNSAFE.keys())
def test_production_refuses(name: str, value: str | None) -> None:
    refusal = start({**SAFE, name: value})

    assert refusal.returncode == 1
    assert "The environment is wrong:" in refusal.stderr
    assert [line.split(":")[0] for line in faults(refusal)] == [name]


def faults(refusal: subprocess.CompletedProcess) -> list[str]:
    lines = refusal.stderr.split("The environment is wrong:\n")[1].splitlines()
    return [line.strip() for line in lines]


def test_production_names_all_faults_at_once() -> None:
    refusal = start({"ROUTEKAART_ENV": "production", "DEBUG": "on"})

    assert sorted(line.split(":")[0] for line in faults(refusal)) == [
        "ALLOWED_HOSTS",
        "CONTACT_EMAIL",
        "DEBUG",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_HOST",
        "SECRET_KEY",
        "SITE_URL",
    ]


def test_a_refused_value_is_not_shown() -> None:
    refusal = start({**SAFE, "SECRET_KEY": "a-secret-too-short-to-use"})

    assert "a-secret-too-short-to-use" not in refusal.stdout + refusal.stderr


def test_production_starts_with_safe_values() -> None:
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    started = start(SAFE, *names)

    assert started.stderr == ""
    assert started.stdout.split() == ["False", "True", "True", "31536000"]


def test_development_starts_with_an_empty_environment() -> None:
    names = ("DEBUG", "PRODUCTION", "REQUIRE_SECOND_FACTOR", "SECURE_SSL_REDIRECT")

    started = start({}, *names)

    assert started.stderr == ""
    assert started.stdout.split() == ["True", "False", "False", "False"]


def test_production_passes_the_deployment_check() -> None:
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **SAFE},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert check.stderr == ""
    assert check.returncode == 0


def test_sqlite_takes_its_write_lock_at_once() -> None:
    started = start({}, "DATABASES")

    assert "'transaction_mode': 'IMMEDIATE'" in started.stdout
    assert "PRAGMA foreign_keys=ON" in started.stdout


def test_database_url_chooses_postgresql() -> None:
    started = start({"DATABASE_URL": "postgresql://postgres@127.0.0.1/routekaart"}, "DATABASES")

    assert "'ENGINE': 'django.db.backends.postgresql'" in started.stdout
    assert "'CONN_MAX_AGE': 60" in started.stdout
    assert "IMMEDIATE" not in started.stdout

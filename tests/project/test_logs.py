"""Logs hold the words of the code and fields of a list; what people typed never gets in."""

import json
import logging
import runpy
import sys
from io import StringIO

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from routekaart.logs import AllowedFields
from tests.project.floors import ROOT
from tests.project.test_settings import SAFE, start

MARKER = "jan.jansen@gemeente.example"


def record(message: str, *values: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("routekaart", logging.ERROR, __file__, 1, message, values, None)
    made.__dict__.update(extra)
    return made


def logged(made: logging.LogRecord) -> dict:
    return json.loads(AllowedFields().format(made))


def test_the_words_of_the_code_are_written_and_not_what_was_filled_in():
    found = logged(record("%s was not found", MARKER))

    assert found["event"] == "%s was not found"
    assert MARKER not in str(found)


def test_only_fields_of_the_list_are_written():
    found = logged(record("a mail was not sent", mail=12, attempt=2, to=MARKER))

    assert (found["mail"], found["attempt"]) == (12, 2)
    assert MARKER not in str(found)


def test_of_a_fault_its_kind_and_place_are_written_and_not_its_text():
    made = record("a job failed")
    try:
        raise ValueError(MARKER)
    except ValueError:
        made.exc_info = sys.exc_info()

    found = logged(made)

    assert found["fault"] == "ValueError"
    assert "test_logs.py" in found["where"][-1]
    assert MARKER not in str(found)


@pytest.mark.django_db
def test_of_a_request_the_route_is_written_and_not_the_path_with_its_token(client, caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        client.get("/toestemming/geheim-token/")
        client.get(f"/nergens/{MARKER}/")

    assert caplog.records
    for each in caplog.records:
        found = logged(each)
        assert found["status_code"] == 404
        assert "geheim-token" not in str(found)
        assert MARKER not in str(found)


def test_production_writes_such_logs():
    done = start(SAFE, "LOGGING")

    assert "routekaart.logs.AllowedFields" in done.stdout
    assert "'formatter': 'allowed'" in done.stdout


def test_the_server_writes_its_own_lines_through_the_same_list(monkeypatch):
    """Of a request that went wrong gunicorn would write the address, with a personal link in it."""
    monkeypatch.setenv("ROUTEKAART_ENV", "production")
    config = Config()
    config.set("logconfig_dict", runpy.run_path(str(ROOT / "gunicorn.conf.py"))["logconfig_dict"])
    log, written = Logger(config), StringIO()
    [handler] = log.error_log.handlers
    handler.setStream(written)

    log.exception("Error handling request %s", f"/toestemming/{MARKER}/")

    assert json.loads(written.getvalue())["event"] == "Error handling request %s"
    assert MARKER not in written.getvalue()
    assert log.access_log.handlers == []


def test_no_logger_of_the_house_fills_anything_in():
    """With arguments a message would say in production which words are missing, and not what."""
    calls = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in ROOT.glob("*/**/*.py")
        if file.parts[len(ROOT.parts)] not in ("tests", "bench", "stubs", ".venv")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if "logger." in line and "%" in line
    ]

    assert calls == []

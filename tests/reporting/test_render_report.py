"""The command, as someone at a terminal meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from documents.pdf import DocumentError
from reporting.management.commands import render_report
from reporting.records.scope import ReportError
from tests.factories import TargetFactory
from tests.migrated import begin_with_migrated

from .reading import report_of

ROOT = Path(__file__).parents[2]
MAKE = """
from tests.factories import TargetFactory
TargetFactory(programme__slug="proef", programme__name="Proef")
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    """A database of its own with one programme, for processes of their own."""
    file = tmp_path_factory.mktemp("database") / "proef.sqlite3"
    begin_with_migrated(file)
    done = manage(file, "shell", "--command", MAKE)
    assert done.returncode == 0, done.stderr
    return file


def manage(database: Path, *arguments: str | bytes, **options) -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=options.get("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        timeout=120,
    )


def assert_refused(done: subprocess.CompletedProcess, sentence: str) -> None:
    assert done.returncode == 1
    assert done.stderr.decode() == f"{sentence}\n"


PROEF = ["--programme", "proef"]
WRONG = [
    ([], "“” is geen jaar; geef een jaar van vier cijfers, zoals 2013."),
    (["vorig"], "“vorig” is geen jaar; geef een jaar van vier cijfers, zoals 2013."),
    (["13"], "“13” is geen jaar; geef een jaar van vier cijfers, zoals 2013."),
    (["9" * 5000], f"“{'9' * 5000}” is geen jaar; geef een jaar van vier cijfers, zoals 2013."),
    (["٢٠١٣"], "“٢٠١٣” is geen jaar; geef een jaar van vier cijfers, zoals 2013."),
    (
        ["2015", *PROEF],
        "Het jaar 2015 valt buiten de looptijd van Proef: kies een jaar van 2012 tot en met 2014.",
    ),
    (
        ["2013", "--programme", "onbekend"],
        "Er is geen programma “onbekend”; kies uit: proef.",
    ),
    (
        ["2013", *PROEF, "--format", "docx"],
        "De vorm “docx” bestaat niet; kies uit: html, pdf, odt, json, csv.",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_wrong_input_ends_with_one_sentence_and_no_file(database, tmp_path, arguments, sentence):
    output = tmp_path / "rapport.html"
    output.write_text("stond er al")
    assert_refused(manage(database, "render_report", *arguments, "--output", str(output)), sentence)
    assert [file.name for file in tmp_path.iterdir()] == ["rapport.html"]
    assert output.read_text() == "stond er al"


def unwritable(path: Path) -> str:
    return (
        f"Het bestand “{path}” kan niet worden geschreven; "
        "controleer of de map bestaat en of u er mag schrijven."
    )


@pytest.mark.parametrize(
    "name", ["geen/map/rapport.html", "map", "bestand/rapport.html", "x" * 300]
)
def test_unwritable_file_ends_with_one_sentence(database, tmp_path, name):
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").write_text("stond er al")
    output = tmp_path / name
    done = manage(database, "render_report", "2013", *PROEF, "--output", str(output))
    assert_refused(done, unwritable(output))
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["bestand", "map"]


def test_full_screen_device_ends_with_one_sentence(database):
    with open("/dev/full", "wb") as full:
        done = manage(database, "render_report", "2013", *PROEF, stdout=full)
    assert_refused(done, "De rapportage kan niet naar het scherm worden geschreven.")


def test_bytes_that_are_no_text_end_with_one_sentence(database):
    done = manage(database, "render_report", "2013", "--programme", b"\xff")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_report_goes_to_the_screen_where_no_file_is_named(database):
    done = manage(database, "render_report", "2013", *PROEF, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["title"] == "Voortgangsrapportage 2013"


@pytest.mark.parametrize(
    ("form", "start"), [("html", b"<!doctype"), ("pdf", b"%PDF-"), ("json", b"{")]
)
def test_report_is_written_over_what_stood_there(database, tmp_path, form, start):
    output = tmp_path / f"rapport.{form}"
    output.write_text("stond er al")
    done = manage(
        database, "render_report", "2013", *PROEF, "--format", form, "--output", str(output)
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert output.read_bytes().startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [output.name]


@pytest.mark.django_db
def test_pdf_that_cannot_be_made_ends_with_its_sentence(monkeypatch, capsys, tmp_path):
    target = TargetFactory()
    report_of(target.programme)

    def fail(document):
        raise DocumentError("De pdf kon niet worden gemaakt.")

    monkeypatch.setitem(render_report.FORMATS, "pdf", fail)
    output = tmp_path / "rapport.pdf"
    with pytest.raises(SystemExit) as ended:
        render_report.Command().execute(
            year="2013", programme=target.programme.slug, format="pdf", output=str(output),
            force_color=False, no_color=True, skip_checks=True,
        )  # fmt: skip
    assert ended.value.code == 1
    assert capsys.readouterr().err == "De pdf kon niet worden gemaakt.\n"
    assert not output.exists()


def test_interrupted_writing_leaves_what_stood_there(monkeypatch, tmp_path):
    output = tmp_path / "rapport.html"
    output.write_text("stond er al")

    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr(render_report.os, "replace", fail)
    with pytest.raises(ReportError):
        render_report.write_whole(output, b"nieuw")
    assert output.read_text() == "stond er al"
    assert list(tmp_path.iterdir()) == [output]

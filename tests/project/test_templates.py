"""The Content-Security-Policy refuses what is inline, so no template may count on it.

Mails are read elsewhere, where no stylesheet can be fetched: their base alone holds its style.
"""

import re

import pytest

from tests.project.floors import ROOT

INLINE = re.compile(
    r"<style\b"  # a style element
    r"|<script\b(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))"  # a script without file
    r"|<[^>]*\s(?:style|on[a-z]+)="  # an attribute with style or script
    r"|(?:href|src|action)=[\"']?javascript:",
    re.IGNORECASE,
)


LONGEST = 160
STYLE_OF_MAILS = ROOT / "templates/mails/base.html"


def templates() -> list:
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    files = {file for folder in folders for file in folder.rglob("*.html")}
    return sorted(files - {STYLE_OF_MAILS})


def test_templates_hold_no_inline_script_or_style() -> None:
    offenders = [
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in templates()
        for found in INLINE.finditer(file.read_text(encoding="utf-8"))
    ]

    assert templates() != []
    assert offenders == []


def test_title_of_a_page_of_the_site_says_once_that_something_is_wrong() -> None:
    """`base.html` says it of `form`; a page that says it too is read aloud as "Fout: Fout:"."""
    folder = ROOT / "templates"
    twice = [
        str(file.relative_to(folder))
        for file in templates()
        if file.is_relative_to(folder) and file.relative_to(folder).parts[0] != "admin"
        if "{% block title %}{% if form.errors %}Fout: " in file.read_text(encoding="utf-8")
    ]

    assert "{% if form.errors %}Fout: " in (folder / "base.html").read_text(encoding="utf-8")
    assert twice == []


def test_templates_have_lines_that_can_be_read() -> None:
    """Not the plain text of mails: there a line is a paragraph, which the reader wraps."""
    kinds = [*(ROOT / "templates").rglob("*.xml"), *(ROOT / "documents").rglob("*.typ")]
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in [*templates(), STYLE_OF_MAILS, *kinds]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ]

    assert long == []


@pytest.mark.parametrize(
    "html",
    [
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p style="color: red">',
        '<a\n  onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_found(html: str) -> None:
    assert INLINE.search(html) is not None


@pytest.mark.parametrize(
    "html", ['<script src="/static/a.js" defer></script>', '<svg fill="#fff" font-size="1"></svg>']
)
def test_code_in_files_and_drawing_attributes_pass(html: str) -> None:
    assert INLINE.search(html) is None

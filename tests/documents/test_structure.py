"""The report's PDF as a screen reader and an archive read it."""

import re

import pikepdf
import pytest

from tests.documents.making import make_pdf, open_pdf, pages_of
from tests.documents.sample import CHART, hostile_report, report
from tests.documents.structure import (
    children_of_kind,
    fonts,
    heading_levels,
    of_kind,
)


@pytest.fixture(scope="module")
def file():
    with open_pdf(make_pdf(report())) as opened:
        yield opened


def test_it_names_its_language_title_and_author(file):
    assert str(file.Root.Lang) == "nl-NL"
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle) is True
    assert str(file.docinfo["/Title"]) == "Voortgangsrapportage 2013"
    assert str(file.docinfo["/Author"]) == "Stichting Beroepseer"


def test_it_declares_both_standards(file):
    with file.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_it_is_tagged(file):
    assert bool(file.Root.MarkInfo.Marked) is True


def test_headings_skip_no_level(file):
    levels = heading_levels(file)

    assert levels[0] == 1
    assert [b for a, b in zip(levels, levels[1:], strict=False) if b > a + 1] == []
    assert sorted(set(levels)) == [1, 2, 3]


def heads_of(table, scope: str) -> int:
    """How many header cells of the table are of columns, or of rows."""
    attributes = [cell.get("/A", []) for cell in children_of_kind(table, "TH")]
    kinds = [a if isinstance(a, pikepdf.Array) else [a] for a in attributes]
    return [str(each.get("/Scope")) for kind in kinds for each in kind].count(scope)


def test_every_table_has_header_cells_of_columns_and_of_rows(file):
    tables = of_kind(file, "Table")

    assert [heads_of(table, "/Column") for table in tables] == [8, 8, 4, 4]
    assert [heads_of(table, "/Row") for table in tables] == [3, 1, 7, 3]


def test_header_of_a_table_over_pages_is_one_head():
    with open_pdf(make_pdf(hostile_report())) as opened:
        tables = of_kind(opened, "Table")

        assert [heads_of(table, "/Column") for table in tables] == [8, 4, 2, 2, 4]
        assert [heads_of(table, "/Row") for table in tables] == [3, 84, 0, 1, 3]
        assert len(children_of_kind(tables[1], "TR")) == 1 + 12 * 7


def test_chart_says_in_words_what_it_shows(file):
    texts = [str(figure.get("/Alt", "")) for figure in of_kind(file, "Figure")]

    assert CHART.description in texts
    assert "" not in texts


def test_lists_and_contents_are_tagged(file):
    nested = [item for item in of_kind(file, "L") if children_of_kind(item, "L")]

    assert [len(children_of_kind(item, "L")) for item in nested] == [2, 1]
    assert len(of_kind(file, "TOC")) > 0
    assert len(of_kind(file, "BlockQuote")) == 1


def test_fonts_are_those_of_the_house_and_embedded(file):
    found = fonts(file)

    assert set(found.values()) == {True}
    assert {re.search(r"SourceSans3|SourceSerif4|$", name)[0] for name in found} == {
        "SourceSans3",
        "SourceSerif4",
    }


def test_links_lead_to_their_address(file):
    addresses = {
        str(note.A.URI)
        for page in file.pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    }

    assert addresses == {"https://beroepseer.nl"}


def test_every_page_but_the_cover_has_its_number():
    pages = [" ".join(page.split()) for page in pages_of(make_pdf(report()))]

    assert "pagina" not in pages[0]
    assert [page.rpartition("pagina ")[2] for page in pages[1:]] == [
        f"{number} van {len(pages)}" for number in range(2, len(pages) + 1)
    ]

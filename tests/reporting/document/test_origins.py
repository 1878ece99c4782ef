"""Which figures are explained, in which order, and where each stands."""

from io import BytesIO

import pikepdf
import pytest

from reporting.document.origins import origins_of
from reporting.document.values import as_dict

from ..forms import csv_rows, keys_in, printed_keys, unpack


@pytest.fixture(scope="module")
def plain(demo_document) -> dict:
    return as_dict(demo_document)


def test_every_printed_figure_is_explained_in_reading_order(plain):
    assert [origin.figure["key"] for origin in origins_of(plain)] == printed_keys(plain)


def test_figure_that_nothing_prints_is_not_explained(plain):
    explained = {origin.figure["key"] for origin in origins_of(plain)}
    assert "previous.hubs.held" in plain["figures"].keys() - explained


def test_origin_names_the_sections_that_print_it(plain):
    (held,) = (o for o in origins_of(plain) if o.figure["key"] == "hubs.held")
    assert [place.key for place in held.places] == ["summary", "hubs"]


def test_pdf_leads_from_each_figure_to_its_origin(demo_as, plain):
    pdf = pikepdf.open(BytesIO(demo_as("pdf")))
    links = [
        note
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link" and ("/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo")
    ]
    references = [*keys_in([plain["summary"], plain["sections"]])]
    assert len(links) > len(references)


def test_csv_says_in_words_what_a_figure_rests_on(demo_as, plain):
    heads, *rows = csv_rows(unpack(demo_as("csv"))["cijfers.csv"])
    told = {row[0]: row[heads.index("rust op")] for row in rows}
    records = plain["figures"]["hubs.held"]["records"]
    assert told["hubs.held"] == "; ".join(plain["records"][key] for key in records)

"""Page, PDF, ODT, JSON and CSV of one Document: the same figures in each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from reporting.collect import make_document
from reporting.document.values import Document, as_dict
from reporting.renderings.formats import FORMATS

from .. import forms
from .test_renderings import printed


@dataclass(frozen=True)
class Made:
    plain: dict
    files: dict[str, bytes]


def made(document: Document) -> Made:
    return Made(as_dict(document), {form: make(document) for form, make in FORMATS.items()})


@pytest.fixture(scope="module")
def of_demo(demo_document, demo_as) -> Made:
    return Made(as_dict(demo_document), {form: demo_as(form) for form in FORMATS})


@pytest.fixture(scope="module")
def of_hostile(demo_document) -> Made:
    return made(forms.hostile(demo_document))


@pytest.fixture(scope="module")
def of_example(demo_years) -> Made:
    """With lessons, risks, milestones of the whole programme and texts under every label."""
    return made(make_document(demo_years["voorbeeld", 2025]))


@pytest.fixture(params=["of_demo", "of_example", "of_hostile"])
def report(request) -> Made:
    return request.getfixturevalue(request.param)


@pytest.fixture
def expected(report) -> dict[str, str]:
    return {key: printed(figure) for key, figure in report.plain["figures"].items()}


@pytest.fixture
def explained(report, expected) -> dict[str, str]:
    """What a page explains: the figures that it prints, in reading order."""
    return {key: expected[key] for key in forms.printed_keys(report.plain)}


def test_there_are_five_forms():
    assert list(FORMATS) == ["html", "pdf", "odt", "json", "csv"]


def test_the_example_holds_what_2013_does_not(of_demo, of_example):
    keys = [
        {table["key"] for table in forms.tables_of(each.plain)} for each in (of_demo, of_example)
    ]
    wanted = {"lessons", "risks", "programme-milestones"}
    assert (wanted & keys[0], wanted & keys[1]) == (set(), wanted)


def test_json_prints_every_figure(report, expected):
    figures = json.loads(report.files["json"])["figures"]
    assert {key: printed(figure) for key, figure in figures.items()} == expected


def test_page_explains_every_figure_that_it_prints_in_reading_order(report, explained):
    assert list(forms.page_figures(report.files["html"]).items()) == list(explained.items())


def test_odt_explains_every_figure_that_it_prints_in_reading_order(report, explained):
    assert list(forms.odt_figures(report.files["odt"]).items()) == list(explained.items())


def test_csv_prints_every_figure(report, expected):
    assert forms.csv_figures(report.files["csv"]) == expected


def test_pdf_explains_every_figure_that_it_prints(report, explained):
    read = forms.pdf_figures(report.files["pdf"], report.plain)
    assert read == {key: forms.squeezed(text) for key, text in explained.items()}


def test_csv_holds_the_value_as_a_number(report):
    heads, *rows = forms.csv_rows(forms.unpack(report.files["csv"])["cijfers.csv"])
    values = {row[0]: row[heads.index("waarde")] for row in rows}
    assert values == {
        key: "" if figure["value"] is None else str(figure["value"])
        for key, figure in report.plain["figures"].items()
    }


def test_figures_in_text_and_tables_are_the_same_in_page_and_odt(report):
    odt = forms.odt_references(report.files["odt"])
    assert len(odt) > 50
    assert odt == forms.page_references(report.files["html"])


def test_figures_in_text_and_tables_are_those_of_the_document(of_demo):
    shown = forms.odt_references(of_demo.files["odt"])
    assert sorted(shown) == sorted(references(of_demo.plain, of_demo.plain["figures"]))


def references(value: object, figures: dict[str, dict]) -> Iterator[tuple[str, str]]:
    """All that prints a figure, wherever it stands in the Document."""
    match value:
        case {"type": "key_figures", "items": items}:
            yield from ((item["figure"], printed(figures[item["figure"]])) for item in items)
        case {"type": "figure", "key": key, "text": text} | {"figure": str(key), "text": text}:
            yield from [(key, text)] if key else []
        case dict():
            for each in value.values():
                yield from references(each, figures)
        case list():
            for each in value:
                yield from references(each, figures)


@pytest.mark.parametrize("form", ["html", "odt", "csv"])
def test_tables_are_those_of_the_document(report, form):
    read = {"html": forms.page_tables, "odt": forms.odt_tables, "csv": forms.csv_tables}[form]
    assert read(report.files[form]) == forms.document_tables(report.plain)

"""Short ways to read a report in tests."""

from html.parser import HTMLParser

from dates.entry import read_date
from programme.models import Programme
from reporting.collect import collect, make_document, read_material
from reporting.document.values import as_dict
from reporting.figures.ledger import Ledger
from reporting.models import ProgressReport
from tests.factories import HubFactory, ProgressReportFactory

BY = None  # nobody in particular


def report_of(programme: Programme, reference: str = "april 2014", year: int = 2013):
    return ProgressReportFactory(
        programme=programme, year=year, reference_date=read_date(reference)
    )


def ledger_of(programme: Programme, line: str = "hubs", year: int = 2013) -> Ledger:
    return read_material(programme.slug, year).ledgers[line]


def figures_of(programme: Programme, year: int = 2013) -> dict:
    return {key: figure.value for key, figure in collect(programme.slug, year).figures.items()}


def plain_document(report: ProgressReport) -> dict:
    return as_dict(make_document(read_material(report.programme.slug, report.year)))


def hub(programme: Programme, when: str = "", **fields: object):
    return HubFactory(programme=programme, date=read_date(when), **fields)


def section_of(document: dict, key: str) -> dict:
    """The section or part of a section with the key."""
    parts = [part for section in document["sections"] for part in section["sections"]]
    return next(part for part in [*document["sections"], *parts] if part["key"] == key)


def table_of(document: dict, section: str, key: str) -> list[list[str]] | None:
    """The texts of a table, row by row; None where it does not stand in the section."""
    for block in section_of(document, section)["blocks"]:
        if block["type"] == "table" and block["key"] == key:
            return [[cell["text"] for cell in row] for row in block["rows"]]
    return None


def named_rows(document: dict, section: str, key: str) -> list[dict[str, str]]:
    """The rows of a table, each cell by the label of its column; none where it does not stand."""
    tables = [block for block in section_of(document, section)["blocks"] if block.get("key") == key]
    return [
        {column["label"]: cell["text"] for column, cell in zip(made["columns"], row, strict=True)}
        for made in tables
        for row in made["rows"]
    ]


class VisibleText(HTMLParser):
    """The text of a page, without its head."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page[page.index("<body") :])

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.parts).split())

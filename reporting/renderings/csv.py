"""A Document (as plain values) as a zip of CSV files: every table, and all figures."""

from collections.abc import Iterator
from textwrap import shorten

from django.template.loader import render_to_string
from django.utils.text import slugify

from documents.csv_file import csv_file

from ..templatetags.report import basis_name, figure_value, title_of
from .numbers import blocks_of
from .packing import pack

LABEL = {
    "key": "kenmerk",
    "label": "cijfer",
    "printed": "zoals het er staat",
    "value": "waarde",
    "qualifier": "voorvoegsel",
    "basis": "geteld of opgegeven",
    "definition": "definitie",
    "as_of": "stand van",
    "source": "bron",
    "titles": "rust op",
    "records": "kenmerken daarvan",
}


def render_csv(document: dict) -> bytes:
    """The same Document gives the same bytes."""
    tables = {_file_name(number, table): table for number, table in _numbered(document)}
    files = {"LEESMIJ.txt": _read_me(document, tables), "cijfers.csv": _figures(document)}
    return pack(files | {name: _table(table) for name, table in tables.items()})


def _figures(document: dict) -> bytes:
    rows = (_figure(figure, document) for _key, figure in sorted(document["figures"].items()))
    return csv_file([list(LABEL.values()), *rows])


def _figure(figure: dict, document: dict) -> list[str | int]:
    """The value is a number of its own, and empty where it is not recorded."""
    special = {
        "printed": figure_value(figure),
        "value": "" if figure["value"] is None else figure["value"],
        "basis": basis_name(figure),
        "titles": "; ".join(title_of(document.get("records"), key) for key in figure["records"]),
        "records": "; ".join(figure["records"]),
    }
    return [special[name] if name in special else figure[name] for name in LABEL]


def _table(table: dict) -> bytes:
    heads = [column["label"].replace("\u00ad", "") for column in table["columns"]]
    return csv_file([heads, *([cell["text"] for cell in row] for row in table["rows"])])


def _read_me(document: dict, tables: dict[str, dict]) -> bytes:
    text = render_to_string("reporting/csv_read_me.txt", {"document": document, "tables": tables})
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def _numbered(document: dict) -> Iterator[tuple[int, dict]]:
    """The tables in the order of the report, numbered as the report numbers them."""
    tables = (block for block in blocks_of(document) if block["type"] == "table")
    return enumerate(tables, start=1)


def _file_name(number: int, table: dict) -> str:
    words = shorten(slugify(table["caption"]).replace("-", " "), 60, placeholder="")
    return f"tabel-{number:02}-{words.replace(' ', '-') or 'zonder-titel'}.csv"

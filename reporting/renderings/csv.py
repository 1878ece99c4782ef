"""A Document (as plain values) as a zip of CSV files: all texts, all figures and every table."""

from collections.abc import Iterator
from textwrap import shorten

from django.template.loader import render_to_string
from django.utils.text import slugify

from documents.csv_file import csv_file

from ..document.texts import IN_BRIEF, plain, texts_of_block
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

TEXT_HEADS = ["hoofdstuk", "onderdeel", "soort", "tekst"]
KIND = {"subheading": "Kop", "quotation": "Citaat", "note": "Opmerking"}
"""Of what has no label of its own; a chart is told by its caption and its description."""


def render_csv(document: dict) -> bytes:
    """The same Document gives the same bytes."""
    tables = {_file_name(number, table): table for number, table in _numbered(document)}
    files = {"LEESMIJ.txt": _read_me(document, tables), "cijfers.csv": _figures(document)}
    files["teksten.csv"] = csv_file([TEXT_HEADS, *_texts(document)])
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


def _texts(document: dict) -> Iterator[list[str]]:
    """All that stands outside tables, a row each, in the order of the report: under which heading,
    what it is (of a line "Afgesproken", "Oorzaak"), and what it says."""
    summary = {"title": IN_BRIEF, "blocks": document["summary"], "sections": []}
    for section in [summary, *document["sections"]]:
        yield from _texts_of(section, "")


def _texts_of(section: dict, above: str) -> Iterator[list[str]]:
    chapter = above or section["title"]
    for block in section["blocks"]:
        if block["type"] in ("table", "key_figures"):
            continue
        label, told = _labelled(block)
        yield from ([chapter, section["title"], label, text] for text in told if text)
    for each in section["sections"]:
        yield from _texts_of(each, chapter)


def _labelled(block: dict) -> tuple[str, Iterator[str]]:
    """The words in bold that a paragraph begins with, and all that it says after them."""
    content = block["content"] if block["type"] == "paragraph" else []
    if len(content) > 1 and content[0]["type"] == "emphasis" and content[0]["strong"]:
        return plain(content[:1]).rstrip(". "), iter([plain(content[1:]).strip()])
    return KIND.get(block["type"], ""), texts_of_block(block)


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

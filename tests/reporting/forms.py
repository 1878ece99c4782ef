"""Reading what the forms of a report print, each in its own way, to hold them side by side."""

import csv
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO

from django.utils.text import capfirst
from lxml import etree, html

from documents.csv_file import safe_cell
from reporting.document.values import (
    BulletList,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    FigureReference,
    Link,
    Note,
    Paragraph,
    Quotation,
    Section,
    Subheading,
    Table,
    Text,
)

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
HREF = f"{{{NAMES['xlink']}}}href"
ORIGIN = "#origin-"


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def odt_part(content: bytes, name: str = "content.xml") -> etree._Element:
    return etree.fromstring(unpack(content)[name])


def find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NAMES)


def words(element: etree._Element) -> str:
    """Its text as a word processor shows it: white space in the file counts once."""
    return " ".join("".join(element.itertext()).split())


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# --- The figures, by key, as each form prints them where it says what they rest on ---------------


def page_figures(content: bytes) -> dict[str, str]:
    rows = html.fromstring(content.decode()).xpath("//details[contains(@class, 'origins__figure')]")
    return {
        row.get("id").removeprefix("origin-"): words(row.find("summary")).rpartition(": ")[2]
        for row in rows
    }


def odt_figures(content: bytes) -> dict[str, str]:
    marks = find(odt_part(content), "//text:bookmark[starts-with(@text:name, 'origin-')]")
    return {
        mark.get(f"{{{NAMES['text']}}}name").removeprefix("origin-"): words(
            mark.getparent()
        ).rpartition(": ")[2]
        for mark in marks
    }


def csv_figures(content: bytes) -> dict[str, str]:
    heads, *rows = csv_rows(unpack(content)["cijfers.csv"])
    printed = heads.index("zoals het er staat")
    return {row[0]: row[printed] for row in rows}


def pdf_figures(content: bytes, document: dict) -> dict[str, str]:
    """What the appendix prints between the name of each figure and what it means."""
    read = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(read, input=content, capture_output=True, check=True).stdout.decode()
    text = squeezed(text).rpartition("Elkcijferdateenverwijzingis")[2]
    table, _nought, noughts = text.partition("Nul:erisnietsvastgelegdvan")
    figures = {key: document["figures"][key] for key in printed_keys(document)}
    return {key: _printed_in(figure, table, noughts) for key, figure in figures.items()}


def _printed_in(figure: dict, table: str, noughts: str) -> str:
    label, meaning = squeezed(capfirst(figure["label"])), squeezed(figure["definition"])[:30]
    meant = rf"(?:{re.escape(meaning)}|(?:Over\d{{4}}\.)?Gemaaktals“)"
    found = re.findall(f"{re.escape(label)}(.{{0,40}}?){meant}", table)
    if found:
        return found[0]
    return "0" if squeezed(figure["label"]) in noughts else ""


def keys_in(part: object) -> Iterator[str]:
    """The keys of all figures that these values print: in a cell, large, or in running text."""
    if isinstance(part, dict):
        if part.get("type") == "figure":
            yield part["key"]
        elif isinstance(part.get("figure"), str) and part["figure"]:
            yield part["figure"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from keys_in(inner)


def printed_keys(document: dict) -> list[str]:
    """Each once, in the order in which a reader meets them."""
    return list(dict.fromkeys(keys_in([document["summary"], document["sections"]])))


def squeezed(text: str) -> str:
    """Without white space and hyphens, which lines on paper end with."""
    return re.sub(r"[\s\u00ad-]", "", text)


# --- The figures in running text and tables, in the order of the report --------------------------


def page_references(content: bytes) -> list[tuple[str, str]]:
    links = html.fromstring(content.decode()).xpath(f"//a[starts-with(@href, '{ORIGIN}')]")
    return [(link.get("href").removeprefix(ORIGIN), words(link)) for link in links]


def odt_references(content: bytes) -> list[tuple[str, str]]:
    links = find(odt_part(content), f"//text:a[starts-with(@xlink:href, '{ORIGIN}')]")
    return [(link.get(HREF).removeprefix(ORIGIN), words(link)) for link in links]


# --- The tables ----------------------------------------------------------------------------------


def tables_of(part: dict) -> Iterator[dict]:
    blocks = part.get("summary", part.get("blocks", []))
    yield from (block for block in blocks if block["type"] == "table")
    for section in part["sections"]:
        yield from tables_of(section)


def document_tables(document: dict) -> list[list[list[str]]]:
    return [
        [[" ".join(cell["text"].split()) for cell in row] for row in table["rows"]]
        for table in tables_of(document)
    ]


def page_tables(content: bytes) -> list[list[list[str]]]:
    tables = html.fromstring(content.decode()).xpath("//table")
    return [[list(map(words, row)) for row in table.xpath("./tbody/tr")] for table in tables]


def odt_tables(content: bytes) -> list[list[list[str]]]:
    return [
        [list(map(words, row)) for row in find(table, "./table:table-row")]
        for table in find(odt_part(content), "//table:table")
    ]


def csv_tables(content: bytes) -> list[list[list[str]]]:
    """Without the apostrophe that keeps a text from becoming a formula; 's-Hertogenbosch has one of
    its own."""
    files = unpack(content)
    rows = [csv_rows(files[name])[1:] for name in files if name.startswith("tabel-")]
    return [
        [[" ".join(_as_written(cell).split()) for cell in row] for row in table] for table in rows
    ]


def _as_written(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and safe_cell(cell[1:]) == cell else cell


# --- A report that does all it can to break its forms --------------------------------------------

NASTY = "</text:p><script>alert(1)</script>&amp; ]]> {{ 7|add:7 }} {% now %} =cmd|'/c calc'!A1"
FORMULAS = ("=1+1", "+31 20", "-2", "@SUM(A1)", "\tTab", "\rregel")


def hostile(document: Document) -> Document:
    """The document with a section and figures full of what may not be taken for markup."""
    figures = document.figures | {figure.key: figure for figure in HOSTILE_FIGURES}
    sections = (*document.sections, _hostile_section())
    return replace(
        document, title=f"Verslag {NASTY}", subtitle=NASTY, figures=figures, sections=sections
    )


HOSTILE_FIGURES = (
    Figure("proef.groot", f"groot {NASTY}", 1234567, "counted", NASTY, records=(NASTY, "a:b")),
    Figure("proef.onbekend", "=onbekend: van", None, "stated", "@", qualifier="meer dan"),
    Figure("proef.voor", "'voor", 0, "stated", "+", qualifier="<b>ten hoogste</b>", source="-x"),
)


def _hostile_section() -> Section:
    big = FigureReference("proef.groot", "1.234.567")
    linked = Link("https://example.org/?a=1&b=\"'<", (Text("zie "), big, Text(NASTY)))
    emphasis = Emphasis((Text(NASTY), Emphasis((big,), strong=True)))
    paragraph = Paragraph((Text(NASTY), big, linked, emphasis))
    inner = BulletList(((paragraph, BulletList(((paragraph,),), ordered=True)),))
    columns = (Column(NASTY), Column("x" * 300), Column("Aantal", numeric=True))
    rows = tuple((Cell(text), Cell(NASTY), Cell("1.234.567", "proef.groot")) for text in FORMULAS)
    return Section(
        key="proef",
        title=NASTY,
        blocks=(
            Subheading((Text(NASTY),)),
            paragraph,
            inner,
            Quotation((paragraph, inner)),
            Note(NASTY),
            Table("proef-tabel", NASTY, columns, rows),
            Table("proef-leeg", "Een tabel zonder rijen", columns, ()),
        ),
    )

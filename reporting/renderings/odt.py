"""A Document (as plain values) as OpenDocument text, which Word and LibreOffice can edit.

The parts of the file are Django templates in `templates/reporting/odt/`; docs/decisions/0008-odt.md
says why no converter makes it.
"""

import re
from typing import Any

from django.template.loader import render_to_string

from ..document.origins import origins_of
from .charts import draw_all
from .numbers import blocks_of, numbers_of
from .packing import pack
from .provenance import provenance_of

MIME_TYPE = "application/vnd.oasis.opendocument.text"
TEXT_WIDTH = 170
"""In millimetres, between the margins of the page."""
TALLEST_MAP = 110
"""In millimetres: beside a map stays room on the page for text."""
CHARACTERS = 85
"""That fit on a line of a table, in the widest letter that may stand in for ours."""

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STAND_IN = "□"
VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def render_odt(document: dict) -> bytes:
    """The same Document gives the same bytes."""
    document = _legible(document)
    drawings = draw_all(document)
    provenance = provenance_of(document)
    context = {
        "document": document,
        "layout": _layout(document, drawings),
        "charts": drawings,
        "origins": origins_of(document),
        "provenance": provenance,
        "told": {row["key"]: row for row in [*provenance["zeros"], *provenance["rows"]]},
    }
    files = {"mimetype": MIME_TYPE.encode()}
    for name in ("content.xml", "styles.xml", "meta.xml"):
        files[name] = render_to_string(f"reporting/odt/{name}", context).encode()
    files |= {f"Pictures/{key}.svg": svg.encode() for key, svg in drawings.items()}
    manifest = render_to_string("reporting/odt/manifest.xml", {"files": _listed(files)})
    return pack(files | {"META-INF/manifest.xml": manifest.encode()}, uncompressed=("mimetype",))


def _legible(value: Any) -> Any:
    """With a visible sign for each character that XML cannot hold."""
    match value:
        case str():
            return NOT_XML.sub(STAND_IN, value)
        case list():
            return [_legible(item) for item in value]
        case dict():
            return {key: _legible(item) for key, item in value.items()}
    return value


def _listed(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Each part of the file that the manifest names, with its kind."""
    kinds = {"xml": "text/xml", "svg": "image/svg+xml"}
    return [(name, kinds[name.rpartition(".")[2]]) for name in files if name != "mimetype"]


# --- What the templates cannot reckon themselves -------------------------------------------------


def _layout(document: dict, drawings: dict[str, str]) -> dict[str, dict]:
    """By key of a table or chart: its number, and the sizes it is set in."""
    numbers = numbers_of(document)
    layout: dict[str, dict] = {}
    for block in blocks_of(document):
        if block["type"] == "table":
            layout[block["key"]] = {"widths": _widths(block), "is_tight": _is_tight(block)}
        elif block.get("key") in drawings:
            layout[block["key"]] = _size(
                drawings[block["key"]], is_map=block["type"] == "place_map"
            )
    return {key: sizes | {"number": numbers[key]} for key, sizes in layout.items()}


def _widths(table: dict) -> list[str]:
    """Of the columns: room for the longest word first, then for the longest texts."""
    texts = _columns(table)
    needs = list(map(_need, texts))
    wants = [min(max(map(len, column)), 50) for column in texts]
    lacks = [max(0, want - need) for want, need in zip(wants, needs, strict=True)]
    spare = max(0, CHARACTERS - sum(needs)) / (sum(lacks) or 1)
    shares = [need + spare * lack for need, lack in zip(needs, lacks, strict=True)]
    return [f"{TEXT_WIDTH * share / sum(shares):.1f}mm" for share in shares]


def _columns(table: dict) -> list[list[str]]:
    """The texts of each column, its head first; a head is never broken, so its hyphens go."""
    texts = [[column["label"].replace("\u00ad", "")] for column in table["columns"]]
    for row in table["rows"]:
        for column, cell in zip(texts, row, strict=True):
            column.append(cell["text"])
    return texts


def _need(texts: list[str]) -> int:
    """For the longest word, in characters, with the space beside it."""
    return min(max(map(_longest_word, texts)), 24) + 3


def _is_tight(table: dict) -> bool:
    """Whether the heads need smaller letters to stay whole; they are bold, and so wider."""
    return sum(map(_need, _columns(table))) > CHARACTERS * 0.9


def _longest_word(text: str) -> int:
    """In characters, up to where a line may break."""
    return max(map(len, re.split(r"[\s\u00ad\u200b]|(?<=[-/])", text)))


def _size(svg: str, *, is_map: bool) -> dict[str, str]:
    """As wide as the text, with its letters as they are meant; a map may be narrower."""
    width, height = map(float, VIEW_BOX.findall(svg)[0])
    wide = min(TEXT_WIDTH, TALLEST_MAP * width / height) if is_map else TEXT_WIDTH
    return {"width": f"{wide:.1f}mm", "height": f"{wide * height / width:.1f}mm"}

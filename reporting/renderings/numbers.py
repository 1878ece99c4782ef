"""The numbers of tables and figures: the same on the page, in the PDF and in the ODT."""

from collections import Counter
from collections.abc import Iterator

from .charts import DRAWERS


def numbers_of(document: dict) -> dict[str, int]:
    """By key of a table or chart, in the order of the report; each kind counts by itself."""
    counter: Counter[str] = Counter()
    found = {}
    for block in blocks_of(document):
        kind = "chart" if block["type"] in DRAWERS else block["type"]
        if kind in ("chart", "table"):
            counter[kind] += 1
            found[block["key"]] = counter[kind]
    return found


def blocks_of(part: dict) -> Iterator[dict]:
    """All blocks of a Document or a section, as plain values, in reading order."""
    yield from part.get("summary", part.get("blocks", []))
    for section in part["sections"]:
        yield from blocks_of(section)

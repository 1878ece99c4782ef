"""Charts as SVG, drawn by templates on the server; the same drawing for page and PDF.

What tells parts of a drawing apart is a pattern or words, never a colour alone.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import bars, places, sheets, timeline
from .fills import in_colours_of_page


class Drawings(NamedTuple):
    wide: str
    narrow: str


DRAWERS: dict[str, Callable[[dict], str]] = {
    "bar_chart": bars.draw,
    "timeline": timeline.draw,
    "place_map": places.draw,
}


def draw_all(document: dict) -> dict[str, str]:
    """The SVG of every chart in the Document (as plain values), by the key of the chart."""
    return {block["key"]: draw(block) for block in _charts(document)}


ON_PHONE: dict[str, Callable[[dict], str]] = {
    "bar_chart": lambda chart: bars.draw(chart, sheets.BARS_ON_PHONE),
    "timeline": lambda chart: timeline.draw(chart, sheets.TIMELINE_ON_PHONE),
}
MOST_ROWS = 40
"""Of a chart that is drawn a second time: a page must stay light."""


def draw_for_page(document: dict) -> dict[str, Drawings]:
    """The same drawings in the colours of the page, light or dark, and once more for a phone."""
    return {
        block["key"]: Drawings(in_colours_of_page(draw(block)), _on_phone(block))
        for block in _charts(document)
    }


def _on_phone(chart: dict) -> str:
    """Empty where the one drawing serves."""
    rows = chart.get("bars") or chart.get("rows") or []
    if chart["type"] not in ON_PHONE or len(rows) > MOST_ROWS:
        return ""
    return in_colours_of_page(ON_PHONE[chart["type"]](chart))


def draw(chart: dict) -> str:
    return DRAWERS[chart["type"]](chart)


def _charts(document: dict) -> Iterator[dict]:
    yield from _of_blocks(document["summary"])
    for section in document["sections"]:
        yield from _of_section(section)


def _of_section(section: dict) -> Iterator[dict]:
    yield from _of_blocks(section["blocks"])
    for part in section["sections"]:
        yield from _of_section(part)


def _of_blocks(blocks: list[dict]) -> Iterator[dict]:
    return (block for block in blocks if block["type"] in DRAWERS)

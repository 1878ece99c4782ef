"""Charts as SVG, drawn by templates on the server; the same drawing for page and PDF.

What tells parts of a drawing apart is a pattern or words, never a colour alone.
"""

from collections.abc import Callable, Iterator

from . import bars, places, timeline
from .fills import in_colours_of_page

DRAWERS: dict[str, Callable[[dict], str]] = {
    "bar_chart": bars.draw,
    "timeline": timeline.draw,
    "place_map": places.draw,
}


def draw_all(document: dict) -> dict[str, str]:
    """The SVG of every chart in the Document (as plain values), by the key of the chart."""
    return {block["key"]: draw(block) for block in _charts(document)}


def draw_for_page(document: dict) -> dict[str, str]:
    """The same drawings in the colours of the page, light or dark."""
    return {key: in_colours_of_page(svg) for key, svg in draw_all(document).items()}


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

"""The two widths that a chart is drawn for: paper and a wide screen, and a phone."""

from typing import NamedTuple


class Sheet(NamedTuple):
    """Where `beside` is 0, the label of a row stands above it."""

    width: int
    beside: int
    characters: int
    """Of a line of a label, also in a wider letter than ours."""
    mark: str = ""
    """At the end of names inside the drawing, so that two of one chart can share a page."""


BARS = Sheet(640, 190, 22)
BARS_ON_PHONE = Sheet(340, 0, 40, "-smal")
TIMELINE = Sheet(720, 250, 34)
TIMELINE_ON_PHONE = Sheet(340, 0, 44, "-smal")

"""Labels of a drawing, in as many lines as they need: SVG wraps no text."""

from functools import cache
from textwrap import wrap

from documents.fonts import letter_widths

FACE = "Source Sans 3, Arial, Helvetica, sans-serif"
"""The letters of text in a drawing, and what stands in for them where they are not at hand."""
LINE = 1.15
"""Of the size of the letters, from line to line."""
ROOM = 1.16
"""How much wider than ours the letters may be that stand in for them, or that are bold."""
SWATCH = 24
"""From the left of a swatch to its words."""


@cache
def width_of(text: str, size: float) -> float:
    """How wide the text is at most, in any of the letters that may set it."""
    widths = letter_widths()
    return sum(widths.get(ord(letter), 0.6) for letter in text) * size * ROOM


def in_lines(label: str, *, characters: int) -> list[str]:
    """Words that fit no line are cut: a drawing cannot hyphenate."""
    return wrap(label, characters) or [""]


def placed(lines: list[str], *, middle: float, size: float) -> list[dict]:
    """Each line with the height of its foot, so that together they stand around the middle."""
    step = size * LINE
    top = middle - step * (len(lines) - 1) / 2 + size * 0.35
    return [{"text": line, "y": round(top + step * place, 1)} for place, line in enumerate(lines)]


def in_rows(
    entries: list[dict], *, left: float, right: float, top: float, size: float
) -> list[dict]:
    """Swatches with their `label`, one after another, on a next row where one does not fit."""
    step, gap = size * 1.5, 18
    x, y, found = left, top, []
    for entry in entries:
        width = SWATCH + width_of(entry["label"], size)
        if x > left and x + width > right:
            x, y = left, y + step
        found.append(entry | {"x": round(x, 1), "text_x": round(x + SWATCH, 1), "y": round(y, 1)})
        x += width + gap
    return found

"""Labels of a drawing, in as many lines as they need: SVG wraps no text."""

from textwrap import wrap

FACE = "Source Sans 3, Arial, Helvetica, sans-serif"
"""The letters of text in a drawing, and what stands in for them where they are not at hand."""
LINE = 1.15
"""Of the size of the letters, from line to line."""


def in_lines(label: str, *, characters: int) -> list[str]:
    return wrap(label, characters, break_long_words=False) or [""]


def placed(lines: list[str], *, middle: float, size: float) -> list[dict]:
    """Each line with the height of its foot, so that together they stand around the middle."""
    step = size * LINE
    top = middle - step * (len(lines) - 1) / 2 + size * 0.35
    return [{"text": line, "y": round(top + step * place, 1)} for place, line in enumerate(lines)]

"""The fonts of every document: the only ones the compiler may use, the same on every machine."""

from functools import cache
from pathlib import Path

import fontpkg

FAMILIES = ("Source Sans 3", "Source Serif 4", "Noto Sans Arabic")
"""The last for what the house has no letters for; taken where the others lack one."""


@cache
def font_folders() -> tuple[Path, ...]:
    return tuple(Path(fontpkg.path(family, nearest=True)).parent for family in FAMILIES)


@cache
def covered_characters() -> frozenset[int]:
    """Code points that at least one upright font has a glyph for."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for family in FAMILIES:
        with TTFont(fontpkg.path(family, nearest=True), lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)


@cache
def letter_widths() -> dict[int, float]:
    """How wide each letter of running text is, by its code point, in its own size."""
    from fontTools.ttLib import TTFont

    with TTFont(fontpkg.path(FAMILIES[0], nearest=True), lazy=True) as font:
        widths, scale = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[glyph][0] / scale for code, glyph in font.getBestCmap().items()}

"""The letters with which a line is added to a PDF that was made before: upright, of one weight.

Typst takes the same family from its variable file; here that is cut down to Latin letters.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg

from documents.fonts import FAMILIES

LATIN = range(0x20, 0x180)
WEIGHT = 400
NAME = "ROUTEK+SourceSans3-Mark"
"""Six capitals before the plus say that it is a part of the font."""


@dataclass(frozen=True)
class Letters:
    """A TrueType font; `glyphs` and `widths` (in thousandths of the size) by code point."""

    program: bytes
    glyphs: dict[int, int]
    widths: dict[int, int]
    box: list[int]
    ascent: int
    descent: int
    cap_height: int


def cover(words: str) -> bool:
    """Whether there are letters for all of them."""
    return words.isprintable() and all(ord(letter) in LATIN for letter in words)


@cache
def letters() -> Letters:
    """Made once in a process: it takes about half a second."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    file = Path(fontpkg.path(FAMILIES[0], nearest=True))
    with TTFont(BytesIO(file.read_bytes()), lazy=True) as font:
        options = subset.Options(layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LATIN)
        subsetter.subset(font)
        plain = instancer.instantiateVariableFont(font, {"wght": WEIGHT})
        stream = BytesIO()
        plain.save(stream)
        return _measured(plain, stream.getvalue())


def _measured(font: Any, program: bytes) -> Letters:
    scale = 1000 / font["head"].unitsPerEm
    names = font.getBestCmap()
    wide = {code: round(font["hmtx"][name][0] * scale) for code, name in names.items()}
    head, line, os2 = font["head"], font["hhea"], font["OS/2"]
    corners = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Letters(
        program=program,
        glyphs={code: font.getGlyphID(name) for code, name in names.items()},
        widths=wide,
        box=[round(each * scale) for each in corners],
        ascent=round(line.ascent * scale),
        descent=round(line.descent * scale),
        cap_height=round(os2.sCapHeight * scale),
    )

"""A line at the foot of each page of a PDF that was made before, such as whose copy it is.

The pages keep their tags: the line is an artifact, which a screen reader passes by, so that what
conforms to PDF/A-3a and PDF/UA-1 still does. Nothing else of the file changes, its metadata either.
"""

import re
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from documents.letters import NAME, Letters, cover, letters

SIZE = 7.5
FROM_BELOW = 14
"""Points."""
ON_PAPER, ON_COVER = (0.278, 0.349, 0.357), (0.839, 0.906, 0.898)
"""Parts of red, green and blue that can be read on white and on the dark cover."""
FONT = Name("/Mark")
PAIR = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]{4})>$", re.MULTILINE)
"""A glyph and the sign that it stands for."""
ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"


def with_letters(content: bytes) -> bytes:
    """The same PDF with the letters for a line in it, so that to mark it takes a tenth of a second.
    Its pages look the same."""
    with pikepdf.open(BytesIO(content)) as file:
        _add_letters(file)
        return _saved(file)


def marked(content: bytes, words: str) -> bytes:
    """`words` in the middle under each page. The first is taken for a dark cover.

    Raises ValueError where there are no letters for them (`letters.cover`).
    """
    if not cover(words):
        raise ValueError("no letters for these words")
    with pikepdf.open(BytesIO(content)) as file:
        fonts = file.pages[0].get("/Resources", Dictionary()).get("/Font", Dictionary())
        if FONT not in fonts:
            _add_letters(file)
        line = _Line(file.pages[0].Resources.Font[FONT], words)
        for number, page in enumerate(file.pages):
            line.write(file, page, ON_PAPER if number else ON_COVER)
        return _saved(file)


class _Line:
    """The words as glyphs of the font, which says itself how wide they are."""

    def __init__(self, font: pikepdf.Object, words: str) -> None:
        pairs = PAIR.findall(font.ToUnicode.read_bytes())
        glyphs = {int(code, 16): int(glyph, 16) for glyph, code in pairs}
        rows = list(font.DescendantFonts[0].W)
        widths = {int(glyph): int(row[0]) for glyph, row in zip(rows[::2], rows[1::2], strict=True)}
        found = [glyphs[ord(letter)] for letter in words]
        self.shown = "".join(f"{glyph:04x}" for glyph in found)
        self.width = sum(widths[glyph] for glyph in found) * SIZE / 1000

    def write(self, file: Pdf, page: pikepdf.Page, tint: tuple[float, ...]) -> None:
        left, bottom, right, _top = (float(edge) for edge in page.trimbox)
        place = f"{(left + right - self.width) / 2:.2f} {bottom + FROM_BELOW:.2f} Td"
        colour = " ".join(map(str, tint))
        line = f"q {colour} rg BT {FONT} {SIZE} Tf {place} <{self.shown}> Tj ET Q"
        page.contents_add(Stream(file, b"q\n"), prepend=True)
        page.contents_add(Stream(file, b"\nQ\n" + ARTIFACT + line.encode() + b"\nEMC\n"))


def _saved(file: Pdf) -> bytes:
    target = BytesIO()
    file.save(target, deterministic_id=True)
    return target.getvalue()


def _add_letters(file: Pdf) -> None:
    """One font for all pages, whole: each copy says something else."""
    font = _font_of(file, letters())
    for page in file.pages:
        page.add_resource(font, Name.Font, FONT, replace_existing=True)


def _font_of(file: Pdf, known: Letters) -> Dictionary:
    program = Stream(file, known.program)
    program.Length1 = len(known.program)
    about = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{NAME}"),
        Flags=32,
        FontBBox=Array(known.box),
        ItalicAngle=0,
        Ascent=known.ascent,
        Descent=known.descent,
        CapHeight=known.cap_height,
        StemV=80,
        FontFile2=program,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{NAME}"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=file.make_indirect(about),
        CIDToGIDMap=Name.Identity,
        W=_widths(known),
    )
    return file.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([file.make_indirect(inner)]),
            ToUnicode=Stream(file, _to_unicode(known)),
        )
    )


def _widths(known: Letters) -> Array:
    rows = sorted({glyph: known.widths[code] for code, glyph in known.glyphs.items()}.items())
    found = Array()
    for glyph, width in rows:
        found.append(glyph)
        found.append(Array([width]))
    return found


def _to_unicode(known: Letters) -> bytes:
    """Which sign each glyph stands for, so that the line can be searched and copied."""
    pairs = sorted({glyph: code for code, glyph in reversed(known.glyphs.items())}.items())
    told = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        rows = "\n".join(f"<{glyph:04x}> <{code:04x}>" for glyph, code in part)
        told.append(f"{len(part)} beginbfchar\n{rows}\nendbfchar")
    return TO_UNICODE.format("\n".join(told)).encode()


TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

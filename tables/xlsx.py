"""Measuring a spreadsheet before it is read, since reading takes all of it into memory.

Each part is unpacked and parsed as a stream, and the first measure that is passed ends the work:
how much it unpacks to, how far its rows and columns go (one cell in the last of a million rows is
enough), and how much text its cells repeat. An entity or a document type is refused.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

import python_calamine
from django.core.exceptions import ValidationError

from .cells import typed
from .columns import index_of
from .table import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH_TEXT,
)

MOST_PARTS = 500
MOST_UNPACKED = 40 * 1024 * 1024
"""Bytes of all parts together; the largest table that is read stays well below it."""
MOST_ROWS_MARKED = 60_000
"""Row elements over all sheets: beyond it counting ends, whatever stands in them."""
MOST_TEXT = 16 * 1024 * 1024
"""Signs, each text counted as often as a cell holds it."""
MOST_ELEMENTS = 2_000_000
"""Of all parts together: empty ones take time too."""
PIECE = 64 * 1024
SHARED = "sharedstrings"

BROKEN = (
    "Dit bestand is niet te lezen als spreadsheet. Open het in uw spreadsheetprogramma, bewaar het "
    "opnieuw als XLSX of als CSV, en kies het opnieuw."
)
LOCKED = (
    "Dit bestand heeft een wachtwoord, of is een oude XLS. Bewaar het als XLSX zonder wachtwoord."
)
TOO_MANY_CELLS = (
    "In dit bestand staan te veel cellen, ook lege. Verwijder wat niet nodig is, of verdeel "
    "het over kleinere bestanden."
)
UNPACKS = "Dit bestand pakt uit tot meer dan 40 MB. Verdeel het over kleinere bestanden."


def lines_of(content: bytes) -> Iterator[list[str]]:
    """Of its first sheet that is not hidden. Raises ValidationError."""
    measure(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = book.get_sheet_by_name(_first_shown(book))
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    except (python_calamine.CalamineError, StopIteration, ValueError) as error:
        raise ValidationError(BROKEN) from error
    return ([typed(cell) for cell in row] for row in rows)


def _first_shown(book: python_calamine.CalamineWorkbook) -> str:
    visible = python_calamine.SheetVisibleEnum.Visible
    shown = [each.name for each in book.sheets_metadata if each.visible == visible]
    return shown[0] if shown else book.sheet_names[0]


def measure(content: bytes) -> None:
    """Raises ValidationError where the file is more than may be read."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise ValidationError(UNPACKS)
            _measure_parts(parts, sorted(infos, key=_texts_first))
    except (BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, EOFError) as error:
        raise ValidationError(BROKEN) from error
    except RuntimeError as error:  # a part with a password
        raise ValidationError(LOCKED) from error


def _texts_first(info: ZipInfo) -> bool:
    return SHARED not in info.filename.lower()


def _measure_parts(parts: ZipFile, infos: list[ZipInfo]) -> None:
    """What unpacks is counted, since what a file says of itself may be false."""
    unpacked, measured = 0, Measured()
    for info in infos:
        is_xml = info.filename.lower().endswith((".xml", ".rels"))
        parser = measured.parser() if is_xml else None
        with parts.open(info) as part:
            while piece := part.read(PIECE):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise ValidationError(UNPACKS)
                if parser:
                    parser.Parse(piece)
        if parser:
            parser.Parse(b"", True)


class Measured:
    """What was met so far in the parts of one file."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        """Of each text that cells share."""
        self.signs = 0
        self.rows = self.elements = 0
        self._begin()

    def _begin(self) -> None:
        self._row_at = self._column_at = self._filled = 0
        self._is_shared_text = self._is_shared = False
        self._value: str | None = None

    def parser(self) -> expat.XMLParserType:
        """Of the next part."""
        self._begin()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        return parser

    def _refuse(self, *found: object) -> None:
        raise ValidationError(BROKEN)

    def _start(self, name: str, values: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise ValidationError(TOO_MANY_CELLS)
        match name.rpartition(":")[2]:
            case "row":
                self._row(values)
            case "c":
                self._cell(values)
            case "v" | "is" | "f" as kind:
                self._hold(kind)
            case "si":
                self.lengths.append(0)
                self._is_shared_text = True
            case "Relationship":
                self._part(values)

    def _row(self, values: dict[str, str]) -> None:
        self.rows += 1
        self._stand_in(_number(values.get("r", "")) or self._row_at + 1)
        self._column_at, self._filled = -1, 0
        if self.rows > MOST_ROWS_MARKED:
            raise ValidationError(TOO_MANY_ROWS)

    def _stand_in(self, row: int) -> None:
        self._row_at = row
        if row > MOST_ROWS:
            raise ValidationError(TOO_MANY_ROWS)

    def _cell(self, values: dict[str, str]) -> None:
        """An empty cell far to the right is only paint."""
        reference = values.get("r", "")
        letters = reference.rstrip("0123456789")
        self._stand_in(_number(reference[len(letters) :]) or self._row_at)
        self._column_at = index_of(letters) if letters else self._column_at + 1
        self._is_shared = values.get("t") == "s"

    def _hold(self, kind: str) -> None:
        if kind == "v" and self._is_shared:
            self._value = ""
        self._filled += 1
        if max(self._column_at, self._filled / 2) >= MOST_COLUMNS:
            raise ValidationError(TOO_MANY_COLUMNS)

    def _part(self, values: dict[str, str]) -> None:
        """What lies under a name by which it would not be measured, or too late, is not read."""
        kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "").lower()
        if kind in ("worksheet", "sharedStrings") and not target.endswith(".xml"):
            raise ValidationError(BROKEN)
        if kind == "sharedStrings" and SHARED not in target:
            raise ValidationError(BROKEN)

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value += text[:20]
        elif self._is_shared_text:
            self.lengths[-1] += len(text)
        self._count(len(text))

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "si":
            self._is_shared_text = False
        elif kind == "v" and self._value is not None:
            shared = _number(self._value)
            self._count(self.lengths[shared] if shared < len(self.lengths) else 0)
            self._value = None

    def _count(self, signs: int) -> None:
        self.signs += signs
        if self.signs > MOST_TEXT:
            raise ValidationError(TOO_MUCH_TEXT)


def _number(text: str) -> int:
    """0 where there is none: rows and cells may leave out where they stand."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0

"""A table as it was read: cells of text, each row with the number that a spreadsheet gives it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_010
"""With a head and what stands above it."""
MOST_COLUMNS = 60
MOST_SIGNS = 8 * 1024 * 1024
"""Of all cells together: what is brought along from page to page while people look at it."""

TOO_LARGE = "Dit bestand is groter dan 5 MB. Verdeel het over kleinere bestanden."
TOO_MANY_ROWS = (
    "Dit bestand heeft meer dan 20.000 regels, lege meegeteld. Verwijder de lege regels onder de "
    "tabel, of verdeel het over kleinere bestanden."
)
TOO_MANY_COLUMNS = "Dit bestand heeft meer dan 60 kolommen. Verwijder wat niet nodig is."
TOO_MUCH_TEXT = "In dit bestand staat te veel tekst. Verdeel het over kleinere bestanden."
NO_ROWS = "In dit bestand staat geen tabel. Zet in de eerste regel de namen van de kolommen."


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the spreadsheet counts it, from 1, empty rows too."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Empty where the row is shorter than the head."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """Rows that hold something; which of them is the head is for `recognise` to say."""

    rows: tuple[Row, ...]
    is_feed: bool = False

    @property
    def width(self) -> int:
        return max(len(row.cells) for row in self.rows)


def table_of(lines: Iterable[Iterable[str]], *, is_feed: bool = False) -> Table:
    """Raises ValidationError as soon as there is too much of it."""
    rows: list[Row] = []
    signs = 0
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise ValidationError(TOO_MANY_ROWS)
        row = Row(number, _without_empty_end([cell.strip() for cell in line]))
        signs += sum(map(len, row.cells))
        if len(row.cells) > MOST_COLUMNS:
            raise ValidationError(TOO_MANY_COLUMNS)
        if signs > MOST_SIGNS:
            raise ValidationError(TOO_MUCH_TEXT)
        if row.cells:
            rows.append(row)
    if not rows:
        raise ValidationError(NO_ROWS)
    return Table(tuple(rows), is_feed)


def _without_empty_end(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)

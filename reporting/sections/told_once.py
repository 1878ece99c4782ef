"""What a table would say in every row, said once under it.

A column that is unrecorded in every row becomes a sentence; so does what is equal in all rows of
SAME, such as who decides. A column of dashes alone says nothing and goes. A column that prints a
figure stays: the figure is found there.
"""

from collections.abc import Iterable, Iterator

from dutch.numbers import NOT_RECORDED, in_words

from ..document.values import Block, Cell, Column, Note, Table
from .material import table

WORDS = {
    "Plaats": "de plaats",
    "Datum": "de datum",
    "Eerder gepland": "de eerdere datum",
    "Nieuwe datum": "de nieuwe datum",
    "Aanwezigen": "het aantal aanwezigen",
    "Deelnames": "het aantal deelnames",
    "Verslag": "een verslag",
    "Reden": "de reden",
    "Wie beslist": "een beslisser",
    "Maatregel": "een maatregel",
    "Stadium": "het stadium",
    "Wat staat in de weg": "een belemmering",
    "Volgende stap": "een volgende stap",
}
"""Each column that may be unrecorded, as a sentence calls it."""

SAME = {
    "Wie beslist": "Wie beslist, is",
    "Stadium": "Het stadium is",
    "Wat staat in de weg": "Wat in de weg staat, is",
    "Volgende stap": "De volgende stap is",
}
"""Each column of which equal rows are said once, as that sentence begins."""
WHICH = "Welke"
"""The column that lists meetings, which other tables have already."""


def table_told_once(
    key: str, caption: str, columns: str, rows: Iterable[Iterable[str | Cell]], *, called: str
) -> list[Block]:
    """As `table`, with what all rows share under it; `called` is what more rows are: "hubs"."""
    made = table(key, caption, columns, rows)
    return [block for each in made if isinstance(each, Table) for block in _told(each, called)]


def _told(whole: Table, called: str) -> Iterator[Block]:
    first, *others = zip(whole.columns, *whole.rows, strict=True)
    unrecorded = [column for column, *cells in others if _says(cells, NOT_RECORDED)]
    same = [(column, cells[0].text) for column, *cells in others if _is_same(column, cells)]
    gone = [*unrecorded, *(column for column, _text in same)]
    kept = [
        (column, *cells)
        for column, *cells in others
        if column not in gone and not _says(cells, "–")
    ]
    columns, *rows = zip(first, *kept, strict=True)
    yield Table(whole.key, whole.caption, columns, tuple(rows))
    yield from map(Note, _sentences(unrecorded, same, len(rows), called))


def _says(cells: list[Cell], text: str) -> bool:
    return all(cell.text == text and not cell.figure for cell in cells)


def _is_same(column: Column, cells: list[Cell]) -> bool:
    text = cells[0].text
    many = len(cells) > 1 and column.label in (*SAME, WHICH)
    return many and text not in (NOT_RECORDED, "–") and _says(cells, text)


def _sentences(
    unrecorded: list[Column], same: list[tuple[Column, str]], number: int, called: str
) -> Iterator[str]:
    if unrecorded:
        yield of_none(
            [WORDS.get(each.label, each.label.lower()) for each in unrecorded], number, called
        )
    of_all = "beide" if number == 2 else f"alle {in_words(number)}"
    for column, text in same:
        if column.label == WHICH:
            yield "Het gaat steeds om dezelfde bijeenkomsten."
            continue
        yield f"{SAME[column.label]} bij {of_all} {called} hetzelfde: {text.rstrip('.')}."


def of_none(things: list[str], number: int, called: str) -> str:
    """The sentence that these things are recorded of none of so many rows."""
    if number == 1:
        return f"Hiervan is niet vastgelegd: {listed(things, 'en')}."
    rows = "beide" if number == 2 else f"de {in_words(number)}"
    return f"Van geen van {rows} {called} is {listed(things, 'of')} vastgelegd."


def listed(things: list[str], link: str = "en") -> str:
    """As a sentence lists them: "een, twee en drie"."""
    *first, last = things
    return f"{', '.join(first)} {link} {last}" if first else last

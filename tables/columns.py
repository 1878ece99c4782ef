"""Which column of a table holds what: recognised by its name, and mended by people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dutch.sorting import fold

from .table import Row, Table

HEAD_WITHIN = 10
"""Rows: titles and remarks may stand above the head."""


@dataclass(frozen=True)
class Column:
    """`name` as the form of a row calls it, `label` as staff do, `others` how files may call it."""

    name: str
    label: str
    others: tuple[str, ...] = ()
    is_needed: bool = False

    @property
    def keys(self) -> set[str]:
        return {key_of(each) for each in (self.name, self.label, *self.others)}


def key_of(name: str) -> str:
    """Without signs: "E-mailadres:" is "emailadres"."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def recognise(table: Table, columns: Sequence[Column]) -> tuple[Row, dict[str, int]]:
    """The head of the table, and where in it each column stands that has a known name."""
    head = max(table.rows[:HEAD_WITHIN], key=lambda row: len(_found(row, columns)))
    return head, _found(head, columns)


def _found(head: Row, columns: Iterable[Column]) -> dict[str, int]:
    """The first of a name; no place is taken twice."""
    places: dict[str, int] = {}
    for index, cell in enumerate(head.cells):
        places.setdefault(key_of(cell), index)
    places.pop("", None)
    found: dict[str, int] = {}
    for column in columns:
        named = sorted(places[key] for key in column.keys if key in places)
        free = [index for index in named if index not in found.values()]
        if free:
            found[column.name] = free[0]
    return found


def letter_of(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def index_of(letters: str) -> int:
    """-1 where there are none; far away where they are no letters of a column."""
    if not letters:
        return -1
    if len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return 10**6
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

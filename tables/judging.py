"""Judging each row with a form: what it holds, or every fault with its column and what to do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from .columns import Column, letter_of
from .table import Row, Table


@dataclass(frozen=True, slots=True)
class Fault:
    """`letter` is empty where the sentence is about the row."""

    number: int
    sentence: str
    letter: str = ""
    label: str = ""
    is_feed: bool = False

    def __str__(self) -> str:
        kind = "Bericht" if self.is_feed else "Regel"
        at = f", kolom {self.letter}" if self.letter and not self.is_feed else ""
        named = f" ({self.label})" if self.label else ""
        return f"{kind} {self.number}{at}{named}: {self.sentence}"

    @property
    def in_its_row(self) -> str:
        """As it stands beside the row itself."""
        if not self.letter:
            return self.sentence
        return f"Kolom {self.letter} ({self.label}): {self.sentence}"


@dataclass(frozen=True, slots=True)
class Judged:
    """`values` of the columns that the table has; empty where there are faults. `number` as people
    count: rows with the head, items of a feed without."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()
    is_feed: bool = False

    def refused(self, sentence: str) -> Fault:
        return Fault(self.number, sentence, is_feed=self.is_feed)


@dataclass(frozen=True)
class Judge:
    table: Table
    head: Row
    places: Mapping[str, int]
    columns: Sequence[Column]
    form: Callable[[dict[str, str]], forms.Form]
    """Made of the cells of one row; its fields are called as the columns."""

    def judge(self) -> Iterator[Judged]:
        """Each row below the head."""
        for row in self.table.rows:
            if row.number > self.head.number:
                yield self._judge(row)

    def _judge(self, row: Row) -> Judged:
        form = self.form({name: row.cell(index) for name, index in self.places.items()})
        number, is_feed = self._number(row), self.table.is_feed
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in self.places}
            return Judged(number, values, is_feed=is_feed)
        faults = (
            self._fault(number, name, sentence)
            for name, sentences in form.errors.items()
            for sentence in sentences
        )
        return Judged(number, {}, tuple(faults), is_feed)

    def _number(self, row: Row) -> int:
        return row.number - 1 if self.table.is_feed else row.number

    def _fault(self, number: int, name: str, sentence: str) -> Fault:
        labels = {column.name: column.label for column in self.columns}
        letter = letter_of(self.places[name]) if name in self.places else ""
        return Fault(number, sentence, letter, labels.get(name, ""), self.table.is_feed)

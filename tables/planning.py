"""What importing would do, told before anything is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .faults import Fault

MOST_TOLD = 1_000
"""Rows of each kind on a page."""


@dataclass(frozen=True, slots=True)
class Change:
    """`kept` is what undoing sets again, where `before` does not say all of it."""

    label: str
    before: str
    after: str
    kept: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        before, after = self.before or "(leeg)", self.after or "(leeg)"
        return f"{self.label} van “{before}” naar “{after}”"


@dataclass(frozen=True, slots=True)
class Planned:
    """What one row comes to. `target` is the record that it is about, None for a new one; `values`
    are those that are set, `changes` the same as staff read them; `notes` ask to look again.
    `outcome` is what trying it came to."""

    number: int
    title: str
    target: Any = None
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: str = ""

    def __str__(self) -> str:
        told = self.title
        if self.target and self.changes:
            told = f"{told}: {'; '.join(map(str, self.changes))}"
        return f"{told}. {' '.join(self.notes)}" if self.notes else told

    @property
    def in_words(self) -> str:
        return " ".join(filter(None, (str(self), self.outcome)))


class Refused(Exception):
    """What was planned cannot be done: for every row that stands in the way, why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Plan:
    """All or nothing: with one fault nothing is done. `mails` are those that trying it wrote."""

    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...] = ()
    mails: Any = None

    @property
    def new(self) -> list[Planned]:
        return [each for each in self.rows if each.target is None]

    @property
    def changed(self) -> list[Planned]:
        return [each for each in self.rows if each.target and each.changes]

    @property
    def unchanged(self) -> list[Planned]:
        return [each for each in self.rows if each.target and not each.changes]

    @property
    def number(self) -> int:
        """Of what would be done."""
        return len(self.new) + len(self.changed)

    @property
    def is_possible(self) -> bool:
        return not self.faults and bool(self.new or self.changed)

    @property
    def told(self) -> list[tuple[str, int, list[str]]]:
        """Of each kind how many there are, and the first of them in words."""
        kinds: Iterable[tuple[str, Iterable[Any]]] = (
            ("Nieuw", self.new),
            ("Gewijzigd", self.changed),
            ("Ongewijzigd", self.unchanged),
        )
        return [
            (kind, len(list(rows)), [each.in_words for each in list(rows)[:MOST_TOLD]])
            for kind, rows in kinds
            if rows
        ]

    @property
    def first_faults(self) -> tuple[Fault, ...]:
        """A page of more is of use to nobody; the sheet with what is wrong holds all of them."""
        return self.faults[:MOST_TOLD]

    @property
    def digest(self) -> str:
        """Of what staff saw, to be compared with what would be done now."""
        keys = [(each.number, each.target and each.target.pk, str(each)) for each in self.rows]
        return sha256(repr((keys, self.faults)).encode()).hexdigest()

    @property
    def seal(self) -> str:
        """Of what trying it came to."""
        told = ([each.outcome for each in self.rows], self.mails and self.mails.seal)
        return sha256(repr(told).encode()).hexdigest()

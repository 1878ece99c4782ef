"""What importing would do, told before anything is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .judging import Fault


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = self.before or "(leeg)", self.after or "(leeg)"
        return f"{self.label} van “{before}” naar “{after}”"


@dataclass(frozen=True)
class Planned:
    """What one row comes to. `target` is the record that it is about, None for a new one; `values`
    are those that are set, `changes` the same as staff read them; `notes` ask to look again."""

    number: int
    title: str
    target: Any = None
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{self.title}: {'; '.join(map(str, self.changes))}" if self.target else self.title
        return f"{told}. {' '.join(self.notes)}" if self.notes else told


@dataclass(frozen=True)
class Plan:
    """All or nothing: with one fault nothing is done."""

    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...] = ()

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
    def is_possible(self) -> bool:
        return not self.faults and bool(self.new or self.changed)

    @property
    def told(self) -> list[tuple[str, list[str]]]:
        kinds: Iterable[tuple[str, Iterable[Any]]] = (
            ("Nieuw", self.new),
            ("Gewijzigd", self.changed),
            ("Ongewijzigd", self.unchanged),
        )
        return [(kind, [str(each) for each in rows]) for kind, rows in kinds if rows]

    @property
    def digest(self) -> str:
        """Of what staff saw, to be compared with what would be done now."""
        keys = [(each.number, each.target and each.target.pk, str(each)) for each in self.rows]
        return sha256(repr((keys, self.faults)).encode()).hexdigest()

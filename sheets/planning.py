"""What a sheet would do: which record each row is about, and what of it becomes another.

A row is about the record whose number it brings; else about the one that it names. In a row that
came out of an export (it brings the version too) an empty cell means empty; elsewhere it says
nothing. A row of which the record is no longer as it was exported, changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError

from tables import Change, Fault, Plan, Planned, Row, Table, letter_of

from .kind import KEY, VERSION, Kind, SheetColumn

NO_SUCH = "Dit nummer is er niet bij. Maak de cel leeg; iets nieuws krijgt er vanzelf een."
TWICE = "Dit staat ook op regel {}. Verwijder een van beide regels."
SEVERAL = "Er is er meer dan één die zo heet: {}. Zet in de kolom “Nummer” welke u bedoelt."
STALE = "Dit is sinds uw export gewijzigd. Exporteer opnieuw, en breng uw wijziging daarin aan: {}."
FIXED = "Dit wijzigt niet door een import. Zet terug wat er stond: “{}”."
FIXED_EMPTY = "Dit wijzigt niet door een import. Maak de cel leeg."
NEEDED = "Vul “{}” in."


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row holds, by column: the text of its cell, and what that says or why it cannot."""

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    refused: Mapping[str, ValidationError]


def judged(kind: Kind, table: Table, head: Row, places: Mapping[str, int]) -> Iterator[Judged]:
    """Each row below the head. What many rows hold is read once."""
    columns = [column for column in kind.all_columns if column.name in places]
    read: dict[str, dict[str, Any]] = {column.name: {} for column in columns}
    for row in table.rows:
        if row.number <= head.number:
            continue
        texts: dict[str, str] = {}
        values: dict[str, Any] = {}
        refused: dict[str, Any] = {}
        for column in columns:
            text = texts[column.name] = row.cell(places[column.name])
            if not text:
                continue
            known = read[column.name]
            if text not in known:
                known[text] = _read(column, text)
            value = known[text]
            into = refused if isinstance(value, ValidationError) else values
            into[column.name] = value
        yield Judged(row.number, texts, values, refused)


def _read(column: SheetColumn, text: str) -> Any:
    """The refusal itself, to be told of each row that holds this text."""
    if not column.is_read:
        return text
    try:
        return column.cell.read(text)
    except ValidationError as refusal:
        return refusal


class Planner:
    """In a fixed number of queries."""

    def __init__(self, kind: Kind, places: Mapping[str, int]) -> None:
        self.kind, self.places = kind, places
        self.by_key: dict[int, Any] = {}
        self.by_name: dict[Any, list[Any]] = {}
        self.seen: dict[Any, int] = {}
        self.faults: list[Fault] = []

    def plan(self, rows: Sequence[Judged]) -> Plan:
        self.by_key = {obj.pk: obj for obj in self.kind.sought([row.values for row in rows])}
        for obj in self.by_key.values():
            for name in self.kind.found_by(obj):
                self.by_name.setdefault(name, []).append(obj)
        planned = [each for row in rows if (each := self._planned(row))]
        return Plan(tuple(_told_apart(planned)), tuple(self.faults))

    def _planned(self, row: Judged) -> Planned | None:
        before = len(self.faults)
        for name in (KEY.name, VERSION.name):
            self._refuse_cell(row, name)
        unread = len(self.faults)
        target = self._target(row)
        is_found = len(self.faults) == unread
        said, changes = self._said(row, target)
        if is_found:
            self._check(row, target, said, self.faults[before:])
        if len(self.faults) > before:
            return None
        title = self.kind.title_of(target, row.values)
        notes = tuple(self.kind.notes(target, said))
        return Planned(row.number, title, target, said, changes, notes)

    def _target(self, row: Judged) -> Any:
        key, target = row.values.get("key"), None
        if key is not None:
            target = self.by_key.get(key)
            if target is None:
                self._refuse(row, "key", NO_SUCH)
        else:
            target = self._named(row)
        same = target.pk if target else next(iter(self.kind.sought_by(row.values)), row.number)
        before = self.seen.setdefault((bool(target), same), row.number)
        if before != row.number:
            self._refuse(row, "", TWICE.format(before))
        return target

    def _named(self, row: Judged) -> Any:
        for name in self.kind.sought_by(row.values):
            found = self.by_name.get(name, [])
            if len(found) > 1:
                named = ", ".join(self.kind.told_apart(obj) for obj in found[:5])
                self._refuse(row, "", SEVERAL.format(named))
            if found:
                return found[0]
        return None

    def _said(self, row: Judged, target: Any) -> tuple[dict[str, Any], tuple[Change, ...]]:
        """What would be set, and the same as people read it. A cell that holds what an export
        wrote in it says nothing new, whether it can be read back or not."""
        exported = target is not None and "version" in row.values
        said: dict[str, Any] = {}
        changes = []
        for column in self.kind.columns:
            text = row.texts.get(column.name, "")
            if not text and not (exported and column.name in row.texts):
                continue
            before = column.written(target) if target else ""
            if target and text == str(before):
                continue
            if self._refuse_cell(row, column.name):
                continue
            value = row.values.get(column.name)
            after = self._written(column, value)
            if target and column.cell.is_same(before, after):
                continue
            if column.is_fixed and not (column.is_for_new and target is None):
                if exported:
                    sentence = FIXED_EMPTY if before == "" else FIXED.format(before)
                    self._refuse(row, column.name, sentence)
                continue
            said[column.name] = value if text else column.cell.empty
            if target:
                kept = column.kept_of(target)
                changes.append(Change(column.label, str(before), str(after), kept))
        return said, tuple(changes)

    def _written(self, column: SheetColumn, value: Any) -> str | int:
        """Of what is fixed the text itself: it was not read."""
        if not column.is_read and isinstance(value, str):
            return int(value) if value.isdecimal() and value.isascii() else value
        return "" if value is None else column.cell.write(value)

    def _check(
        self, row: Judged, target: Any, said: Mapping[str, Any], faults: Sequence[Fault]
    ) -> None:
        told = {fault.label for fault in faults}
        for column in self.kind.columns:
            is_missing = column.name not in row.values if target is None else column.name in said
            is_wanted = column.is_asked and is_missing and row.values.get(column.name) is None
            if is_wanted and column.label not in told:
                self._refuse(row, column.name, NEEDED.format(column.label))
        if faults:
            return
        for name, sentence in self.kind.refusals(target, said):
            self._refuse(row, name, sentence)
        if target and said and row.values.get("version", "") not in ("", self.kind.version(target)):
            self._refuse(row, "version", STALE.format(self._now(target, said)))

    def _now(self, target: Any, said: Mapping[str, Any]) -> str:
        columns = (self.kind.by_name[name] for name in said)
        return "; ".join(f"{c.label} is nu “{c.written(target)}”" for c in columns)

    def _refuse_cell(self, row: Judged, name: str) -> bool:
        refusal = row.refused.get(name)
        for sentence in refusal.messages if refusal else ():
            self._refuse(row, name, sentence)
        return refusal is not None

    def _refuse(self, row: Judged, name: str, sentence: str) -> None:
        column = next((c for c in self.kind.all_columns if c.name == name), None)
        label = column.label if column else ""
        letter = letter_of(self.places[name]) if name in self.places else ""
        self.faults.append(Fault(row.number, sentence, letter, label))


def _told_apart(rows: Sequence[Planned]) -> Iterator[Planned]:
    """Of those of one name each with its row."""
    times = Counter(row.title for row in rows)
    for row in rows:
        several = times[row.title] > 1
        yield replace(row, title=f"{row.title} (regel {row.number})") if several else row

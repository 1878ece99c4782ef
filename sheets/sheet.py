"""One table that somebody brought: what it would do, doing it, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from outbox.seen_first import in_kinds, mails_written_by
from tables import Fault, Plan, Planned, Refused, Row, Tab, Table, letter_of, xlsx_file

from .kind import Kind
from .logged import IMPORTED, log
from .planning import Planner, judged
from .standing import as_they_stand
from .undoing import keep

WRONG = "Wat is er mis"
NOT_SENT = ("file", "table", "csrfmiddlewaretoken", "seen", "wrong")


class Unseen(Exception):
    """Doing it would come to something else than staff saw; it is not done."""


@dataclass(frozen=True)
class Sheet:
    """`places` says in which column each thing stands."""

    kind: Kind
    table: Table
    head: Row
    places: Mapping[str, int]

    def plan(self) -> Plan:
        rows = list(judged(self.kind, self.table, self.head, self.places))
        plan = Planner(self.kind, self.places).plan(rows)
        return replace(plan, faults=self._located(plan.faults))

    def tried(self, plan: Plan, *, by: Any) -> Plan:
        """The plan with what only doing it can tell; nothing of it stays done."""
        if not self.kind.is_tried or not plan.is_possible:
            return plan
        try:
            with transaction.atomic():
                _, tried = self._watched(plan, by=by)
                transaction.set_rollback(True)
        except Refused as refused:
            return replace(plan, faults=refused.faults)
        return tried

    def apply_as_seen(self, plan: Plan, *, seen: str, by: Any) -> None:
        """As `apply`. Raises Unseen where it comes to something else than was seen."""
        if self.kind.is_tried:
            made, done = self._watched(plan, by=by)
            if done.seal != seen:
                raise Unseen
        else:
            made = self._do(plan, by=by)
        self._keep(made, plan, by=by)

    def apply(self, plan: Plan, *, by: Any) -> None:
        """Raises Refused, which undoes all of it."""
        self._keep(self._do(plan, by=by), plan, by=by)

    def _watched(self, plan: Plan, *, by: Any) -> tuple[list[Any], Plan]:
        """What it made, and the plan with what it came to."""
        made: list[Any] = []
        mails = in_kinds(mails_written_by(lambda: made.extend(self._do(plan, by=by))))
        new = zip(plan.new, made, strict=True)
        told = {row.number: self.kind.outcome_of(obj) for row, obj in new}
        rows = tuple(replace(row, outcome=told.get(row.number, "")) for row in plan.rows)
        return made, replace(plan, rows=rows, mails=mails)

    def _keep(self, made: list[Any], plan: Plan, *, by: Any) -> None:
        run = keep(self.kind, made, plan, sent(self.kind.chosen), by=by)
        told = f"{run.made} nieuw, {run.changed} gewijzigd ({self.kind.name})."
        log(self.kind, IMPORTED, told, by=by)

    def _do(self, plan: Plan, *, by: Any) -> list[Any]:
        """All that is refused, of what is new and of what changes; what changes is locked first."""
        faults: list[Fault] = []
        changed: Sequence[Planned] = ()
        made: list[Any] = []
        try:
            changed = as_they_stand(self.kind, plan.changed)
        except Refused as refused:
            faults += refused.faults
        try:
            made = self.kind.make(plan.new, by=by)
        except Refused as refused:
            faults += refused.faults
        try:
            self.kind.change(changed, by=by)
        except Refused as refused:
            faults += refused.faults
        if faults:
            raise Refused(self._located(sorted(faults, key=lambda fault: fault.number)))
        return made

    def _located(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        labels = {column.label: column.name for column in self.kind.all_columns}
        return tuple(
            replace(
                fault, letter=self._letter(labels.get(fault.label, "")), is_feed=self.table.is_feed
            )
            for fault in faults
        )

    def _letter(self, name: str) -> str:
        return letter_of(self.places[name]) if name in self.places else ""

    def with_faults(self, faults: Iterable[Fault]) -> bytes:
        """The table as it came, as a spreadsheet with a column that says what is wrong."""
        said: dict[int, list[str]] = defaultdict(list)
        for fault in faults:
            said[fault.number].append(fault.in_its_row)
        lines = []
        for row in self.table.rows:
            cells = [row.cell(index) for index in range(self.table.width)]
            last = WRONG if row.number == self.head.number else " ".join(said[row.number])
            lines.append([*cells, last])
        return xlsx_file([Tab("Verbeteren", lines)])


def sent(chosen: Mapping[str, Any]) -> dict[str, str]:
    """What holds for the whole file, as a form sends it again."""
    found = {name: getattr(value, "pk", value) for name, value in chosen.items()}
    kept = {name: value for name, value in found.items() if isinstance(value, (str, int))}
    return {name: str(value) for name, value in kept.items() if name not in NOT_SENT}

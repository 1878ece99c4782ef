"""Undoing an import: what it made is taken back, what it changed is as it was; by the same actions.

What was changed since stays as it is now, and that is said.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.replacing import batched
from outbox.seen_first import Mails, in_kinds, mails_written_by
from privacy.addresses import hashed_address
from tables import Change, Plan, Planned, Refused

from .kind import Kind, SheetColumn
from .logged import TAKEN_BACK, log
from .models import Import, ImportedRow
from .standing import lock_records, stored

GONE = "Dit is er niet meer"
SINCE = "{}: is sinds de import gewijzigd, en blijft zoals het nu is"
REFUSED = "{}: blijft staan. {}"
UNDONE = "Deze import is al ongedaan gemaakt."
BATCH = 500


def keep(kind: Kind, made: Sequence[Any], plan: Plan, chosen: dict[str, str], *, by: Any) -> Import:
    """What undoing needs, once it is applied. In a fixed number of queries for so many rows."""
    changed = {row.target.pk: row for row in plan.changed}
    run = Import.objects.create(
        kind=kind.name, chosen=chosen, made=len(made), changed=len(changed), made_by=by
    )
    former: dict[int, dict[str, Any] | None] = {obj.pk: None for obj in made}
    former |= {key: _former(kind, row) for key, row in changed.items()}
    for keys in batched(former):
        rows = [_row(kind, run, obj, former[obj.pk]) for obj in stored(kind, keys)]
        ImportedRow.objects.bulk_create(rows, batch_size=BATCH)
    return run


def _row(kind: Kind, run: Import, obj: Any, former: dict[str, Any] | None) -> ImportedRow:
    return ImportedRow(
        of_import=run,
        record=obj.pk,
        former=former,
        version=kind.version(obj),
        hashed_address=_hashed(kind.address_of(obj)),
    )


def _hashed(address: str) -> str:
    return hashed_address(address) if address else ""


def _former(kind: Kind, row: Planned) -> dict[str, Any]:
    labels = {column.label: column.name for column in kind.columns}
    return {labels[each.label]: each.kept or each.before for each in row.changes}


@dataclass
class Undoing:
    """What undoing would do; `stays` says of each record that is left as it is, why."""

    made: list[Any] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)

    @property
    def is_possible(self) -> bool:
        return bool(self.made or self.changed)


def plan_undoing(kind: Kind, run: Import) -> Undoing:
    rows = {row.record: row for row in run.rows.all()}
    found = {obj.pk: obj for obj in stored(kind, rows)}
    undoing, titles = Undoing(), titles_of(kind, found.values())
    for number, row in enumerate(rows.values(), start=1):
        obj = found.get(row.record)
        if obj is None:
            undoing.stays.append(f"Nummer {row.record}: {GONE.lower()}.")
        elif kind.version(obj) != row.version:
            undoing.stays.append(f"{SINCE.format(titles[obj.pk])}.")
        elif row.former is None:
            undoing.made.append(obj)
        else:
            _plan_back(kind, Planned(number, titles[obj.pk], obj), row.former, undoing)
    return undoing


def titles_of(kind: Kind, objs: Iterable[Any]) -> dict[int, str]:
    """By their keys; of those of one name with what tells them apart."""
    titles = {obj.pk: (kind.title_of(obj, {}), obj) for obj in objs}
    times = Counter(title for title, _ in titles.values())
    return {
        key: f"{title}, nummer {kind.told_apart(obj)}" if times[title] > 1 else title
        for key, (title, obj) in titles.items()
    }


def _plan_back(kind: Kind, row: Planned, former: dict[str, Any], undoing: Undoing) -> None:
    """What a cell held may be there no more, as an organisation that is removed."""
    try:
        undoing.changed.append(_back(kind, row, former))
    except ValidationError as refusal:
        why = " ".join(refusal.messages)
        undoing.stays.append(REFUSED.format(row.title, why))


def _back(kind: Kind, row: Planned, former: dict[str, Any]) -> Planned:
    values, changes = {}, []
    for name, kept in former.items():
        column = kind.by_name[name]
        text = kept["cell"] if isinstance(kept, dict) else kept
        values[name] = kept if isinstance(kept, dict) else _read(column, text)
        changes.append(Change(column.label, str(column.written(row.target)), text))
    return replace(row, values=values, changes=tuple(changes))


def _read(column: SheetColumn, text: str) -> Any:
    return column.cell.read(text) if text else column.cell.empty


@transaction.atomic
def undo(kind: Kind, run: Import, *, by: Any) -> Undoing:
    """What was done, and what stays with the reason. Raises ValidationError where it was undone
    before."""
    if not Import.objects.filter(pk=run.pk, undone_at=None).update(undone_at=timezone.now()):
        raise ValidationError(UNDONE)
    lock_records(kind, run.rows.values_list("record", flat=True))
    undoing = plan_undoing(kind, run)
    done = Undoing(stays=undoing.stays)
    for start in range(0, len(undoing.made), BATCH):
        _take_back(kind, undoing.made[start : start + BATCH], done, by=by)
    _change_back(kind, undoing.changed, done, by=by)
    run.rows.all().delete()
    back = f"{len(done.made)} nieuwe {kind.taken_back}, {len(done.changed)} teruggezet"
    log(kind, TAKEN_BACK, f"{back} ({kind.name}).", by=by)
    return done


class Unseen(Exception):
    """Undoing would mail what staff did not see yet; it is not done."""

    def __init__(self, mails: Mails) -> None:
        super().__init__()
        self.mails = mails


@transaction.atomic
def undo_as_seen(kind: Kind, run: Import, *, seen: str, by: Any) -> Undoing:
    """As `undo`. Raises Unseen where the mails are others than those that were seen."""
    done: list[Undoing] = []
    mails = in_kinds(mails_written_by(lambda: done.append(undo(kind, run, by=by))))
    if mails and mails.seal != seen:
        raise Unseen(mails)
    return done[0]


def chosen_of(kind: type[Kind], run: Import) -> dict[str, Any]:
    """What was chosen for the whole file, as it was then."""
    form = kind.form(run.chosen)
    form.is_valid()
    return {**form.cleaned_data, "is_undoing": True}


def _take_back(kind: Kind, objs: list[Any], done: Undoing, *, by: Any) -> None:
    """Together; where one refuses, each apart."""
    titles = list(titles_of(kind, objs).values())
    try:
        with transaction.atomic():
            kind.take_back_many(objs, by=by)
    except ValidationError as refusal:
        if len(objs) == 1:
            done.stays.append(REFUSED.format(titles[0], " ".join(refusal.messages)))
            return
        for obj in objs:
            _take_back(kind, [obj], done, by=by)
    else:
        done.made += objs


def _change_back(kind: Kind, rows: list[Planned], done: Undoing, *, by: Any) -> None:
    """Those that an action refuses stay; the others are tried without them."""
    try:
        with transaction.atomic():
            kind.change(rows, by=by)
    except Refused as refused:
        why = {fault.number: fault.sentence for fault in refused.faults}
        told = (REFUSED.format(r.title, why[r.number]) for r in rows if r.number in why)
        done.stays.extend(told)
        rest = [row for row in rows if row.number not in why]
        kind.change(rest, by=by)
        done.changed = rest
    else:
        done.changed = rows

"""The records that rows are about as they stand now: locked, and read anew.

A plan is made from records that nobody holds, and doing it takes as long as it takes. What a
colleague or the person self wrote meanwhile would go by values from memory, and somebody who was
erased would be back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.admin.utils import get_fields_from_path

from backoffice.locking import lock_many
from backoffice.replacing import batched
from tables import Fault, Planned, Refused

from .kind import Kind

MEANWHILE = "Dit is intussen gewijzigd of gewist. Kijk het na en importeer het bestand opnieuw."


def lock_records(kind: Kind, keys: Iterable[int]) -> None:
    """Against whoever changes one of them, until the end of the transaction. First all of what
    they are parts of, then they themselves: the order of everybody."""
    keys = list(keys)
    if kind.locked_after:
        whole = get_fields_from_path(kind.model, kind.locked_after)[-1].related_model
        for batch in batched(_wholes(kind, keys)):
            lock_many(whole, batch)
    for batch in batched(keys):
        lock_many(kind.model, batch)


def _wholes(kind: Kind, keys: Iterable[int]) -> set[int]:
    found: set[int | None] = set()
    for batch in batched(keys):
        rows = kind.model._base_manager.filter(pk__in=batch).order_by()
        found |= set(rows.values_list(kind.locked_after, flat=True).distinct())
    return {pk for pk in found if pk is not None}


def stored(kind: Kind, keys: Iterable[int]) -> Iterator[Any]:
    """As they stand now."""
    for batch in batched(keys):
        yield from kind.with_columns(kind.model._base_manager.filter(pk__in=batch))


def as_they_stand(kind: Kind, rows: Sequence[Planned]) -> list[Planned]:
    """The same rows, about the records as they are under their lock.

    Raises Refused with each of which the record is another than when it was planned, or gone, or
    may not become this any more.
    """
    keys = [row.target.pk for row in rows]
    lock_records(kind, keys)
    found = {obj.pk: obj for obj in stored(kind, keys)}
    if faults := [each for row in rows for each in _faults(kind, row, found.get(row.target.pk))]:
        raise Refused(faults)
    return [replace(row, target=found[row.target.pk]) for row in rows]


def _faults(kind: Kind, row: Planned, now: Any) -> Iterator[Fault]:
    """Also of what no cell holds, such as that it was merged."""
    if now is None or kind.version(now) != kind.version(row.target):
        yield Fault(row.number, MEANWHILE)
        return
    for name, sentence in kind.refusals(now, row.values):
        column = kind.by_name.get(name)
        yield Fault(row.number, sentence, label=column.label if column else "")

"""How many people came to a meeting: counted from a completed list, else as stated by staff.

A number from one to four would tell who they were. It is printed as such, and counts as one in a
sum, which is a lower bound from then on.
"""

from collections.abc import Iterable
from typing import NamedTuple

from meetings.models import Meeting

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from ..records.suppression import is_small
from .ledger import held_in_year
from .making import record_key

DEFINITION = (
    "De som van de vastgelegde aantallen aanwezigen bij alles wat in het jaar is gehouden, ook wat "
    "extra was of voor een ander jaar meetelt; wie vaker kwam, telt vaker. Een aantal van één tot "
    "en met vier telt als één, zodat niemand te herkennen is."
)
FROM_LIST = "presentielijst"


class Sum(NamedTuple):
    """Of numbers of people: `value` None where none is known, a lower bound where not all are."""

    value: int | None
    is_lower_bound: bool


def attended(meeting: Meeting, records: Records, scope: Scope) -> int | None:
    """None where it is not recorded, or was not known yet on the reference date."""
    if meeting.list_closed_at is None:
        return meeting.attended
    if found := records.attendance.get(meeting.pk):
        return found.present
    counted = meeting.date is not None and meeting.date.latest <= scope.reference.latest
    return 0 if counted else None


def sum_of(numbers: Iterable[int | None]) -> Sum:
    numbers = list(numbers)
    known = [number for number in numbers if number is not None]
    told = sum(1 if is_small(number) else number for number in known)
    partial = len(known) < len(numbers) or any(map(is_small, known))
    return Sum(told if known else None, partial)


def attended_figure(line: str, what: str, records: Records, scope: Scope) -> Figure:
    numbers = {m: attended(m, records, scope) for m in held_in_year(line, records, scope)}
    added = [meeting for meeting, number in numbers.items() if number is not None]
    counted = bool(added) and all(meeting.list_closed_at for meeting in added)
    sources = {FROM_LIST if m.list_closed_at else m.attended_source for m in added}
    total = sum_of(numbers.values())
    return Figure(
        key=f"{line}.attended",
        label=f"aanwezigen bij gehouden {what}",
        value=total.value,
        basis="counted" if counted else "stated",
        definition=DEFINITION,
        records=tuple(record_key(meeting) for meeting in added),
        qualifier="ten minste" if added and total.is_lower_bound else "",
        source="" if counted else "; ".join(sorted(sources)),
        as_of=str(scope.reference),
    )

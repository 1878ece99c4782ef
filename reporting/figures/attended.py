"""How many people came to a meeting: counted from a completed list, else as stated by staff."""

from meetings.models import Meeting

from ..document import Figure
from ..ledger import Ledger, Standing
from ..records import Records
from ..scope import Scope
from ..suppression import SMALLEST
from .making import record_key

FROM_LIST = "presentielijst"


def attended(meeting: Meeting, records: Records) -> int | None:
    if meeting.list_closed_at is None:
        return meeting.attended
    found = records.attendance.get(meeting.pk)
    return found.present if found else 0


def is_small(number: int | None) -> bool:
    """Too few to print: one might know who they were."""
    return number is not None and 0 < number < SMALLEST


def attended_figure(line: str, what: str, ledger: Ledger, records: Records, scope: Scope) -> Figure:
    """A lower bound where some meetings have no number or a small one; unknown where none has."""
    held = ledger.standing(Standing.HELD)
    numbers = {meeting: attended(meeting, records) for meeting in held}
    added = [m for m, number in numbers.items() if number is not None and not is_small(number)]
    counted = bool(added) and all(meeting.list_closed_at for meeting in added)
    sources = {FROM_LIST if m.list_closed_at else m.attended_source for m in added}
    return Figure(
        key=f"{line}.attended",
        label=f"aanwezigen bij gehouden {what}",
        value=sum(numbers[meeting] for meeting in added) if added else None,
        basis="counted" if counted else "stated",
        definition="De som van de vastgelegde aantallen aanwezigen; wie vaker kwam, telt vaker. "
        "Een aantal onder de vijf telt niet mee, zodat niemand te herkennen is.",
        records=tuple(record_key(meeting) for meeting in added),
        qualifier="ten minste" if 0 < len(added) < len(held) else "",
        source="" if counted else "; ".join(sorted(sources)),
        as_of=str(scope.reference),
    )

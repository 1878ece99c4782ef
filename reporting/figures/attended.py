"""How many people came to a meeting: counted from a completed list, else as stated by staff."""

from meetings.lines import KEYS
from meetings.models import Meeting

from ..document.values import Figure
from ..records.headcount import Headcount, sum_of
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import held_in_year
from .making import record_key

DEFINITION = (
    "De som van de vastgelegde aantallen aanwezigen bij alles wat in het jaar is gehouden, ook wat "
    "extra was of voor een ander jaar meetelt; wie vaker kwam, telt vaker. Een aantal van één tot "
    "en met vier telt als één, zodat niemand te herkennen is."
)
FROM_LIST = "presentielijst"


def attended(meeting: Meeting, records: Records, scope: Scope) -> Headcount:
    """Unknown where it is not recorded, or was not known yet on the reference date."""

    def beside_told() -> Headcount:
        came, told = _came(meeting, records, scope), records.told.of(record_key(meeting))
        return came.beside(told) if told else came

    return records.once(("attended", meeting.id, scope.reference), beside_told)


def _came(meeting: Meeting, records: Records, scope: Scope) -> Headcount:
    if meeting.list_closed_at is None:
        return Headcount(meeting.attended)
    if found := records.attendance.get(meeting.pk):
        return found.came
    counted = meeting.date is not None and meeting.date.latest <= scope.reference.latest
    return Headcount(0 if counted else None)


def attended_figure(line: str, what: str, records: Records, scope: Scope) -> Figure:
    held = held_in_year(line, records, scope)
    numbers = [attended(meeting, records, scope) for meeting in held]
    added = [each for each, number in zip(held, numbers, strict=True) if number.is_known]
    counted = bool(added) and all(meeting.list_closed_at for meeting in added)
    sources = {FROM_LIST if m.list_closed_at else m.attended_source for m in added}
    total = sum_of(numbers)
    return Figure(
        key=f"{line}.attended",
        label=f"deelnames aan gehouden {what}, opgeteld",
        value=total.value,
        basis="counted" if counted else "stated",
        definition=DEFINITION,
        records=tuple(record_key(meeting) for meeting in added),
        qualifier=total.qualifier,
        source="" if counted else "; ".join(sorted(sources)),
        as_of=str(scope.reference),
    )


def participations(records: Records, scope: Scope) -> Figure:
    """Deelnames, over all lines: who came three times counts three times."""
    held = [meeting for line in KEYS for meeting in held_in_year(line, records, scope)]
    numbers = [attended(meeting, records, scope) for meeting in held]
    added = [each for each, number in zip(held, numbers, strict=True) if number.is_known]
    total = sum_of(numbers)
    return Figure(
        key="reach.participations",
        label=f"deelnames aan bijeenkomsten die in {scope.year} zijn gehouden, opgeteld",
        value=total.value,
        basis="counted" if all(meeting.list_closed_at for meeting in added) else "stated",
        definition=DEFINITION,
        records=tuple(record_key(meeting) for meeting in added),
        qualifier=total.qualifier,
        source="; ".join(sorted({m.attended_source for m in added if not m.list_closed_at})),
        as_of=str(scope.reference),
    )

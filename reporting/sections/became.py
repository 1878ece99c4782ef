"""What had become of each record, and how agreements changed: what two versions are compared by.

Told is only what the report tells elsewhere: why a session was called off stays with the team of
its pilot.
"""

from collections.abc import Iterator
from typing import Any

from dates.values import write
from meetings.models import Meeting
from pilots.models import Pilot, Session
from programme.lines import COUNTED_LINES

from ..document.standings import Standing
from ..document.values import Agreement, AgreementChange, Became
from ..figures.ledger import sessions_of
from ..figures.making import record_key
from .agreements import how_agreed
from .causes import cause_of
from .material import Material
from .statuses import OF_MEETING, OF_SESSION


def became(material: Material) -> dict[str, Became]:
    """By the key of the record; an agreed unit stands as in the year of its agreement."""
    found = {record_key(row): state for row, state in _outside_agreements(material)}
    for line in COUNTED_LINES:
        for ledgers in material.term.values():
            for unit, standing in ledgers[line.key].units:
                state = Became(standing.word(line), cause_of(unit, standing))
                found[record_key(unit)] = state
    return found


def agreements(material: Material) -> dict[str, Agreement]:
    records = material.records
    targets = [*records.targets.values(), *records.other_years]
    return {record_key(target): _agreement(target) for target in targets}


def _agreement(target: Any) -> Agreement:
    """As it was known on the reference date."""
    changes = (
        AgreementChange(change.former_number, change.number, how_agreed(change))
        for change in getattr(target, "known_changes", ())
    )
    return Agreement(target.number, tuple(changes))


def _outside_agreements(material: Material) -> Iterator[tuple[Any, Became]]:
    for ledgers in material.term.values():
        for line in COUNTED_LINES:
            for row in (*ledgers[line.key].extras, *ledgers[line.key].others):
                yield row, _beside(row)
    for pilot in material.records.pilots:
        yield from ((session, _session(session)) for session in sessions_of(pilot))


def _beside(row: Meeting | Pilot) -> Became:
    """What fills no agreement of these years."""
    if isinstance(row, Pilot):
        return Became(row.get_sessions_state_display())
    if row.is_cancelled:
        return Became(Standing.CANCELLED.row.word, cause_of(row, Standing.CANCELLED))
    counts = "voor een andere afspraak" if row.target_id else "buiten de afspraak"
    return Became(f"{OF_MEETING[row.status]} {counts}", write(row.date))


def _session(session: Session) -> Became:
    when = write(session.date) if session.date else ""
    return Became(OF_SESSION[session.status], when)

"""Which letters are due: over all programmes and years, in the same few queries.

A report reads all that it prints. Here only what may have been lost is read, and whether it was is
asked of the ledger's own rules.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.models import Meeting, Rescheduling
from pilots.models import Pilot
from programme.models import Target

from ..document.standings import Standing
from ..figures.ledger import lost_its_date, stand_ins, standing_of_meeting, standing_of_pilot
from ..models import Notice, ProgressReport
from ..models.notice import NO_DATE
from ..records.meeting_rows import moves_of, without_unread
from ..records.scope import Scope

Unit = TypeVar("Unit", Meeting, Pilot)


def units_to_tell() -> list[Meeting | Pilot]:
    """Cancelled, or moved out of their year, and no notice of that was made."""
    told = set(Notice.objects.values_list("meeting", "pilot", "standing"))
    targets = _targets()
    lost = [row for row in _lost(targets) if _as_told(*row) not in told]
    place = {key: number for number, key in enumerate(targets)}
    lost.sort(key=lambda row: place[row[0].target_id])
    return [unit for unit, _standing in lost]


def lost_as(unit: Meeting | Pilot, standing: Standing) -> str:
    """What the funder is told of it, as in `Notice.standing`; empty where it goes as agreed."""
    if standing.row.told:
        return standing.name
    return NO_DATE if isinstance(unit, Meeting) and lost_its_date(unit) else ""


def _targets() -> dict[int, Target]:
    """Those of the years in which a number was agreed, in their order."""
    targets = list(Target.objects.select_related("programme"))
    numbered = {(t.programme_id, t.year) for t in targets if t.number is not None}
    return {t.pk: t for t in targets if (t.programme_id, t.year) in numbered}


def _lost(targets: dict[int, Target]) -> Iterator[tuple[Meeting | Pilot, str]]:
    units: list[Meeting | Pilot] = [*_meetings(targets), *_pilots(targets)]
    for unit in units:
        lost = lost_as(unit, _standing(unit))
        if lost:
            yield unit, lost


def _standing(unit: Meeting | Pilot) -> Standing:
    """What was lost is so whatever the reference date is, so today does for all reports."""
    if isinstance(unit, Pilot):
        return standing_of_pilot(unit)
    programme, year = unit.target.programme, unit.target.year
    today = ApproximateDate.of_day(timezone.localdate())
    report = ProgressReport(programme=programme, year=year)
    return standing_of_meeting(unit, Scope(programme, year, today, report))


def _meetings(targets: dict[int, Target]) -> list[Meeting]:
    """Those of a target that may be lost, each joined to what came instead and with its moves."""
    moved = Exists(Rescheduling.objects.filter(meeting=OuterRef("pk")))
    may_be_lost = Q(status=Meeting.Status.CANCELLED) | Q(moved) | Q(replaces__isnull=False)
    concerned = Q(target__in=list(targets)) | Q(replaces__isnull=False)
    rows = Meeting.objects.filter(may_be_lost, concerned)
    found = list(without_unread(rows))
    moves = moves_of(Rescheduling.objects.filter(meeting__in=rows.values("pk")))
    by_id = {meeting.pk: meeting for meeting in found}
    for meeting in found:
        meeting.moves = moves[meeting.pk]
        meeting.replaced_by = by_id.get(meeting.replaced_by_id)
    counted = stand_ins(found)
    return [_aimed(m, targets) for m in found if m.target_id in targets and m.pk not in counted]


def _pilots(targets: dict[int, Target]) -> list[Pilot]:
    cancelled = Pilot.objects.filter(sessions_state=Pilot.SessionsState.CANCELLED)
    pilots = cancelled.filter(target__isnull=False).defer("results", "conclusions")
    return [_aimed(pilot, targets) for pilot in pilots if pilot.target_id in targets]


def _aimed(unit: Unit, targets: dict[int, Target]) -> Unit:
    unit.target = targets[unit.target_id]
    return unit


def _as_told(unit: Meeting | Pilot, standing: str) -> tuple[int | None, int | None, str]:
    if isinstance(unit, Meeting):
        return unit.pk, None, standing
    return None, unit.pk, standing

"""Plan and reality: what became of each unit that was agreed (domain.md, rules 1, 2, 17 and 18).

For every target, whatever happens to its meetings or pilots:

    agreed + lowered + surplus = held + moved out + cancelled + replaced + in preparation + running
                       + to confirm + unaccounted

Extras, which fill no target, stand beside the sum and never fill a gap by themselves. A cancelled
meeting and what replaced it count once, as the cancelled one: the place that was agreed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dates.values import Answer, ApproximateDate, Period
from meetings.models import Meeting
from pilots.line import LINE as PILOTS
from pilots.models import Pilot, Session
from programme.models import Target, TargetChange

from ..document.standings import Standing
from ..records.reading import Records
from ..records.scope import Scope

HELD = Meeting.Status.HELD


@dataclass(frozen=True)
class Ledger:
    """One line in one year. `agreed` is None where no number was agreed."""

    line: str
    target: Target | None
    units: tuple[tuple[Any, Standing], ...]
    extras: tuple[Any, ...]
    others: tuple[Any, ...] = ()
    """What else of the line bears on the year: counts for another year, or was called off."""
    has_begun: bool = True
    """Whether the year had begun on the reference date; before, nothing has to be explained."""
    made_good: tuple[Any, ...] = ()
    """Of what was replaced, that of which the replacement was held in the year."""

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of the line in the year; where nothing is, no figure is 0."""
        return bool(self.target or self.units or self.extras or self.others)

    @property
    def agreed(self) -> int | None:
        return self.target.number if self.target else None

    def standing(self, standing: Standing) -> list[Any]:
        return self._by_standing.get(standing, [])

    @cached_property
    def _by_standing(self) -> dict[Standing, list[Any]]:
        found: dict[Standing, list[Any]] = {}
        for unit, standing in self.units:
            found.setdefault(standing, []).append(unit)
        return found

    def of_tone(self, tone: str) -> list[Any]:
        """The units that are listed together, by standing: what moved, is lost, is open yet."""
        return [unit for s in Standing if s.row.tone == tone for unit in self.standing(s)]

    @property
    def unaccounted(self) -> int | None:
        """Agreed, but no unit fills it: "niet terug te vinden"."""
        return None if self.agreed is None else max(0, self.agreed - len(self.units))

    @property
    def unfilled(self) -> str:
        """What is said of an agreed unit that nothing fills."""
        return "niet terug te vinden" if self.has_begun else "nog niet gepland"

    @property
    def surplus(self) -> int:
        """Units that staff let fill the target beyond what was ever agreed, or done beyond what
        is agreed now."""
        return self._beyond - self.lowered

    @property
    def lowered(self) -> int:
        """Units of an earlier, higher agreement that the present one has no place for. What was
        moved or cancelled before it was lowered is not more than was agreed."""
        if self.agreed is None:
            return 0
        done = max(0, len(self.fulfilled) - self.agreed)
        room = max([0, *(number - self.agreed for number in self.former_numbers)])
        return min(self._beyond - min(done, self._beyond), room)

    @property
    def _beyond(self) -> int:
        return 0 if self.agreed is None else max(0, len(self.units) - self.agreed)

    @property
    def changes(self) -> list[TargetChange]:
        """How the agreement came to its present number, as known on the reference date."""
        return getattr(self.target, "known_changes", [])

    @property
    def former_numbers(self) -> list[int]:
        return [change.former_number for change in self.changes]

    @property
    def differs(self) -> bool:
        if not self.has_begun:
            return False
        return self.agreed is not None and self.agreed != len(self.fulfilled)

    @property
    def fulfilled(self) -> list[Any]:
        """What was done as agreed, by itself or by what came in its place."""
        return [*self.standing(Standing.HELD), *self.made_good]


def ledger_of_meetings(line: str, records: Records, scope: Scope) -> Ledger:
    counted = records.once(("stand-ins",), lambda: stand_ins(records.meetings))
    of_line = [meeting for meeting in records.of_line(line) if meeting.id not in counted]

    def stands(meeting: Meeting) -> Standing:
        return standing_of_meeting(meeting, scope)

    extras = [meeting for meeting in of_line if is_extra_in(meeting, scope.period)]
    others = [meeting for meeting in of_line if bears_on(meeting, scope)]
    return _ledger(line, records, scope, of_line, stands, extras, others)


def ledger_of_pilots(records: Records, scope: Scope) -> Ledger:
    extras = [pilot for pilot in records.pilots if is_extra_pilot_in(pilot, scope.period)]
    others = [pilot for pilot in records.pilots if happens_in(pilot, scope.period)]
    return _ledger(PILOTS.key, records, scope, records.pilots, standing_of_pilot, extras, others)


def _ledger(
    line: str,
    records: Records,
    scope: Scope,
    activities: Iterable[Any],
    stands: Callable[[Any], Standing],
    extras: list[Any],
    others: list[Any],
) -> Ledger:
    units = tuple((unit, stands(unit)) for unit in activities if fills(unit, scope.year))
    known = {unit.pk for unit, _standing in units} | {extra.pk for extra in extras}
    rest = tuple(other for other in others if other.pk not in known)
    target = records.target(line, scope.year)
    good = tuple(u for u, stands in units if stands is Standing.REPLACED and _is_good(u, scope))
    return Ledger(line, target, units, tuple(extras), rest, scope.has_begun, good)


def _is_good(replaced: Meeting, scope: Scope) -> bool:
    other = replacement_of(replaced)
    return other is not None and was_held_in(other, scope)


def fills(activity: Meeting | Pilot, year: int) -> bool:
    """Whether staff let it count for what was agreed for the year, whatever its dates."""
    target = activity.target
    return target is not None and target.year == year


def standing_of_meeting(meeting: Meeting, scope: Scope) -> Standing:
    """Where a meeting that fills a target of the year stands."""
    if meeting.is_cancelled:
        return Standing.REPLACED if replacement_of(meeting) else Standing.CANCELLED
    if is_moved_out(meeting, scope.period):
        return Standing.MOVED_OUT
    if meeting.status == Meeting.Status.HELD and not lies_ahead(meeting, scope):
        return _standing_of_held(meeting, scope)
    if lost_its_date(meeting):
        return Standing.DATE_LOST
    return Standing.TO_CONFIRM if is_unconfirmed(meeting, scope) else Standing.IN_PREPARATION


def _standing_of_held(meeting: Meeting, scope: Scope) -> Standing:
    """To be confirmed only where the date does not say whether it was in the year."""
    if meeting.date is None:
        return Standing.TO_CONFIRM
    return {
        Answer.YES: Standing.HELD,
        Answer.NO: Standing.HELD_ELSEWHERE,
        Answer.UNDECIDED: Standing.TO_CONFIRM,
    }[meeting.date.lies_in(scope.period)]


def held_in_year(line: str, records: Records, scope: Scope) -> list[Meeting]:
    """All of the line that was held in the year, whatever agreement it counts for, if any."""
    return records.once(
        ("held", line, scope.period, scope.reference),
        lambda: [meeting for meeting in records.of_line(line) if was_held_in(meeting, scope)],
    )


def was_held_in(meeting: Meeting, scope: Scope) -> bool:
    was_held = meeting.status == HELD and lies_in(meeting, scope.period)
    return was_held and not lies_ahead(meeting, scope)


def replacement_of(meeting: Meeting) -> Meeting | None:
    """What came in its place in the end; None where that is cancelled too."""
    *_, last = meeting, *came_instead(meeting)
    return None if last.is_cancelled else last


def came_instead(meeting: Meeting) -> Iterator[Meeting]:
    """What replaced it, and what replaced that; not what counts for another target itself."""
    seen, following = {meeting.pk}, meeting.replaced_by
    while following and following.pk not in seen:
        if following.target_id not in (None, meeting.target_id):
            return
        seen.add(following.pk)
        yield following
        following = following.replaced_by


def replaced_by_what_came(meetings: Iterable[Meeting]) -> dict[int, Meeting]:
    """By the id of what came in its place in the end, the first that did not go on."""
    found: dict[int, Meeting] = {}
    for meeting in meetings:
        if meeting.is_cancelled and meeting.replaced_by_id and (last := replacement_of(meeting)):
            found.setdefault(last.pk, meeting)
    return found


def stand_ins(meetings: Iterable[Meeting]) -> set[int]:
    """The meetings that are counted with the agreed one they came instead of, by their id."""
    replaced = (m for m in meetings if m.is_cancelled and m.target_id)
    return {other.pk for meeting in replaced for other in came_instead(meeting)}


def standing_of_pilot(pilot: Pilot) -> Standing:
    """A pilot fills its target whatever its dates; its sessions decide where it stands."""
    return {
        Pilot.SessionsState.PREPARATION: Standing.IN_PREPARATION,
        Pilot.SessionsState.RUNNING: Standing.RUNNING,
        Pilot.SessionsState.COMPLETED: Standing.HELD,
        Pilot.SessionsState.CANCELLED: Standing.CANCELLED,
    }[Pilot.SessionsState(pilot.sessions_state)]


def lies_in(meeting: Meeting, period: Period) -> bool:
    when = meeting.date
    return when is not None and when.lies_in(period) is Answer.YES


def lies_ahead(meeting: Meeting, scope: Scope) -> bool:
    """Whole after the reference date: on that date nobody knew what would become of it."""
    when = meeting.date
    return when is not None and when.lies_after(scope.reference.latest) is Answer.YES


def is_after(meeting: Meeting, period: Period) -> bool:
    when = meeting.date
    return when is not None and when.lies_after(period.last) is Answer.YES


def is_moved_out(meeting: Meeting, period: Period) -> bool:
    """A date in the period was given up; it now stands after the period and is not cancelled."""
    gave_up = any(
        move.former_date is not None and move.former_date.lies_in(period) is Answer.YES
        for move in meeting.moves
    )
    return gave_up and is_after(meeting, period) and not meeting.is_cancelled


def lost_its_date(meeting: Meeting) -> bool:
    """A date was given up and no other is known, so nobody can tell whether it left its year."""
    planned = meeting.status == Meeting.Status.PLANNED
    return planned and bool(meeting.moves) and meeting.date is None


def is_unconfirmed(meeting: Meeting, scope: Scope) -> bool:
    """Planned on a date before the reference date: nobody logged whether it was held."""
    when = meeting.date
    if when is None or meeting.status != Meeting.Status.PLANNED:
        return False
    return when.lies_before(scope.reference.earliest) is Answer.YES


def is_extra_in(meeting: Meeting, period: Period) -> bool:
    return meeting.target_id is None and lies_in(meeting, period) and not meeting.is_cancelled


def is_undecided(meeting: Meeting, scope: Scope) -> bool:
    """Its date does not say whether it was in the period: an extra, or held to fill its target."""
    if meeting.is_cancelled or (meeting.target_id is not None and not fills(meeting, scope.year)):
        return False
    held = meeting.status == Meeting.Status.HELD
    if meeting.date is None:
        return held
    undecided = meeting.date.lies_in(scope.period) is Answer.UNDECIDED
    return undecided and (held or meeting.target_id is None)


def held_some_year(meeting: Meeting, scope: Scope) -> bool:
    """An extra that was held on a date that does not say in which year. It has its row in one
    report: of the first year it may be of, or of the last of the term where no date is known."""
    if meeting.target_id is not None or meeting.status != Meeting.Status.HELD:
        return False
    when, years = meeting.date, scope.programme.years
    if when is None:
        return scope.year == years[-1]
    if lies_ahead(meeting, scope) or when.earliest.year == when.latest.year:
        return False
    return scope.year == min(max(when.earliest.year, years[0]), years[-1])


def is_beyond_term(meeting: Meeting, scope: Scope) -> bool:
    """It stands whole after the last day of the programme."""
    return is_after(meeting, scope.programme.term)


def bears_on(meeting: Meeting, scope: Scope) -> bool:
    """It stands, or stood, on a date that lies in the period, or may do so."""
    if held_some_year(meeting, scope):
        return True
    period = scope.period
    stands = may_lie_in(meeting.date, period)
    return stands or any(may_lie_in(move.former_date, period) for move in meeting.moves)


def may_lie_in(when: ApproximateDate | None, period: Period) -> bool:
    return when is not None and when.lies_in(period) is not Answer.NO


def is_extra_pilot_in(pilot: Pilot, period: Period) -> bool:
    """Fills no target, and a session or its closing meeting lies, or may lie, in the period."""
    return pilot.target_id is None and happens_in(pilot, period)


def happens_in(pilot: Pilot, period: Period) -> bool:
    """A session or the closing meeting lies in the period, or may do so, whatever it counts for."""
    dates = [pilot.closing_date, *(session.date for session in sessions_of(pilot))]
    return any(may_lie_in(when, period) for when in dates)


def sessions_of(pilot: Pilot) -> list[Session]:
    """Kept with the pilot: a report asks fifteen times, and each time Django makes a manager."""
    if "_sessions" not in pilot.__dict__:
        found = [session for group in pilot.groups.all() for session in group.sessions.all()]
        pilot.__dict__["_sessions"] = found
    return pilot.__dict__["_sessions"]


def is_known_after(meeting: Meeting, scope: Scope) -> bool:
    """After the period, and not later than the reference date."""
    when = meeting.date
    known = when is not None and when.latest <= scope.reference.latest
    return known and is_after(meeting, scope.period)

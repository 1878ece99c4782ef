"""The records as they were known on the reference date (domain.md, rule 33).

What happened is told by when it happened: what lies whole after the reference date had not
happened then. What has no date of its own, such as a cancellation, is told by when it was recorded,
where the row was there by then; a row that was entered only afterwards stands as it was entered.

The rows are changed in memory and never saved.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ambassadors.models import Ambassador
from dates.values import Answer, ApproximateDate
from meetings.models import Meeting
from pilots.models import Group, Pilot, Session, SessionMove
from programme.models import Programme, Target, TargetChange
from programme.prepared import Given, Prepared
from toolkit.models import Story

from ..models import Lesson, Risk
from .meeting_rows import PARTS, Move

CLOSING_DATE = tuple(f"closing_date_{part}" for part in PARTS)
CLOSED_ON = tuple(f"closed_{part}" for part in PARTS)
PLANNED, HELD, CANCELLED = Meeting.Status.PLANNED, Meeting.Status.HELD, Meeting.Status.CANCELLED


@dataclass(frozen=True)
class Saved:
    """A row as it was saved at one moment."""

    on: date
    by_person: bool
    state: str
    values: dict[str, Any] = field(default_factory=dict)


Past = dict[int, list[Saved]]


class Histories:
    """What was saved of some rows: their state, and what else is asked, in the order of saving."""

    def __init__(self, rows: Callable[[], QuerySet], state: str, *more: str) -> None:
        columns = ("id", "history_date", "history_user_id", state, *more)
        self._more = more
        self._saved = Prepared(lambda: rows().order_by("history_id").values_list(*columns))

    def __call__(self, until: date, **given: Any) -> Past:
        """By the id of the row; of none where `until` is now."""
        found: Past = defaultdict(list)
        if until >= timezone.localdate():
            return found
        for key, at, who, stands, *values in self._saved(until=until, **given):
            more = dict(zip(self._more, values, strict=True))
            found[key].append(Saved(_day(at), who is not None, stands, more))
        return found


def _of_open_meetings() -> QuerySet:
    """Of those of which the date does not say that they were over."""
    open_yet = Q(date_earliest__gt=Given("until")) | Q(date_earliest__isnull=True)
    wanted = Meeting.objects.filter(open_yet, programme=Given("programme"))
    return Meeting.history.filter(id__in=wanted.order_by().values("pk"))


def _of(model: Any, programme: str = "programme") -> Callable[[], QuerySet]:
    return lambda: model.history.filter(**{programme: Given("programme")})


read_past_of_meetings = Histories(_of_open_meetings, "status")
read_past_of_pilots = Histories(
    _of(Pilot),
    "sessions_state",
    *("results_state", "cancellation_note", "closing_state", *CLOSING_DATE),
)
read_past_of_groups = Histories(_of(Group, "pilot__programme"), "stop_note")
read_past_of_sessions = Histories(_of(Session, "group__pilot__programme"), "status")
read_past_of_lessons = Histories(_of(Lesson), "text")
read_past_of_risks = Histories(_of(Risk), "state", *CLOSED_ON)
_read_past_of_stories = Histories(_of(Story), "state")


@cache
def read_past_of_ambassadors(*which: str) -> Histories:
    """With their own sector as what they stood as; `which` names what says of what programmes."""
    rows = Ambassador.history.filter
    return Histories(
        lambda: rows(**{name: Given(name) for name in which}),
        *("sector", "province", "organisation__sector"),
    )


@Prepared
def _moves_of_sessions() -> QuerySet:
    of_programme = SessionMove.objects.filter(session__group__pilot__programme=Given("programme"))
    return of_programme.order_by("id")


def read_moves_of_sessions(programme: Programme, until: date) -> dict[int, list[Move]]:
    """The dates that were given up, in order, by the id of the session; not read where `until` is
    now, since then all of them are known."""
    if until >= timezone.localdate():
        return {}
    found: dict[int, list[Move]] = defaultdict(list)
    for move in _moves_of_sessions(programme=programme):
        moved = Move(move.former_date, move.reason, None, move.recorded_at)
        found[move.session_id].append(moved)
    return found


def count_stories_as_known(programme: Programme, until: date) -> dict[str, int]:
    """How many stood in each state by then; one that was added later was not there."""
    past = _read_past_of_stories(until, programme=programme)
    states = (
        state if _is_unproven(saved := past.get(key, []), until) else _stood_by(saved, until)
        for key, state in _states_of_stories(programme=programme)
    )
    return dict(Counter(state for state in states if state))


@Prepared
def _states_of_stories() -> QuerySet:
    of_programme = Story.objects.filter(programme=Given("programme"))
    return of_programme.order_by().values_list("pk", "state")


def _is_unproven(saved: list[Saved], until: date) -> bool:
    """Nothing tells that it was otherwise: entered from a file afterwards, or `until` is now."""
    return not saved or (saved[0].on > until and not saved[0].by_person)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def is_ahead(when: ApproximateDate | None, until: date) -> bool:
    return when is not None and when.lies_after(until) is Answer.YES


# --- Meetings ------------------------------------------------------------------------------------


def meetings_as_known(meetings: list[Meeting], past: Past, until: date) -> list[Meeting]:
    """Without those that nobody had thought of yet."""
    for meeting in meetings:
        saved = past.get(meeting.pk, [])
        moved_later = _without_later_moves(meeting, _was_there(saved, until), until)
        if moved_later or _was_cancelled_later(meeting, saved, until):
            _open_again(meeting)
    return [m for m in meetings if not _is_of_later(m, past.get(m.pk, []), until)]


def _was_there(saved: list[Saved], until: date) -> bool:
    """Whether the row was recorded by then, so that what was recorded since is of later."""
    return bool(saved) and saved[0].on <= until


def _without_later_moves(meeting: Meeting, was_there: bool, until: date) -> bool:
    """Take back each move that was decided later; whether there was any."""
    kept = list(meeting.moves)
    while kept and _was_decided_later(kept[-1], was_there, until):
        meeting.date = kept.pop().former_date
    found = len(kept) < len(meeting.moves)
    meeting.moves = kept
    return found


def _was_decided_later(move: Move, was_there: bool, until: date) -> bool:
    """A date that had passed by then was given up by then, whenever that was recorded."""
    if move.decided is not None:
        return is_ahead(move.decided, until)
    if not was_there or not is_ahead(move.former_date, until):
        return False
    return move.recorded is not None and move.recorded > until


def _was_cancelled_later(meeting: Meeting, saved: list[Saved], until: date) -> bool:
    """Of what was to come, or had no date, one knew what had been recorded by then."""
    if not meeting.is_cancelled or not _was_there(saved, until):
        return False
    return _stood_by(saved, until) != CANCELLED


def _stood_by(saved: list[Saved], until: date) -> str:
    return next((row.state for row in reversed(saved) if row.on <= until), "")


def _open_again(meeting: Meeting) -> None:
    meeting.status, meeting.replaced_by = PLANNED, None
    meeting.cancellation_reason = meeting.cancellation_note = meeting.remark = ""
    meeting.attended = meeting.list_closed_at = None


def _is_of_later(meeting: Meeting, saved: list[Saved], until: date) -> bool:
    """Typed in later, and none of its dates was over: nobody knew of it."""
    if not saved or saved[0].on <= until or not saved[0].by_person:
        return False
    former = [move.former_date for move in meeting.moves]
    if any(when is not None and not is_ahead(when, until) for when in former):
        return False
    return is_ahead(meeting.date, until) or (meeting.date is None and meeting.status == PLANNED)


# --- Pilots --------------------------------------------------------------------------------------

States, Closing = Pilot.SessionsState, Pilot.ClosingState


def pilots_as_known(
    pilots: Iterable[Pilot], past: Past, past_of_groups: Past, until: date
) -> list[Pilot]:
    found = list(pilots)
    for pilot in found:
        for group in pilot.groups.all():
            _group_as_known(group, past_of_groups.get(group.pk, []), until)
    return [_pilot_as_known(pilot, past.get(pilot.pk, []), until) for pilot in found]


def _group_as_known(group: Group, saved: list[Saved], until: date) -> None:
    """A group that stopped later had not stopped, and its sessions were to come."""
    if not group.has_stopped or not _was_there(saved, until) or _stood_by(saved, until):
        return
    group.stop_note = ""
    for session in group.sessions.all():
        if session.status == Session.Status.CANCELLED and not session.date:
            session.status = Session.Status.PLANNED


def _pilot_as_known(pilot: Pilot, saved: list[Saved], until: date) -> Pilot:
    before = list(_sessions(pilot))
    open_again = [session for session in before if _open_session(session, until)]
    then = next((row for row in reversed(saved) if row.on <= until), None)
    if then is not None:
        _stand_as(pilot, then, before, until)
    ended = pilot.sessions_state in (States.COMPLETED, States.CANCELLED, States.RUNNING)
    if open_again and ended:
        held = any(session.status == Session.Status.HELD for session in before)
        pilot.sessions_state = States.RUNNING if held else States.PREPARATION
        pilot.cancellation_note = ""
    _closing_as_known(pilot, then, until)
    return pilot


def _closing_as_known(pilot: Pilot, then: Saved | None, until: date) -> None:
    """One that was still to come had not been held, and stood as it was planned by then; a date
    that had passed was given up by then."""
    if pilot.closing_state == Closing.NONE or not _is_open(pilot.closing_date, until):
        return
    if is_ahead(pilot.closing_date, until):
        pilot.closing_state = Closing.PLANNED
    if then is None:
        return
    earliest, latest, wording = (then.values[column] for column in CLOSING_DATE)
    stood = ApproximateDate(earliest, latest, wording) if earliest else None
    if _is_open(stood, until):
        pilot.closing_state, pilot.closing_date = then.values["closing_state"], stood


def _is_open(when: ApproximateDate | None, until: date) -> bool:
    return when is None or is_ahead(when, until)


def sessions_as_known(
    pilots: Iterable[Pilot], past: Past, moves: dict[int, list[Move]], until: date
) -> None:
    """With the date that each had by then, and not called off yet where that came later."""
    for session in (session for pilot in pilots for session in _sessions(pilot)):
        saved = past.get(session.pk, [])
        was_there = _was_there(saved, until)
        kept = list(moves.get(session.pk, ()))
        while kept and _was_decided_later(kept[-1], was_there, until):
            session.date = kept.pop().former_date
        called_off = session.status == Session.Status.CANCELLED and session.date is None
        if called_off and was_there and _stood_by(saved, until) != Session.Status.CANCELLED:
            session.status = Session.Status.PLANNED


def _sessions(pilot: Pilot) -> Iterator[Session]:
    for group in pilot.groups.all():
        yield from group.sessions.all()


def _open_session(session: Session, until: date) -> bool:
    """A session that was still to come had not been held, nor called off; whether it is such."""
    if session.status == Session.Status.PLANNED or not is_ahead(session.date, until):
        return False
    session.status, session.led_by = Session.Status.PLANNED, 0
    return True


def _stand_as(pilot: Pilot, then: Saved, sessions: list[Session], until: date) -> None:
    """As it was recorded; that sessions began or ended, their own dates tell better."""
    dated = bool(sessions) and all(session.date is not None for session in sessions)
    if pilot.sessions_state == States.CANCELLED or not dated:
        pilot.sessions_state = then.state
        pilot.cancellation_note = then.values["cancellation_note"]
    pilot.results_state = then.values["results_state"]


# --- Agreements --------------------------------------------------------------------------------


def targets_as_known(programme: Programme, until: date) -> list[Target]:
    """With the number that was agreed by then, and in `known_changes` how it came to be so."""
    targets = _targets.of(programme)
    for target in targets:
        known = list(target.changes.all())
        while known and _took_effect_later(known[-1], until):
            target.number = known.pop().former_number
        target.known_changes = known
    return targets


@Prepared
def _targets() -> QuerySet:
    return Target.objects.filter(programme=Given("programme")).prefetch_related("changes")


def _took_effect_later(change: TargetChange, until: date) -> bool:
    """Where it is not known since when it holds, the day on which it was recorded tells."""
    if change.since is not None:
        return is_ahead(change.since, until)
    return _day(change.recorded_at) > until


def read_later_texts(programme: Programme, until: date) -> dict[tuple[int, str], date]:
    """When each text of a target was written as it stands, by its id and the name of the text; only
    of targets that were there on the reference date, and of what was written after it."""
    if until >= timezone.localdate():
        return {}
    saved: dict[int, list[tuple[date, tuple[str, ...]]]] = defaultdict(list)
    for key, at, *texts in _texts_of_targets(programme=programme):
        saved[key].append((_day(at), tuple(texts)))
    written = (
        (key, name, _last_change([(day, texts[number]) for day, texts in found]))
        for key, found in saved.items()
        if found[0][0] <= until
        for number, name in enumerate(Target.TOLD)
    )
    return {(key, name): on for key, name, on in written if on > until}


@Prepared
def _texts_of_targets() -> QuerySet:
    rows = Target.history.filter(programme=Given("programme")).order_by("history_id")
    return rows.values_list("id", "history_date", *Target.TOLD)


def _last_change(saved: list[tuple[date, str]]) -> date:
    """The day of the first save from which the text stands as it does."""
    last = saved[-1][1]
    on = saved[-1][0]
    for day, text in reversed(saved):
        if text != last:
            break
        on = day
    return on

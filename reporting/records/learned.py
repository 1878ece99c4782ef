"""Lessons and risks as they were known on the reference date (domain.md, rules 9 and 33).

A lesson is a text on a year, as an explanation is: written later it says so. A risk that was there
only later is not told, and its state and closing are those of then. The rows are changed in memory
and never saved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dates.values import Answer, ApproximateDate
from meetings.models import Meeting
from pilots.models import Form, Pilot, What
from pilots.releasing.gate import Gate
from programme.prepared import Given, Prepared

from ..models import Lesson, Risk
from .as_known import Saved, is_ahead, read_past_of_lessons, read_past_of_risks
from .scope import Scope


@dataclass(frozen=True)
class LessonTold:
    """`meeting` and `pilot` as the report knows them; `written_later` is a day after the reference
    date on which the words came to stand as they do."""

    lesson: Lesson
    meeting: Meeting | None = None
    pilot: Pilot | None = None
    written_later: date | None = None


@dataclass(frozen=True)
class Learned:
    """`closed` are lessons that wait for a host to release the conclusions of its pilot."""

    lessons: tuple[LessonTold, ...] = ()
    closed: tuple[Lesson, ...] = ()
    risks: tuple[Risk, ...] = ()


def read_learned(
    scope: Scope, meetings: Iterable[Meeting], pilots: Iterable[Pilot], gate: Gate
) -> Learned:
    """A constant number of queries; meetings and pilots are those of the programme, as known."""
    told = list(_lessons_as_known(scope, _by_id(meetings), _by_id(pilots)))
    closed = {each.lesson.pk for each in told if not _is_open(each.pilot, gate)}
    return Learned(
        lessons=tuple(each for each in told if each.lesson.pk not in closed),
        closed=tuple(each.lesson for each in told if each.lesson.pk in closed),
        risks=tuple(_risks_as_known(scope)),
    )


def _by_id(rows: Iterable) -> dict:
    return {row.pk: row for row in rows}


# --- Lessons -------------------------------------------------------------------------------------


def _lessons_as_known(
    scope: Scope, meetings: dict[int, Meeting], pilots: dict[int, Pilot]
) -> Iterator[LessonTold]:
    until = scope.reference.latest
    past = read_past_of_lessons(until, programme=scope.programme)
    for lesson in _lessons(programme=scope.programme, year=scope.year):
        meeting = meetings.get(lesson.meeting_id)
        unknown = lesson.meeting_id is not None and meeting is None
        if scope.has_begun and not unknown and not is_ahead(meeting and meeting.date, until):
            written = _written_later(lesson, past.get(lesson.pk, []), until)
            yield LessonTold(lesson, meeting, pilots.get(lesson.pilot_id), written)


@Prepared
def _lessons() -> QuerySet:
    of_year = Lesson.objects.filter(programme=Given("programme"), year=Given("year"))
    return of_year.order_by("pk")


def _is_open(pilot: Pilot | None, gate: Gate) -> bool:
    """Words of staff about a pilot are told where its conclusions are, in full and with its host
    by name; whatever they say is then no more than what was released."""
    if pilot is None:
        return True
    released = gate.told(pilot, What.CONCLUSIONS)
    return released is not None and released.form == Form.FULL


def _written_later(lesson: Lesson, saved: list[Saved], until: date) -> date | None:
    """Of what was read from a file nothing tells when it was written."""
    if not saved or (saved[0].on > until and not saved[0].by_person):
        return None
    on = saved[-1].on
    for row in reversed(saved):
        if row.state != lesson.text:
            break
        on = row.on
    return on if on > until else None


# --- Risks ---------------------------------------------------------------------------------------


def _risks_as_known(scope: Scope) -> Iterator[Risk]:
    """All that had not been closed before the year began."""
    until = scope.reference.latest
    past = read_past_of_risks(until, programme=scope.programme)
    for risk in _risks.of(scope.programme):
        saved = past.get(risk.pk, [])
        if not _is_of_later(risk, saved, until):
            _stand_as_known(risk, saved, until)
            if not _was_over(risk.closed, scope):
                yield risk


@Prepared
def _risks() -> QuerySet:
    return Risk.objects.filter(programme=Given("programme")).order_by("pk")


def _is_of_later(risk: Risk, saved: list[Saved], until: date) -> bool:
    """It came later, or a colleague logged it later and nothing tells that it was there."""
    logged_later = bool(saved) and saved[0].on > until and saved[0].by_person
    return is_ahead(risk.since, until) or (risk.since is None and logged_later)


def _stand_as_known(risk: Risk, saved: list[Saved], until: date) -> None:
    then = next((row for row in reversed(saved) if row.on <= until), None)
    if then is not None:
        risk.state, risk.closed = then.state, _closed(then)
    if is_ahead(risk.closed, until):
        risk.state, risk.closed = Risk.State.OPEN, None


def _closed(then: Saved) -> ApproximateDate | None:
    earliest, latest, wording = then.values.values()
    return ApproximateDate(earliest, latest, wording) if earliest else None


def _was_over(closed: ApproximateDate | None, scope: Scope) -> bool:
    return closed is not None and closed.lies_before(scope.period.first) is Answer.YES

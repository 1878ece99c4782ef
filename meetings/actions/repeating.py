"""Repeating a meeting elsewhere or on another day, as concepts that staff finish.

What the meeting is about is copied. What belongs to that one time is not: who registered, what it
counts for, speakers, what came before and after, and the building where the place is another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.slugs import fill_slug
from dates.to_come import is_over
from dates.values import ApproximateDate, write
from dutch.sorting import fold
from programme.provinces import province_of

from ..asking import alike, is_there_then
from ..lines import meetings_line
from ..models import Meeting
from .planning import _locked, _user

COPIED = (
    *("programme", "line", "title", "audience", "description", "timetable"),
    *("capacity", "minimum", "contact"),
)
AT_THE_SAME_PLACE = ("province", "venue", "route", "accessibility")
TIMES = ("start_time", "end_time", "kept_start_time", "kept_end_time")
DOUBLE = "meetings_repeat_double"


@dataclass(frozen=True)
class Repeat:
    """Where and when once more; the date may be imprecise, or not known yet."""

    place: str
    date: ApproximateDate | None


@transaction.atomic
def repeat(
    meeting: Meeting, *, rows: Sequence[Repeat], by: object, despite_doubles: bool = False
) -> list[Meeting]:
    """Make a concept of each row. The meeting is locked, so that two who repeat it do so in turn.

    Raises ValidationError where there are no rows, a row stands there twice or lies in the past,
    and, unless `despite_doubles`, where the same stands at that place in that time already.
    """
    meeting = _locked(meeting)
    if not rows:
        raise ValidationError("Vul ten minste één plaats in.")
    _check_rows(rows)
    doubles = list(_doubles(meeting, rows))
    if doubles and not despite_doubles:
        raise ValidationError(
            f"Dit staat er al: {'; '.join(doubles)}. Is het echt een andere, kruis dan aan dat u "
            "die toch wilt maken.",
            code=DOUBLE,
        )
    return [_concept(meeting, row, by) for row in rows]


def _check_rows(rows: Sequence[Repeat]) -> None:
    seen: set[tuple[str, ApproximateDate | None]] = set()
    for row in rows:
        place = fold(row.place)
        if (place, row.date) in seen:
            raise ValidationError(f"{_said(row)} staat er twee keer. Laat één regel weg.")
        seen.add((place, row.date))
        if is_over(row.date):
            raise ValidationError(f"{_said(row)} is al voorbij. Kies een dag die nog komt.")


def _doubles(meeting: Meeting, rows: Sequence[Repeat]) -> Iterator[str]:
    """What stands there already by the same title: there, and then as far as is known."""
    known = alike(meeting)
    for row in rows:
        if any(is_there_then(other, row.place, row.date) for other in known):
            yield _said(row)


def _said(row: Repeat) -> str:
    return f"{row.place}, {write(row.date)}"


def _ends_too_soon(concept: Meeting) -> bool:
    """The end was that of another day than the begin."""
    begin, end = concept.start_time, concept.end_time
    return begin is not None and end is not None and end <= begin


def _concept(meeting: Meeting, row: Repeat, by: object) -> Meeting:
    concept = meetings_line(meeting.line).model(is_public=False, place=row.place, date=row.date)
    same_place = fold(row.place) == fold(meeting.place)
    for name in (*COPIED, *(AT_THE_SAME_PLACE if same_place else ()), *TIMES):
        setattr(concept, name, getattr(meeting, name))
    concept.fit_times_to_day()
    if meeting.takes_days and not concept.takes_days and _ends_too_soon(concept):
        concept.end_time = None
    concept.province = concept.province or province_of(row.place)
    fill_slug(concept, concept.title, concept.place)
    concept.full_clean()
    concept._history_user = _user(by)
    concept._change_reason = f"herhaald van {meeting}, {write(meeting.date)}"
    concept.save()
    concept.themes.set(meeting.themes.all())
    return concept

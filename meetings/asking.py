"""What is unlikely of the date of a meeting, and what cannot be: asked or refused at its field."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.to_come import is_over
from dates.values import Answer, ApproximateDate, Period
from programme.asking import outside_term
from programme.models import Target

from .models import Meeting

NOT_OF_TARGET = "“{}” valt niet in {}, het jaar van de afspraak waarvoor dit telt. Klopt dat?"
INTO_PAST = "“{}” is al geweest, en de datum die er stond nog niet. Klopt dat?"
AFTER_MEETING = "Dit is na de bijeenkomst ({}). Kies een dag ervoor."
AFTER_BEGIN = "Dit is na het begin van de bijeenkomst. Kies een eerder moment."


def not_of_target(when: ApproximateDate | None, target: Target | None) -> str:
    """Empty where the date may lie in the year of the target."""
    if when is None or target is None:
        return ""
    outside = when.lies_in(Period.of_year(target.year)) is Answer.NO
    return NOT_OF_TARGET.format(when, target.year) if outside else ""


def doubts_of_date(meeting: Meeting, when: ApproximateDate | None) -> Iterator[str]:
    """Of another date for a known meeting."""
    known = _is_beside(when, meeting.date) and outside_term(meeting.date, meeting.programme)
    outside = "" if known else outside_term(when, meeting.programme)
    if doubt := outside or not_of_target(when, meeting.target):
        yield doubt
    is_planned = meeting.status == Meeting.Status.PLANNED
    if is_planned and is_over(when) and meeting.date and not is_over(meeting.date):
        yield INTO_PAST.format(when)


def _is_beside(when: ApproximateDate | None, known: ApproximateDate | None) -> bool:
    """In the year of the known date or next to it: that this is outside the term was answered."""
    if when is None or known is None:
        return False
    return known.earliest.year - 1 <= when.earliest.year <= known.latest.year + 1


def check_before_meeting(
    meeting: Meeting, *, decision_date: date | None = None, closes: datetime | None = None
) -> None:
    """Deciding and closing come before the end of the last day, or the beginning where known.

    Raises ValidationError. Only what is being changed is given: a meeting that moved forward does
    not stop other changes of its page.
    """
    if meeting.date is None:
        return
    wrong = {}
    if decision_date and decision_date > meeting.date.latest:
        wrong["decision_date"] = AFTER_MEETING.format(meeting.date)
    if closes and timezone.localdate(closes) > meeting.date.latest:
        wrong["registration_closes"] = AFTER_MEETING.format(meeting.date)
    elif closes and (begin := _begin(meeting)) and closes > begin:
        wrong["registration_closes"] = AFTER_BEGIN
    if wrong:
        raise ValidationError(wrong)


def _begin(meeting: Meeting) -> datetime | None:
    """Of a known day with a known time."""
    day = meeting.date.day if meeting.date else None
    if day is None or meeting.start_time is None:
        return None
    return timezone.make_aware(datetime.combine(day, meeting.start_time))

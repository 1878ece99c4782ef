"""What is unlikely of the date of a meeting, and what cannot be: asked or refused at its field."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.to_come import is_over
from dates.values import Answer, ApproximateDate, Period, write
from dutch.sorting import fold
from programme.asking import outside_term
from programme.models import Target

from .models import Meeting
from .times import starts_at

NOT_OF_TARGET = "“{}” valt niet in {}, het jaar van de afspraak waarvoor dit telt. Klopt dat?"
INTO_PAST = "“{}” is al geweest, en de datum die er stond nog niet. Klopt dat?"
ADDED_BEFORE = "“{}”, {}, staat er al. Is dit echt een andere?"
BESIDE_LIST = (
    "De presentielijst is compleet en telt {} aanwezigen; die telt, en niet “{}”. Wilt u dit getal "
    "toch bewaren?"
)
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
    """Deciding and closing come before the end of the day, of several known ones the first, or the
    beginning where known.

    Raises ValidationError. Only what is being changed is given: a meeting that moved forward does
    not stop other changes of its page.
    """
    if meeting.date is None:
        return
    wrong = {}
    last = meeting.date.earliest if meeting.has_known_day else meeting.date.latest
    begin = starts_at(meeting) if meeting.start_time else None
    if decision_date and decision_date > last:
        wrong["decision_date"] = AFTER_MEETING.format(meeting.date)
    if closes and timezone.localdate(closes) > last:
        wrong["registration_closes"] = AFTER_MEETING.format(meeting.date)
    elif closes and begin and closes > begin:
        wrong["registration_closes"] = AFTER_BEGIN
    if wrong:
        raise ValidationError(wrong)


def alike(meeting: Meeting) -> list[Meeting]:
    """Those of its programme and line with the same title, itself too; not what was cancelled."""
    line = Meeting.objects.filter(programme=meeting.programme_id, line=meeting.line)
    found = line.exclude(status=Meeting.Status.CANCELLED)
    return [other for other in found if fold(other.title) == fold(meeting.title)]


def is_there_then(meeting: Meeting, place: str, when: ApproximateDate | None) -> bool:
    """At that place, and in that time as far as is known."""
    if fold(meeting.place) != fold(place):
        return False
    if meeting.date is None or when is None:
        return meeting.date == when
    apart = when.lies_before(meeting.date.earliest), when.lies_after(meeting.date.latest)
    return Answer.YES not in apart


def added_before(meeting: Meeting) -> str:
    """Asked of a new meeting; empty where nothing like it stands there."""
    for other in alike(meeting):
        if is_there_then(other, meeting.place, meeting.date):
            return ADDED_BEFORE.format(other, write(other.date))
    return ""


def differs_from_list(meeting: Meeting, attended: int | None) -> str:
    """A stated number beside a list that is complete, which is what counts; else empty."""
    if attended is None or meeting.pk is None or meeting.list_closed_at is None:
        return ""
    counted = meeting.registrations.present().count()
    return "" if counted == attended else BESIDE_LIST.format(counted, attended)

"""When a meeting begins and ends, and whether one can still register for it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dates.days import write_hour
from dates.values import write_day

from .models import Meeting

LINK_LIFE = timedelta(days=30)
"""How long after the meeting a personal link works, for the evaluation and for erasing."""


def starts_at(meeting: Meeting) -> datetime | None:
    """The beginning, of several days that of the first; of a day without a known time, its first
    moment. None without a day."""
    days = meeting.known_date
    if days is None:
        return None
    return _moment(days.earliest, meeting.start_time or time(0, 0))


def ends_at(meeting: Meeting) -> datetime | None:
    """The end, of several days that of the last, or past midnight; where that is not known, the
    last moment of the day. None without a day."""
    days = meeting.known_date
    if days is None:
        return None
    last = days.latest + timedelta(days=1 if meeting.ends_after_midnight else 0)
    return _moment(last, meeting.end_time or time(23, 59))


def span(meeting: Meeting) -> tuple[datetime, datetime]:
    """Beginning and end of a meeting of which the day is known; ValueError where it is not."""
    start, end = starts_at(meeting), ends_at(meeting)
    if start is None or end is None:
        raise ValueError(f"{meeting} has no day")
    return start, end


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def closes_at(meeting: Meeting) -> datetime | None:
    """Until when one can register; without a known start time, until the end of the day before."""
    start = starts_at(meeting)
    if start is None or meeting.registration_closes is None:
        return start
    return min(start, meeting.registration_closes)


def registration_is_open(meeting: Meeting, now: datetime) -> bool:
    closes = closes_at(meeting)
    planned = meeting.is_public and meeting.status == Meeting.Status.PLANNED
    return planned and closes is not None and now < closes


def is_past(meeting: Meeting, now: datetime) -> bool:
    """Held, or the last moment at which it can have been is over; so also of a month or a year."""
    if meeting.status == Meeting.Status.HELD:
        return True
    end = ends_at(meeting)
    if end is not None:
        return end <= now
    return meeting.date is not None and meeting.date.latest < timezone.localdate(now)


def has_begun(meeting: Meeting, now: datetime) -> bool:
    """Its beginning is behind us; of a month or a year, the whole of it."""
    start = starts_at(meeting)
    return start <= now if start else is_past(meeting, now)


def has_ended(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting of which staff say that it was held is behind those who came. Where no time
    is known, or no day, they may say so during its last day."""
    if meeting.start_time:
        end = ends_at(meeting)
        return end is not None and end <= now
    return meeting.date is not None and meeting.date.latest <= timezone.localdate(now)


def why_over(meeting: Meeting, now: datetime) -> str:
    """One sentence where nobody can take a place any more; empty where that is still to come."""
    if meeting.is_cancelled:
        verb = "is niet doorgegaan" if is_past(meeting, now) else "gaat niet door"
        return f"Deze bijeenkomst {verb}."
    if is_past(meeting, now):
        return "Deze bijeenkomst is geweest."
    return "Deze bijeenkomst is al begonnen." if has_begun(meeting, now) else ""


def why_closed(meeting: Meeting, now: datetime) -> str:
    """One sentence for someone who cannot register; empty where one can."""
    if registration_is_open(meeting, now):
        return ""
    if meeting.is_cancelled:
        verb = "is niet doorgegaan" if is_past(meeting, now) else "gaat niet door"
        return f"Deze bijeenkomst {verb}. U kunt zich niet meer aanmelden."
    if is_past(meeting, now):
        return "Deze bijeenkomst is geweest. Aanmelden kan niet meer."
    start = starts_at(meeting)
    if start is None:
        return "De dag is nog niet bekend. Aanmelden kan zodra de dag vaststaat."
    if start <= now:
        return "Deze bijeenkomst is al begonnen. Aanmelden kan niet meer."
    closed = timezone.localtime(closes_at(meeting))
    return f"Aanmelden kon tot {write_day(closed)}, {write_hour(closed)}."

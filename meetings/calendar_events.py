"""A meeting as an event in a calendar, in plain values (`outbox.calendar_file` writes the file)."""

from datetime import timedelta

from django.utils import timezone

from .links import absolute
from .models import Meeting
from .times import span


def has_a_day(meeting: Meeting) -> bool:
    """Only then it can stand in a calendar."""
    return meeting.has_known_day


def event_values(meeting: Meeting, *, cancelled: bool = False) -> dict:
    """The meeting for a calendar file; the same uid for ever, a sequence that only rises.

    Raises ValueError where no day is known.
    """
    return {
        "uid": meeting.calendar_uid,
        "sequence": meeting.calendar_sequence,
        "summary": titled(meeting),
        **_moments(meeting),
        "location": where(meeting),
        "url": absolute(meeting.get_absolute_url()) if meeting.is_public else "",
        "cancelled": cancelled or meeting.is_cancelled,
    }


def event_taken_back(event: dict, meeting: Meeting) -> dict:
    """Takes what a calendar shows out of it, now that the meeting has no day any more."""
    return {**event, "sequence": meeting.calendar_sequence, "cancelled": True}


def titled(meeting: Meeting) -> str:
    return f"Voorbeeld: {meeting.title}" if meeting.is_invented else meeting.title


def where(meeting: Meeting) -> str:
    return ", ".join(part for part in (meeting.venue, meeting.place) if part)


def _moments(meeting: Meeting) -> dict[str, str]:
    """What is known, and no more: whole days where there is no begin, no end where that is not
    known. The end of whole days is the day after, as RFC 5545 has it."""
    first, last = span(meeting)
    one_day = timezone.localdate(first) == timezone.localdate(last)
    if meeting.start_time and meeting.end_time:
        return {"start": first.isoformat(), "end": last.isoformat()}
    if meeting.start_time and one_day:
        return {"start": first.isoformat()}
    after = timezone.localdate(last) + timedelta(days=1)
    return {"start": timezone.localdate(first).isoformat(), "end": after.isoformat()}

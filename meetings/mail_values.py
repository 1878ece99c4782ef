"""What mails say of a meeting and of who registered: plain values, of the moment of the cause."""

import re
from dataclasses import dataclass

from django.utils import timezone

from dates.values import write, write_weekday
from dutch.sorting import fold

from .calendar_events import event_values, has_a_day, where
from .links import absolute
from .models import Meeting, Registration
from .models.meeting import clock
from .times import is_past, starts_at

LIKE_AN_ADDRESS = re.compile(r"[/@<>:]|\w\w\.\w\w")
NOT_KNOWN = "nog niet bekend"
LONG_TEXTS = {
    "audience": "voor wie het is",
    "description": "waar het over gaat",
    "timetable": "het programma",
}
"""Too long to print twice: of these a mail says only that they changed."""


def greeting_name(name: str) -> str:
    """The name, unless it holds something like an address of a site or a mailbox: anyone can fill
    in someone else's address, and our mail should not carry their message."""
    return "" if LIKE_AN_ADDRESS.search(name) else name


def person_values(registration: Registration) -> dict[str, object]:
    """Who it is, as filled in, so that a mistake is noticed; the address is that of the mail."""
    known = registration.organisation.name if registration.organisation else ""
    typed = greeting_name(registration.organisation_typed)
    if fold(typed) == fold(known):
        typed = ""
    return {
        "name": greeting_name(registration.name),
        "organisation": ", ".join(part for part in (known, typed) if part),
        "state": registration.state,
        "by_staff": registration.added_by_staff,
    }


def meeting_values(meeting: Meeting) -> dict[str, object]:
    """What every mail about a meeting says of it."""
    return {
        "title": meeting.title,
        "is_example": meeting.is_invented,
        **_day_values(meeting),
        "when": when(meeting),
        "place": where(meeting),
        "route": meeting.route,
        "accessibility": meeting.accessibility,
        "meeting_contact": meeting.contact,
        "meeting_url": absolute(meeting.get_absolute_url()) if meeting.is_public else "",
    }


def _day_values(meeting: Meeting) -> dict[str, str]:
    """For "morgen, 13.30 uur", which the worker says when it sends."""
    start = starts_at(meeting)
    if start is None:
        return {}
    at = f"{clock(meeting.start_time)} uur" if meeting.start_time else ""
    return {"day": timezone.localdate(start).isoformat(), "at": at}


def when(meeting: Meeting) -> str:
    """vrijdag 12 maart 2027, 13.00 tot 16.00 uur"""
    return ", ".join(part for part in (_day(meeting), meeting.hours) if part)


def _day(meeting: Meeting) -> str:
    if meeting.date:
        return meeting.date.in_full
    return f"datum {NOT_KNOWN}" if meeting.status == Meeting.Status.PLANNED else write(None)


@dataclass(frozen=True)
class Before:
    """What people were told of a meeting before it changed, and what their calendars show."""

    when: str
    told: dict[str, str]
    texts: dict[str, str]
    event: dict | None


def before(meeting: Meeting) -> Before:
    """Call it with the meeting as it is stored, before it changes."""
    event = event_values(meeting) if has_a_day(meeting) else None
    return Before(when(meeting), _told(meeting), _texts(meeting), event)


def changes(meeting: Meeting, former: Before) -> dict[str, object]:
    """What differs, as it was and as it is now; of long texts only that they differ."""
    now, texts = _told(meeting), _texts(meeting)
    rows = [
        {"label": label, "old": old or NOT_KNOWN, "new": now[label] or NOT_KNOWN}
        for label, old in former.told.items()
        if old != now[label]
    ]
    also = [LONG_TEXTS[name] for name, old in former.texts.items() if old != texts[name]]
    return {"changes": rows, "also_changed": ", ".join(also)}


def _told(meeting: Meeting) -> dict[str, str]:
    return {
        "Wat": meeting.title,
        "Wanneer": when(meeting),
        "Waar": where(meeting),
        "Route": meeting.route,
        "Toegankelijkheid": meeting.accessibility,
        "Contact": meeting.contact,
    }


def _texts(meeting: Meeting) -> dict[str, str]:
    return {name: getattr(meeting, name) for name in LONG_TEXTS}


def how_it_stands(registration: Registration) -> str:
    """One sentence for someone who asks; what became of the meeting comes first."""
    meeting = registration.meeting
    if meeting.is_cancelled:
        over = is_past(meeting, timezone.now())
        return f"Deze bijeenkomst {'is niet doorgegaan' if over else 'gaat niet door'}."
    if is_past(meeting, timezone.now()):
        return "Deze bijeenkomst is geweest."
    if registration.state == Registration.State.OFFERED:
        return f"Er is een plaats voor u vrij tot {offer_end_in_words(registration)}."
    if registration.state == Registration.State.WAITING:
        return "U staat op de wachtlijst."
    return "U bent aangemeld."


def offer_end_in_words(registration: Registration) -> str:
    until = timezone.localtime(registration.offer_expires_at)
    return f"{write_weekday(until)}, {clock(until.time())} uur"

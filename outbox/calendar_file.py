"""The iCalendar file of one event (RFC 5545), for mails and feeds.

An event is plain values: `uid` (stable for ever), `sequence` (rises with every change), `summary`,
`start` and `end` (ISO 8601, with zone), and where known `location`, `url`, `description`;
`cancelled` true makes it a cancellation.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText


class CalendarFile(NamedTuple):
    text: str
    method: str


def make_calendar_file(event: dict, *, attendee: str) -> CalendarFile:
    """The file for one invited person, so that nobody sees another's address."""
    method = "CANCEL" if event.get("cancelled") else "REQUEST"
    calendar = new_calendar(method)
    component = make_event(event)
    component.add("organizer", vCalAddress(f"mailto:{settings.CONTACT['email']}"))
    component.add("attendee", vCalAddress(f"mailto:{attendee}"))
    calendar.add_component(component)
    return CalendarFile(calendar.to_ical().decode(), method)


def new_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Stichting Beroepseer//Routekaart//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def make_event(event: dict) -> Event:
    component = Event()
    component.add("uid", event["uid"])
    component.add("sequence", event["sequence"])
    component.add("dtstamp", datetime.now(UTC))
    component.add("dtstart", datetime.fromisoformat(event["start"]).astimezone(UTC))
    component.add("dtend", datetime.fromisoformat(event["end"]).astimezone(UTC))
    component.add("summary", event["summary"])
    component.add("status", "CANCELLED" if event.get("cancelled") else "CONFIRMED")
    for name in ("location", "description", "url"):
        if event.get(name):
            component.add(name, vText(event[name]))
    return component

"""The iCalendar file of one event (RFC 5545, RFC 5546), for mails and feeds.

An event is plain values: `uid` (stable for ever), `sequence` (rises with every change), `summary`,
`start` and where known `end` (ISO 8601: moments with their zone, or days; an end in days is the
day after the last), and where known `location`, `url`, `description`; `cancelled` true makes it a
cancellation.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText, vUri


class CalendarFile(NamedTuple):
    text: str
    method: str


def make_calendar_file(event: dict, *, attendee: str) -> CalendarFile:
    """The file for one person, so that nobody sees another's address.

    It says that he or she comes, and asks nothing: no one reads an answer that a calendar sends.
    """
    method = "CANCEL" if event.get("cancelled") else "REQUEST"
    calendar = new_calendar(method)
    component = make_event(event)
    component.add("attendee", person(attendee, PARTSTAT="ACCEPTED", RSVP="FALSE"))
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
    component.add("dtstart", day_or_moment(event["start"]))
    if event.get("end"):
        component.add("dtend", day_or_moment(event["end"]))
    component.add("summary", event["summary"])
    component.add("status", "CANCELLED" if event.get("cancelled") else "CONFIRMED")
    component.add("organizer", person(settings.CONTACT["email"], CN=settings.CONTACT["name"]))
    for name, kind in (("location", vText), ("description", vText), ("url", vUri)):
        if event.get(name):
            component.add(name, kind(event[name]))
    return component


def day_or_moment(text: str) -> date | datetime:
    """Moments in UTC, so that no file needs to tell what a zone is."""
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(UTC)
    return date.fromisoformat(text)


def person(address: str, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    for name, value in parameters.items():
        found.params[name] = value
    return found

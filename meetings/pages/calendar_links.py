"""Ways to put one meeting into one's own calendar, and to subscribe to many."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from outbox.calendar_file import day_or_moment, make_event, new_calendar

from ..calendar_events import event_values
from ..links import absolute
from ..models import Meeting
from ..times import is_past

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"


@require_safe
def meeting_file(request: HttpRequest, line: type[Meeting], slug: str) -> HttpResponse:
    """A public meeting of which the day is known, as a file; it names nobody."""
    meetings = line.objects.public().select_related("programme")
    meeting = get_object_or_404(meetings, slug=slug)
    if not meeting.has_known_day:
        raise Http404
    file = new_calendar("PUBLISH")
    file.add_component(make_event(public_event(meeting)))
    response = HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{meeting.slug}.ics"'
    return response


def public_event(meeting: Meeting) -> dict:
    return event_values(meeting) | {"description": meeting.description}


def calendar_links(meeting: Meeting) -> dict[str, str]:
    """Empty for what is off, over, or without a day."""
    if not can_be_noted(meeting):
        return {}
    event = event_values(meeting)
    return {
        "file": reverse(f"{meeting.line}:meeting_calendar", args=[meeting.slug]),
        "google": f"{GOOGLE}?{urlencode(_for_google(event))}",
        "outlook": f"{OUTLOOK}?{urlencode(_for_outlook(event))}",
    }


def can_be_noted(meeting: Meeting) -> bool:
    over = meeting.is_cancelled or is_past(meeting, timezone.now())
    return meeting.has_known_day and not over


def _for_google(event: dict) -> dict[str, str]:
    """It wants an end; where that is not known the end is the beginning."""
    start, end = _compact(event["start"]), _compact(event.get("end", event["start"]))
    return {
        "action": "TEMPLATE",
        "text": event["summary"],
        "dates": f"{start}/{end}",
        "details": event["url"],
        "location": event["location"],
    }


def _for_outlook(event: dict) -> dict[str, str]:
    all_day = "T" not in event["start"]
    values = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event["summary"],
        "startdt": event["start"],
        "enddt": event.get("end", ""),
        "allday": "true" if all_day else "",
        "body": event["url"],
        "location": event["location"],
    }
    return {name: value for name, value in values.items() if value}


def _compact(text: str) -> str:
    """20270312 or 20270312T120000Z"""
    found = day_or_moment(text)
    return f"{found:%Y%m%dT%H%M%SZ}" if isinstance(found, datetime) else f"{found:%Y%m%d}"


def subscriptions(chosen: dict[str, str]) -> dict[str, str]:
    """The calendar of what was chosen, for programs that read it again and again. Its address
    begins with `webcal`, or a program would take it in once and never look again."""
    chosen = {name: value for name, value in chosen.items() if name != "wanneer"}
    query = f"?{urlencode(sorted(chosen.items()))}" if chosen else ""
    address = absolute(reverse("calendar")) + query
    webcal = f"webcal:{address.partition(':')[2]}"
    return {
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/render?{urlencode({'cid': webcal})}",
        "outlook": "https://outlook.office.com/calendar/0/addfromweb?"
        + urlencode({"url": address, "name": "Routekaart Goed Werk"}),
    }

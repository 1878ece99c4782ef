"""What the page of a meeting shows, read in at most four queries."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from dates.values import ApproximateDate
from programme.prepared import Given, Prepared

from ..emails import absolute
from ..lines import meetings_line
from ..models import Meeting, Rescheduling
from ..registering.places_left import is_full, places_left
from ..times import is_past, registration_is_open, span, why_closed
from .calendar_links import calendar_links

ALTERNATIVES = 3


def public_meeting(line: Any, slug: str) -> Meeting:
    """The public one with what its page needs, in one query; also whether more must be read."""
    return _found(line, slug, of_all=False)


def any_meeting(line: Any, slug: str) -> Meeting:
    """The same of a concept too, for staff."""
    return _found(line, slug, of_all=True)


def _found(line: Any, slug: str, *, of_all: bool) -> Meeting:
    for meeting in _with_its_page(line, of_all, slug=slug):
        return meeting
    raise Http404


@Prepared
def _with_its_page(line: Any, of_all: bool) -> QuerySet:
    moves = Rescheduling.objects.filter(meeting=OuterRef("pk"))
    follow_ups = Meeting.objects.public().filter(builds_on=OuterRef("pk"))
    meetings = line.objects.all() if of_all else line.objects.public()
    found = meetings.with_occupancy().marking_examples().filter(slug=Given("slug")).order_by()
    return found.annotate(
        has_moved=Exists(moves),
        has_follow_ups=Exists(follow_ups),
        has_themes=Exists(Meeting.themes.through.objects.filter(meeting=OuterRef("pk"))),
        has_speakers=Exists(Meeting.contributors.through.objects.filter(meeting=OuterRef("pk"))),
    )


def stands_alone(meeting: Meeting) -> bool:
    """Whether its page says nothing that must be read from elsewhere."""
    related = meeting.has_moved or meeting.has_follow_ups or meeting.builds_on_id
    elsewhere = related or meeting.has_themes or meeting.has_speakers or meeting.series_id
    return meeting.status == Meeting.Status.PLANNED and not elsewhere


def stand(meeting: Meeting, now: datetime) -> dict[str, object]:
    """What the page says of this moment; all the rest follows from what was read."""
    return {
        "is_open": registration_is_open(meeting, now),
        "is_past": is_past(meeting, now),
        "why_closed": why_closed(meeting, now),
        "places": places_left(meeting),
        "is_full": is_full(meeting),
    }


def page_context(meeting: Meeting) -> dict[str, object]:
    now = timezone.now()
    is_open = registration_is_open(meeting, now)
    former = list(meeting.reschedulings.all()) if meeting.has_moved else []
    return {
        "meeting": meeting,
        "nav": meeting.line,
        "trail": trail(meeting),
        **stand(meeting, now),
        "closes": meeting.registration_closes if is_open else None,
        "decides": is_open and meeting.minimum and meeting.decision_date,
        "more": more(meeting),
        "moves": moves(meeting, former),
        "relations": relations(meeting),
        **publications(meeting),
        "alternatives": alternatives(meeting, now) if meeting.is_cancelled else [],
        "page_url": absolute(meeting.get_absolute_url()),
        "contact": settings.CONTACT,
        "event": event_values(meeting, former),
        "calendar": calendar_links(meeting),
    }


def trail(meeting: Meeting) -> list[dict[str, str]]:
    label = meetings_line(meeting.line).menu
    return [{"label": label, "url": reverse(f"{meeting.line}:list")}]


def more(meeting: Meeting) -> dict[str, object]:
    """What stands in other tables; a query for each only where there is something."""
    return {
        "themes": list(meeting.themes.all()) if meeting.has_themes else [],
        "speakers": list(meeting.contributors.named_on_site()) if meeting.has_speakers else [],
        "series": meeting.series if meeting.series_id else None,
    }


def moves(meeting: Meeting, former: list[Rescheduling]) -> list[dict[str, str]]:
    """The dates the meeting had, and the one it has."""
    if not former:
        return []
    steps = [_move(move) for move in former]
    return [*steps, {"when": _when(meeting.date), "state": "current", "note": "De nieuwe datum."}]


def _move(move: Rescheduling) -> dict[str, str]:
    reason = f"Reden: {move.reason}" if move.reason else "De reden is niet bekend."
    return {"when": _when(move.former_date), "state": "dropped", "note": reason}


def _when(date: ApproximateDate | None) -> str:
    """For visitors; whether it was written down is a matter of staff."""
    return str(date or "datum niet bekend")


def relations(meeting: Meeting) -> list[dict[str, str]]:
    """What this meeting builds on, itself, and what followed on it."""
    if not meeting.builds_on_id and not meeting.has_follow_ups:
        return []
    related = Q(pk=meeting.builds_on_id) | Q(builds_on=meeting.pk)
    both = list(Meeting.objects.public().filter(related))
    before = [each for each in both if each.pk == meeting.builds_on_id]
    after = [each for each in both if each.pk != meeting.builds_on_id]
    if not both:
        return []
    here = {"when": _when(meeting.date), "title": "Deze bijeenkomst", "state": "current"}
    return [*map(_step, before), here, *map(_step, after)]


def _step(meeting: Meeting) -> dict[str, str]:
    return {"when": _when(meeting.date), "title": str(meeting), "url": meeting.get_absolute_url()}


def publications(meeting: Meeting) -> dict[str, object]:
    """What was written about a meeting that was held; publications point at meetings."""
    if meeting.status != Meeting.Status.HELD:
        return {"minutes": [], "told_elsewhere": []}
    found = list(meeting.publications.all())
    return {
        "minutes": [each for each in found if each.kind == "minutes"],
        "told_elsewhere": [each for each in found if each.kind != "minutes"],
    }


def alternatives(meeting: Meeting, now: datetime) -> list[Meeting]:
    """Where else to go instead of a cancelled meeting of the same programme, with room: what staff
    put in its place first, then its series, then the same line."""
    others = Meeting.objects.public().coming(now).with_occupancy().exclude(pk=meeting.pk)
    others = others.filter(programme=meeting.programme_id)
    near = Q(line=meeting.line) | Q(pk=meeting.replaced_by_id)
    found = others.filter(near | Q(series=meeting.series_id, series__isnull=False))
    free = [each for each in found if registration_is_open(each, now) and not is_full(each)]
    return sorted(free, key=lambda each: _nearness(each, meeting))[:ALTERNATIVES]


def _nearness(other: Meeting, meeting: Meeting) -> tuple[bool, bool]:
    same_series = bool(other.series_id) and other.series_id == meeting.series_id
    return other.pk != meeting.replaced_by_id, not same_series


def event_values(meeting: Meeting, former: list[Rescheduling]) -> dict[str, str]:
    """For search engines, in the words of schema.org; times only where they are known."""
    days = meeting.known_date
    if days is None:
        return {}
    first, last = span(meeting)
    start = (first if meeting.start_time else days.earliest).isoformat()
    end = (last if meeting.end_time else days.latest).isoformat()
    status = "EventCancelled" if meeting.is_cancelled else "EventScheduled"
    if meeting.has_moved and not meeting.is_cancelled:
        status = "EventRescheduled"
    previous = _given_up_day(former) if status == "EventRescheduled" else ""
    status = f"https://schema.org/{status}"
    return {"start": start, "end": end, "status": status, "previous": previous}


def _given_up_day(former: list[Rescheduling]) -> str:
    """The day that the meeting had last; empty where that was not known to the day."""
    last = former[-1].former_date
    return last.day.isoformat() if last and last.day else ""

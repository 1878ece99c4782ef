"""Warning staff in time that they must decide whether a meeting with a minimum goes on."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from dates.values import write_weekday
from outbox.actions import Mail, queue
from outbox.models import Message

from . import emails
from .models import Meeting

WARNINGS = (7, 1)
"""Days before the date of the decision."""


def warn_of_decisions(now: datetime | None = None) -> None:
    """A week and a day before, once each; another date of the decision warns anew."""
    today = timezone.localdate(now)
    soon = {"decision_date__gte": today, "decision_date__lte": today + timedelta(max(WARNINGS))}
    meetings = Meeting.objects.planned().filter(minimum__isnull=False, **soon)
    due = {_key(meeting, today): meeting for meeting in meetings}
    written = set(Message.objects.filter(key__in=due).values_list("key", flat=True))
    queue(_warning(meeting, key) for key, meeting in due.items() if key not in written)


def _key(meeting: Meeting, today: date) -> str:
    left = (meeting.decision_date - today).days
    days = min(days for days in WARNINGS if left <= days)
    return f"meeting:{meeting.pk}:decision_warning:{days}:{meeting.decision_date}"


def _warning(meeting: Meeting, key: str) -> Mail:
    registered = meeting.registrations.confirmed().count()
    page = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    context = {
        **emails.meeting_values(meeting),
        "decision_date": write_weekday(meeting.decision_date),
        "registered": registered,
        "minimum": meeting.minimum,
        "missing": max(0, meeting.minimum - registered),
        "admin_url": emails.absolute(page),
    }
    to = settings.CONTACT["email"]
    return Mail(key=key, to=to, template="decision_warning", context=context)

"""When a meeting changed last, for feeds and the site map: the moment of its last history row."""

from datetime import date, datetime, time

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet


def with_change(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Adds `changed_at`, in the same query."""
    rows = Meeting.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    return meetings.annotate(changed_at=Subquery(rows.values("history_date")[:1]))


def changed_at(meeting: Meeting) -> datetime:
    """Without history, the beginning of its programme."""
    return meeting.changed_at or start_of(date(meeting.programme.first_year, 1, 1))


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

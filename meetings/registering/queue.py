"""The waiting list: whose turn it is, and for how long an offered place is kept."""

from datetime import datetime, timedelta

from django.utils import timezone

from .. import emails
from ..models import Meeting, Registration
from ..times import starts_at

TIME_TO_ACCEPT = timedelta(hours=48)
NO_OFFERS_BEFORE_START = timedelta(hours=1)


def fill_places(meeting: Meeting, *, now: datetime | None = None) -> int:
    """Offer every free place to the next who waits; call it under the lock of the meeting.

    Returns the number of offers made.
    """
    now = now or timezone.now()
    expires_at = offer_end(meeting, now)
    if expires_at is None or meeting.status != Meeting.Status.PLANNED:
        return 0
    next_ones = list(meeting.registrations.waiting()[: _free(meeting)])
    for registration in next_ones:
        registration.state = Registration.State.OFFERED
        registration.offer_expires_at = expires_at
        registration.save(update_fields=["state", "offer_expires_at"])
        registration.meeting = meeting
        emails.send_offer(registration)
    return len(next_ones)


def offer_end(meeting: Meeting, now: datetime) -> datetime | None:
    """48 hours, or half of the time that is left when that is less; none shortly before it."""
    start = starts_at(meeting)
    if start is None or start - now <= NO_OFFERS_BEFORE_START:
        return None
    return now + min(TIME_TO_ACCEPT, (start - now) / 2)


def position(registration: Registration) -> int:
    """The place on the waiting list, from 1."""
    ahead = registration.meeting.registrations.waiting().filter(pk__lt=registration.pk)
    return ahead.count() + 1


def _free(meeting: Meeting) -> int:
    occupancy = meeting.registrations.occupancy()
    if meeting.capacity is None:
        return occupancy["waiting"]
    return max(0, meeting.capacity - occupancy["taken"])

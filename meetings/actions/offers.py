"""Places that are offered to who waits: taking one, refusing it, and letting it go by.

Each action locks the meeting, as those of `registering` do, and asks first what it is now: an offer
does not outlive what it was for. All raise ValidationError with a sentence for the person.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .. import emails
from ..models import Meeting, Registration
from ..registering import queue
from .registering import State, give_up, lock_meeting, lock_registration


@transaction.atomic
def accept_offer(registration: Registration, *, now: datetime | None = None) -> Registration:
    """Take an offered place; twice is harmless. Refused once the meeting is not to come."""
    registration = lock_registration(registration)
    now = now or timezone.now()
    if why := queue.why_no_offers(registration.meeting, now):
        raise ValidationError(f"{why} U kunt geen plaats meer aannemen.")
    if registration.state == State.CONFIRMED:
        return registration
    if not queue.stands(registration, now):
        raise ValidationError(queue.why_lapsed(registration))
    registration.state, registration.offer_expires_at = State.CONFIRMED, None
    registration.save(update_fields=["state", "offer_expires_at"])
    emails.send_registered(registration)
    return registration


@transaction.atomic
def decline_offer(registration: Registration) -> Registration:
    """Say no to an offered place; it goes to the next who waits."""
    registration = lock_registration(registration)
    if registration.state != State.OFFERED:
        raise ValidationError("Er staat geen aanbod voor u open.")
    give_up(registration)
    return registration


def expire_offers(now: datetime) -> int:
    """Pass on the offers whose time is over; the number of those."""
    expired = Registration.objects.offers_expired(now)
    meetings = list(expired.order_by("meeting").values_list("meeting", flat=True).distinct())
    return sum(_expire_at(meeting, now) for meeting in meetings)


@transaction.atomic
def _expire_at(meeting_id: int, now: datetime) -> int:
    """All of one meeting together, so that the places go to who waited before they go back."""
    meeting = lock_meeting(Meeting(pk=meeting_id))
    if queue.why_no_offers(meeting, now):
        return queue.tend(meeting, now=now)
    missed = list(meeting.registrations.offers_expired(now))
    for registration in missed:
        registration.meeting = meeting
        queue.miss(registration, now)
    coming = queue.next_ones(meeting, now)
    for registration in missed:
        if registration not in coming:
            _tell_missed(registration, ahead=len(coming))
    queue.offer(coming, now)
    return len(missed)


def _tell_missed(registration: Registration, *, ahead: int) -> None:
    """`ahead` stand before him or her in the line for a moment still."""
    waits = registration.state == State.WAITING
    place = queue.position(registration) - ahead if waits else None
    emails.send_offer_expired(registration, position=place)


def fill_free_places(now: datetime) -> int:
    """Whatever made room: who waits beside free places is offered them. The number of offers.

    Also takes back or shortens what is offered at a meeting that changed unseen.
    """
    return sum(_tend_at(meeting, now) for meeting in queue.meetings_to_tend(now))


@transaction.atomic
def _tend_at(meeting_id: int, now: datetime) -> int:
    return queue.tend(lock_meeting(Meeting(pk=meeting_id)), now=now)

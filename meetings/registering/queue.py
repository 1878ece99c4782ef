"""The waiting list: whose turn it is, and for how long an offered place is kept.

Why it is so stands in docs/decisions/0017-the-waiting-list.md. What writes here is called under
the lock of the meeting.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from dates import office_hours

from .. import emails
from ..models import Meeting, Registration
from ..times import starts_at, why_over
from .occupancy import count_places

State = Registration.State
DAYS_TO_ACCEPT = 2
"""Working days."""
NO_OFFERS_BEFORE_START = timedelta(hours=1)
LEAST_TIME_TO_ACCEPT = timedelta(minutes=30)
SOON = timedelta(days=7)
"""Further away there is always an office hour left."""


def tend(meeting: Meeting, *, now: datetime | None = None) -> int:
    """Bring the queue in line with what the meeting is now; the number of offers made.

    Whatever changes a meeting ends here, so that no cause of room has to know of the queue.
    """
    now = now or timezone.now()
    if why_no_offers(meeting, now):
        take_back(meeting, now)
        return 0
    _shorten(meeting, now)
    return fill_places(meeting, now=now)


def fill_places(meeting: Meeting, *, now: datetime | None = None) -> int:
    """Offer every free place to the next who waits. Returns the number of offers made."""
    now = now or timezone.now()
    coming = next_ones(meeting, now)
    offer(coming, now)
    return len(coming)


def next_ones(meeting: Meeting, now: datetime) -> list[Registration]:
    """Whose turn it is: as many as there are free places that can still be offered."""
    if offer_end(meeting, now) is None:
        return []
    waiting = meeting.registrations.waiting().select_related("organisation")
    next_ones = list(waiting[: _free(meeting)])
    for registration in next_ones:
        registration.meeting = meeting
    return next_ones


def offer(registrations: Iterable[Registration], now: datetime) -> None:
    for registration in registrations:
        registration.state = State.OFFERED
        registration.offer_expires_at = offer_end(registration.meeting, now)
        registration.save(update_fields=["state", "offer_expires_at"])
        emails.send_offer(registration)


def offer_end(meeting: Meeting, now: datetime) -> datetime | None:
    """Two working days, or half of the time that is left when that is less; within office hours
    and before the beginning. None where nothing can be offered, or no such moment is left."""
    start = starts_at(meeting)
    if start is None or why_no_offers(meeting, now) or start - now <= NO_OFFERS_BEFORE_START:
        return None
    wanted = min(office_hours.working_days_later(now, DAYS_TO_ACCEPT), now + (start - now) / 2)
    ends = (
        office_hours.first_from(wanted),
        office_hours.first_from(wanted, begin=office_hours.OPENS),
        office_hours.last_until(wanted),
    )
    fitting = (end.replace(second=0, microsecond=0) for end in ends if end < start)
    return next((end for end in fitting if end - now >= LEAST_TIME_TO_ACCEPT), None)


def why_no_offers(meeting: Meeting, now: datetime) -> str:
    """One sentence where no place can be offered or accepted now; empty where one can."""
    if over := why_over(meeting, now):
        return over
    return "" if starts_at(meeting) else "De dag van deze bijeenkomst is nog niet bekend."


def stands(registration: Registration, now: datetime) -> bool:
    """Whether there is an offer that can be accepted now."""
    if registration.state != State.OFFERED or registration.offer_expires_at <= now:
        return False
    return not why_no_offers(registration.meeting, now)


def why_lapsed(registration: Registration) -> str:
    """Why what was offered cannot be taken any more, and where that leaves someone."""
    if registration.state == State.OFFERED:
        return "Dit aanbod is verlopen. U komt weer op de wachtlijst, achteraan."
    if registration.state == State.WAITING:
        return "Dit aanbod geldt niet meer. U staat op de wachtlijst."
    return (
        "U hebt al geantwoord, of de tijd is verlopen. U kunt zich opnieuw aanmelden op de pagina "
        "van de bijeenkomst."
    )


MISSED = ("state", "offer_expires_at", "offers_missed", "behind", "waiting_since")


def miss(registration: Registration, now: datetime) -> None:
    """To the end of the list; after the last offer off it, which who has no mail cannot miss."""
    is_off = registration.is_last_offer and bool(registration.email)
    registration.state = State.CANCELLED if is_off else State.WAITING
    registration.offers_missed += bool(registration.email)
    registration.offer_expires_at, registration.waiting_since = None, now
    registration.behind = registration.meeting.registrations.aggregate(last=Max("id"))["last"]
    registration.save(update_fields=MISSED)


def take_back(meeting: Meeting, now: datetime) -> None:
    """The meeting is not what was offered any more: each waits again where he or she stood.

    Of a cancelled meeting who gave an address hears already; after one that was held there is
    nothing to offer.
    """
    for registration in _offered(meeting):
        registration.state, registration.offer_expires_at = State.WAITING, None
        registration.save(update_fields=["state", "offer_expires_at"])
        is_told = meeting.is_cancelled and registration.email
        if meeting.status != Meeting.Status.HELD and not is_told:
            registration.meeting = meeting
            why, waits = why_no_offers(meeting, now), not why_over(meeting, now)
            emails.send_offer_taken_back(registration, why, waits=waits)


def who_hears(meeting: Meeting, now: datetime) -> set[int]:
    """Whom `tend` is about to mail; another mail of that moment says not how they stand."""
    if meeting.status != Meeting.Status.PLANNED:
        return set()
    if why_no_offers(meeting, now):
        return set(_offered(meeting).values_list("pk", flat=True))
    hurried = _offered(meeting).filter(offer_expires_at__gt=starts_at(meeting))
    coming = (registration.pk for registration in next_ones(meeting, now))
    return {*hurried.values_list("pk", flat=True), *coming}


def _shorten(meeting: Meeting, now: datetime) -> None:
    """The meeting came nearer: no offer outlives its beginning. Where no moment in office hours
    is left it ends at the beginning itself: what was offered is not taken away for that."""
    start = starts_at(meeting)
    for registration in _offered(meeting).filter(offer_expires_at__gt=start):
        registration.meeting = meeting
        registration.offer_expires_at = offer_end(meeting, now) or start
        registration.save(update_fields=["offer_expires_at"])
        emails.send_offer(registration, shortened=True)


def meetings_to_tend(now: datetime) -> list[int]:
    """Where people wait beside free places, or hold an offer that cannot stand; two queries."""
    waiting = _with_room(now)
    offers = Registration.objects.offered().select_related("meeting")
    found = [meeting.pk for meeting in waiting if offer_end(meeting, now)]
    found += [each.meeting_id for each in offers if _has_outlived(each, now)]
    return sorted(set(found))


def too_late_to_offer(now: datetime) -> list[int]:
    """Where people wait beside free places until after the last moment at which one can ask them;
    in one query. What is left is to ring them."""
    soon = _with_room(now).filter(date_earliest__lte=timezone.localdate(now) + SOON)
    return [
        meeting.pk
        for meeting in soon
        if starts_at(meeting) and not why_no_offers(meeting, now) and not offer_end(meeting, now)
    ]


def _with_room(now: datetime) -> QuerySet:
    """Meetings where people wait beside free places."""
    upcoming = Meeting.objects.upcoming(timezone.localdate(now)).with_occupancy()
    free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    return upcoming.filter(free, waiting__gt=0)


def _has_outlived(offered: Registration, now: datetime) -> bool:
    """Whether the meeting is not what it was when the place was offered."""
    if why_no_offers(offered.meeting, now):
        return True
    return offered.offer_expires_at > starts_at(offered.meeting)


def position(registration: Registration) -> int:
    """The place on the waiting list, from 1."""
    return places_in_line([registration.meeting_id])[registration.pk]


def places_in_line(meetings: Iterable[int]) -> dict[int, int]:
    """The place of everyone who waits at one of these meetings, from 1; in one query."""
    waiting = Registration.objects.waiting().filter(meeting__in=meetings)
    places: dict[int, int] = {}
    in_front: Counter[int] = Counter()
    for pk, meeting in waiting.values_list("pk", "meeting"):
        in_front[meeting] += 1
        places[pk] = in_front[meeting]
    return places


def _offered(meeting: Meeting) -> QuerySet:
    return meeting.registrations.offered()


def _free(meeting: Meeting) -> int:
    counted = count_places(meeting)
    if meeting.capacity is None:
        return counted["waiting"]
    return max(0, meeting.capacity - counted["taken"])

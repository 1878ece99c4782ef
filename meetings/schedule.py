"""What happens by itself as time goes by; the worker does each of `JOBS` every minute.

Everything here can be done twice without harm: mails have keys, states are checked under a lock.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from . import actions, emails
from .actions import evaluating
from .actions.evaluating import give_tickets
from .decision import warn_of_decisions
from .models import Meeting, Registration
from .needs import erase_needs
from .registration_querysets import RegistrationQuerySet
from .times import has_ended, span

REMINDERS = (7, 1)
"""Days before the meeting."""
THANKS_FOR = timedelta(days=7)
"""Thanks go to who was at a meeting of at most this long ago."""


def expire_offers(now: datetime | None = None) -> int:
    return actions.expire_offers(now or timezone.now())


def fill_free_places(now: datetime | None = None) -> int:
    """The net under `registering.queue.tend`: what changed a meeting past every action."""
    return actions.fill_free_places(now or timezone.now())


def send_reminders(now: datetime | None = None) -> None:
    """A week and a day before, once each, to those who were registered by then."""
    now = now or timezone.now()
    for meeting in _planned_within(now, days=max(REMINDERS)):
        days = _reminder_due(meeting, now)
        if days is not None:
            emails.send_reminders(_to_remind(meeting, days), days=days)


def _planned_within(now: datetime, *, days: int) -> Iterator[Meeting]:
    today = timezone.localdate(now)
    known = Meeting.objects.planned().filter(
        date_earliest__gte=today, date_earliest__lte=today + timedelta(days=days)
    )
    return (meeting for meeting in known if meeting.has_known_day)


def _reminder_due(meeting: Meeting, now: datetime) -> int | None:
    """The reminder whose time has come, the nearest one; None before a week and after the start."""
    left = span(meeting)[0] - now
    due = [days for days in REMINDERS if timedelta() < left <= timedelta(days=days)]
    return min(due, default=None)


def _to_remind(meeting: Meeting, days: int) -> Iterator[Registration]:
    moment = span(meeting)[0] - timedelta(days=days)
    known = meeting.registrations.confirmed().filter(created_at__lt=moment)
    cause = emails.reminder_cause(meeting, days)
    return _of(meeting, emails.not_yet_mailed(known, "reminder", cause))


def send_thanks(now: datetime | None = None) -> None:
    """After a meeting that was held: thanks, with the evaluation, to whoever was there.

    Who is on the list at the door gets them as soon as the meeting is over. Where no list is kept,
    who had a place gets them the day after; until then the list may still come.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    for meeting in Meeting.objects.held().filter(date_latest__gte=today - THANKS_FOR):
        if has_ended(meeting, now):
            no_list = today > meeting.date.latest
            there = meeting.registrations.to_thank(where_no_list_is_kept=no_list)
            _thank(meeting, there)


def thank_who_may_have_come(meeting: Meeting) -> None:
    """What holding it leads to, for staff to see beforehand: nobody is absent yet."""
    people = meeting.registrations.to_thank(where_no_list_is_kept=True)
    unmarked = meeting.registrations.registered().filter(attended__isnull=True)
    may_have_come = people if meeting.list_closed_at else people | unmarked
    _thank(meeting, may_have_come)


@transaction.atomic
def _thank(meeting: Meeting, people: RegistrationQuerySet) -> None:
    """The mail and the ticket that its link is of, together."""
    to_mail = list(_of(meeting, emails.not_yet_mailed(people, "thanks")))
    if to_mail:
        give_tickets(to_mail)
        emails.send_thanks(meeting, to_mail)


def _of(meeting: Meeting, registrations: RegistrationQuerySet) -> Iterator[Registration]:
    """Each with this meeting, so that it is not fetched again for every one."""
    for registration in registrations.select_related("organisation"):
        registration.meeting = meeting
        yield registration


def drop_tickets(now: datetime | None = None) -> None:
    evaluating.drop_tickets(timezone.localdate(now))


JOBS = (
    expire_offers,
    fill_free_places,
    send_reminders,
    send_thanks,
    warn_of_decisions,
    erase_needs,
    drop_tickets,
)

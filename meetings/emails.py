"""The mails about a meeting: which cause sends which mail, and the values they hold.

Each cause has its key, so that nobody gets the same mail twice. Keys begin with
"registration:<pk>:" so that what is queued for a registration can be withdrawn.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from outbox.actions import Mail, queue
from outbox.models import Message
from programme.dates import ApproximateDate, write, write_day

from . import links
from .models import Meeting, Registration
from .registration_querysets import RegistrationQuerySet
from .times import ends_at, starts_at


def send_registered(registration: Registration) -> None:
    """Confirmation, or the message that one is on the waiting list."""
    waiting = registration.state == Registration.State.WAITING
    _send(registration, "waiting" if waiting else "confirmation", with_event=not waiting)


def send_again(registration: Registration) -> None:
    """To someone who registers with a known address: the link, at most once a day."""
    _send(registration, "registered_before", cause=f"{timezone.localdate():%Y%m%d}")


def send_withdrawn(registration: Registration) -> None:
    withdraw_queued(registration)
    _send(registration, "withdrawn", cause=_moment(), with_event=True, cancelled=True)


def send_offer(registration: Registration) -> None:
    """A place came free; the mail says until when it is kept."""
    until = timezone.localtime(registration.offer_expires_at)
    extra = {
        "offer_until": f"{write_day(until)}, {until:%H.%M} uur",
        "offer_url": absolute(links.url_of(registration, "offer")),
    }
    _send(registration, "offer", cause=until.isoformat(), extra=extra)


def send_offer_expired(registration: Registration) -> None:
    _send(registration, "offer_expired", cause=_moment())


def send_moved(
    registrations: Iterable[Registration], former: ApproximateDate | None, move: int
) -> None:
    """To all who are registered or wait: the old and the new date, and a link to keep or not."""
    for registration in registrations:
        extra = {
            "former_date": write(former),
            "keep_url": absolute(links.url_of(registration, "keep")),
        }
        confirmed = registration.state == Registration.State.CONFIRMED
        _send(registration, "moved", cause=str(move), extra=extra, with_event=confirmed)


def send_meeting_cancelled(
    registrations: Iterable[Registration], sister: Meeting | None = None
) -> None:
    """To all who are registered or wait: it is off, and perhaps a place in a sister meeting."""
    for registration in registrations:
        withdraw_queued(registration)
        extra = _sister_values(registration, sister) if sister else {}
        confirmed = registration.state == Registration.State.CONFIRMED
        cause = str(registration.meeting.calendar_sequence)
        _send(registration, "cancelled", cause=cause, extra=extra, with_event=confirmed)


def send_reinstated(registrations: Iterable[Registration]) -> None:
    """A cancelled meeting goes on after all."""
    for registration in registrations:
        cause = str(registration.meeting.calendar_sequence)
        confirmed = registration.state == Registration.State.CONFIRMED
        _send(registration, "reinstated", cause=cause, with_event=confirmed)


def send_date_corrected(registrations: Iterable[Registration], correction: int) -> None:
    for registration in registrations:
        _send(registration, "corrected", cause=str(correction), with_event=True)


def send_reminder(registration: Registration, *, days: int) -> None:
    """Once a week before and once a day before; the date is part of the cause, so a meeting that
    moves reminds anew."""
    cause = reminder_cause(registration.meeting, days)
    _send(registration, "reminder", cause=cause, extra={"days": days})


def reminder_cause(meeting: Meeting, days: int) -> str:
    return f"{days}:{meeting.date_earliest}"


def not_yet_mailed(
    registrations: RegistrationQuerySet, template: str, cause: str = ""
) -> RegistrationQuerySet:
    """Those with an address that did not get this mail for this cause."""
    key = Concat(
        Value("registration:"), Cast(OuterRef("pk"), TextField()), Value(f":{template}:{cause}")
    )
    mailed = Message.objects.filter(key=key)
    return registrations.exclude(email="").exclude(Exists(mailed))


def send_thanks(registration: Registration) -> None:
    extra = {"evaluation_url": absolute(links.evaluation_url(registration.meeting))}
    _send(registration, "thanks", extra=extra)


def withdraw_queued(registration: Registration) -> None:
    Message.objects.all().withdraw(f"registration:{registration.pk}:")


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def _send(
    registration: Registration,
    template: str,
    *,
    cause: str = "",
    extra: dict | None = None,
    with_event: bool = False,
    cancelled: bool = False,
) -> None:
    context = {"name": registration.name, **meeting_values(registration.meeting), **(extra or {})}
    context["manage_url"] = absolute(links.url_of(registration))
    if with_event and starts_at(registration.meeting):
        context["event"] = event_values(registration.meeting, cancelled=cancelled)
    key = f"registration:{registration.pk}:{template}:{cause}"
    queue([Mail(key=key, to=registration.email, template=template, context=context)])


def meeting_values(meeting: Meeting) -> dict[str, str]:
    """What every mail about a meeting says of it."""
    return {
        "title": meeting.title,
        "when": when(meeting),
        "place": ", ".join(part for part in (meeting.venue, meeting.place) if part),
        "route": meeting.route,
        "accessibility": meeting.accessibility,
        "meeting_contact": meeting.contact,
        "meeting_url": absolute(meeting.get_absolute_url()),
    }


def when(meeting: Meeting) -> str:
    """12 maart 2027, 13.00 tot 16.00 uur"""
    text = write(meeting.date)
    if meeting.start_time and meeting.end_time:
        return f"{text}, {meeting.start_time:%H.%M} tot {meeting.end_time:%H.%M} uur"
    return f"{text}, {meeting.start_time:%H.%M} uur" if meeting.start_time else text


def event_values(meeting: Meeting, *, cancelled: bool = False) -> dict:
    """The meeting for a calendar file; the same uid for ever, a sequence that only rises."""
    return {
        "uid": f"{meeting.slug}@routekaart",
        "sequence": meeting.calendar_sequence,
        "summary": meeting.title,
        "start": starts_at(meeting).isoformat(),
        "end": ends_at(meeting).isoformat(),
        "location": ", ".join(part for part in (meeting.venue, meeting.place) if part),
        "url": absolute(meeting.get_absolute_url()),
        "cancelled": cancelled or meeting.is_cancelled,
    }


def _sister_values(registration: Registration, sister: Meeting) -> dict[str, str]:
    return {
        "sister_title": sister.title,
        "sister_when": when(sister),
        "transfer_url": absolute(links.url_of(registration, "transfer")) + f"?naar={sister.slug}",
    }


def _moment() -> str:
    return f"{timezone.now():%Y%m%d%H%M%S%f}"

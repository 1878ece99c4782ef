"""The mails about a meeting: which cause sends which mail, and the values it holds.

Each cause has its key, so that nobody gets the same mail twice. Keys begin with
"registration:<pk>:" so that what is queued for a registration can be withdrawn.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from outbox.actions import Mail, queue
from outbox.models import Message
from privacy.links import confirm_url
from privacy.models import Consent, PendingConsent

from . import consent_mails, links
from .calendar_events import event_taken_back, event_values, has_a_day
from .links import absolute
from .mail_values import (
    Before,
    before,
    changes,
    greeting_name,
    how_it_stands,
    meeting_values,
    offer_end_in_words,
    person_values,
    when,
)
from .models import Meeting, Registration, Rescheduling
from .registration_querysets import RegistrationQuerySet
from .times import is_past, registration_is_open

__all__ = ["absolute", "before", "event_values", "greeting_name", "meeting_values", "when"]


def send_registered(registration: Registration, asked: Sequence[PendingConsent] = ()) -> None:
    """Confirmation, or the message that one is on the waiting list; with links to confirm what
    else was asked for."""
    values = {"extra": _consent_values(asked), "with_event": has_a_place(registration)}
    _send(registration, _template_of(registration), **values)


def send_all_registered(registrations: Sequence[Registration]) -> None:
    """As `send_registered`, to each who gave an address."""
    to_mail = [each for each in registrations if each.email]
    for start in range(0, len(to_mail), 500):
        queue(
            _mail(each, _template_of(each), with_event=has_a_place(each))
            for each in to_mail[start : start + 500]
        )


def send_as_it_stands(registration: Registration) -> None:
    """To an address that was mended: what the one before got last, with a link of its own."""
    if registration.state == Registration.State.OFFERED:
        send_offer(registration)
    else:
        values = {"cause": _moment(), "with_event": has_a_place(registration)}
        _send(registration, _template_of(registration), **values)


def _template_of(registration: Registration) -> str:
    waiting = registration.state == Registration.State.WAITING
    return "waiting" if waiting else "confirmation"


def send_again(registration: Registration, asked: Sequence[PendingConsent] = ()) -> None:
    """To someone who registers with a known address: the link, at most once a day."""
    cause = f"{timezone.localdate():%Y%m%d}"
    offered = registration.state == Registration.State.OFFERED
    extra = _consent_values(asked) | (_offer_values(registration) if offered else {})
    _send(registration, "registered_before", cause=cause, extra=extra)


def send_my_registrations(
    registrations: Sequence[Registration], *, to: str = "", consents: Sequence[Consent] = ()
) -> None:
    """All links of one address, to that address only; at most once an hour."""
    to = to or registrations[0].email
    context = {
        "name": greeting_name(registrations[0].name) if registrations else "",
        "registrations": [_own(r) for r in registrations],
        "consents": consent_mails.listed(consents),
    }
    key = f"my_registrations:{salted_hmac('meetings.my_registrations', to).hexdigest()}"
    key += f":{timezone.localtime():%Y%m%d%H}"
    queue([Mail(key=key, to=to, template="my_registrations", context=context)])


def send_withdrawn(registration: Registration, *, had_place: bool) -> None:
    """Who only waited, or said no to a place, has nothing of it in a calendar."""
    withdraw_queued(registration)
    extra = {"can_register": registration_is_open(registration.meeting, timezone.now())}
    values = {"extra": extra, "with_event": had_place, "cancelled": True}
    _send(registration, "withdrawn", cause=_moment(), **values)


def send_offer(registration: Registration, *, shortened: bool = False) -> None:
    """A place came free; the mail says until when it is kept, and what comes of not answering."""
    extra = {
        **_offer_values(registration),
        "shortened": shortened,
        "missed": registration.offers_missed,
        "is_last": registration.is_last_offer,
    }
    withdraw_queued(registration, "offer")
    if registration.email:
        _send(registration, "offer", cause=_moment(), extra=extra)
    else:
        _tell_staff(registration, {"offer_until": extra["offer_until"]})


def _tell_staff(registration: Registration, extra: dict[str, Any]) -> None:
    """Who gave no address hears of an offer, and of its end, from staff; no name, the page of the
    admin has that."""
    page = reverse("admin:meetings_registration_change", args=[registration.pk])
    context = {
        **meeting_values(registration.meeting),
        **extra,
        "admin_url": absolute(page),
    }
    key = f"registration:{registration.pk}:offer_by_phone:{_moment()}"
    to = settings.CONTACT["email"]
    queue([Mail(key=key, to=to, template="offer_by_phone", context=context)])


def send_offer_expired(registration: Registration, *, position: int | None = None) -> None:
    """No answer came in time: the place on the list now, or None where it was the last offer."""
    withdraw_queued(registration, "offer")
    can_register = registration_is_open(registration.meeting, timezone.now())
    extra = {"position": position, "can_register": can_register}
    _send(registration, "offer_expired", cause=_moment(), extra=extra)


def send_offer_taken_back(registration: Registration, why: str, *, waits: bool) -> None:
    """The meeting changed so that the offer cannot stand; while it may come, the turn does. Of who
    gave no address staff hear it, as they were asked to ring."""
    withdraw_queued(registration, "offer")
    extra = {"taken_back": why, "waits": waits}
    if registration.email:
        _send(registration, "offer_expired", cause=_moment(), extra=extra)
    else:
        _tell_staff(registration, extra)


def send_moved(
    registrations: Iterable[Registration], former: Before, *, move: int, reason: str = ""
) -> None:
    """To all who are registered or wait: the old and the new date, why, and to who has a place a
    link to keep it or not; not while there is no day to say yes to.

    A reminder of the old date that did not go yet is taken back.
    """
    mails = []
    for registration in registrations:
        withdraw_queued(registration, "reminder")
        extra = {"former_when": former.when, "reason": reason}
        if has_a_place(registration) and has_a_day(registration.meeting):
            extra["keep_url"] = absolute(links.url_of(registration, "keep"))
        mails.append(_mail_to_all(registration, "moved", former, cause=str(move), extra=extra))
    queue(mails)


def send_new_day(
    registrations: Iterable[Registration], move: Rescheduling, *, sequence: int
) -> None:
    """A meeting that moved without a day has one now: the end of that move, told as one."""
    former_when = move.former_date.in_full if move.former_date else ""
    mails = []
    for registration in registrations:
        extra = {"former_when": former_when, "reason": move.reason, "had_no_day": True}
        if has_a_place(registration):
            extra["keep_url"] = absolute(links.url_of(registration, "keep"))
        cause = f"{move.pk}:{sequence}"
        mails.append(_mail_to_all(registration, "moved", cause=cause, extra=extra))
    queue(mails)


def send_meeting_cancelled(
    registrations: Iterable[Registration], sister: Meeting | None = None
) -> None:
    """To all who are registered or wait: it is off, and perhaps a place in a sister meeting, or one
    on its waiting list."""
    mails = []
    is_full = sister and not Meeting.objects.with_room().filter(pk=sister.pk).exists()
    for registration in registrations:
        withdraw_queued(registration)
        extra: dict[str, object] = _why_off(registration.meeting)
        if sister:
            extra |= {**_sister_values(registration, sister), "sister_is_full": is_full}
        cause = str(registration.meeting.calendar_sequence)
        mails.append(_mail_to_all(registration, "cancelled", cause=cause, extra=extra))
    queue(mails)


def send_reinstated(registrations: Iterable[Registration]) -> None:
    """A cancelled meeting goes on after all."""
    queue(
        _mail_to_all(registration, "reinstated", cause=str(registration.meeting.calendar_sequence))
        for registration in registrations
    )


def send_date_corrected(
    registrations: Iterable[Registration], former: Before, *, correction: int
) -> None:
    extra = {"former_when": former.when}
    mails = ("corrected", former)
    queue(_mail_to_all(each, *mails, cause=str(correction), extra=extra) for each in registrations)


def send_changed(registrations: Iterable[Registration], former: Before, *, change: int) -> None:
    """What about the meeting is not as it was, and how it was."""
    queue(
        _mail_to_all(each, "changed", cause=str(change), extra=changes(each.meeting, former))
        for each in registrations
    )


def send_reminders(registrations: Iterable[Registration], *, days: int) -> None:
    """Once a week before and once a day before; the date is part of the cause, so a meeting that
    moves reminds anew."""
    queue(
        _mail(each, "reminder", cause=reminder_cause(each.meeting, days), extra={"days": days})
        for each in registrations
    )


def reminder_cause(meeting: Meeting, days: int) -> str:
    return f"{days}:{meeting.date_earliest}"


def not_yet_mailed(
    registrations: RegistrationQuerySet, template: str, cause: str = ""
) -> RegistrationQuerySet:
    """Those with an address that did not get this mail for this cause."""
    key = Concat(
        Value("registration:"),
        Cast(OuterRef("pk"), TextField()),
        Value(f":{template}:{cause}"),
        output_field=TextField(),
    )
    mailed = Message.objects.filter(key=key)
    return registrations.exclude(email="").exclude(Exists(mailed))


def send_thanks(_meeting: Meeting, registrations: Iterable[Registration]) -> None:
    """Each with an own link to the evaluation, which works once."""
    queue(
        _mail(each, "thanks", extra={"evaluation_url": absolute(links.ticket_url(each))})
        for each in registrations
    )


def send_from_staff(
    registrations: Iterable[Registration], *, subject: str, text: str, cause: str
) -> None:
    """What staff wrote to a selection; `cause` names that one writing, so nobody gets it twice."""
    extra = {"subject": subject, "paragraphs": text.split("\n\n")}
    queue(_mail(each, "from_staff", cause=cause, extra=extra) for each in registrations)


def withdraw_queued(registration: Registration, template: str = "") -> None:
    """Take back what did not go yet; of one kind, or all."""
    kind = f"{template}:" if template else ""
    Message.objects.all().withdraw(f"registration:{registration.pk}:{kind}")


def _send(registration: Registration, template: str, **values: Any) -> None:
    queue([_mail(registration, template, **values)])


def has_a_place(registration: Registration) -> bool:
    return registration.state == Registration.State.CONFIRMED


def _mail_to_all(
    registration: Registration, template: str, former: Before | None = None, **values: Any
) -> Mail:
    """To who is registered or waits: only for those with a place it belongs in the calendar. A day
    that is given up before there is another leaves it."""
    in_calendar = has_a_place(registration)
    mail = _mail(registration, template, with_event=in_calendar, **values)
    if registration.hears_more:
        mail.context["hears_more"] = True
    if in_calendar and former and former.event and not has_a_day(registration.meeting):
        mail.context["event"] = event_taken_back(former.event, registration.meeting)
    return mail


def _mail(
    registration: Registration,
    template: str,
    *,
    cause: str = "",
    extra: dict | None = None,
    with_event: bool = False,
    cancelled: bool = False,
) -> Mail:
    meeting = registration.meeting
    context = {
        **person_values(registration),
        **meeting_values(meeting),
        "manage_url": absolute(links.url_of(registration)),
        **(extra or {}),
    }
    if with_event and has_a_day(meeting):
        context["event"] = event_values(meeting, cancelled=cancelled)
    key = f"registration:{registration.pk}:{template}:{cause}"
    return Mail(key=key, to=registration.email, template=template, context=context)


def _offer_values(registration: Registration) -> dict[str, str]:
    return {
        "offer_until": offer_end_in_words(registration),
        "offer_url": absolute(links.url_of(registration, "offer")),
    }


def _why_off(meeting: Meeting) -> dict[str, object]:
    """In the words of the site; "anders" tells nobody anything."""
    vague = meeting.cancellation_reason == Meeting.CancellationReason.OTHER
    reason = "" if vague else meeting.get_cancellation_reason_display()
    return {"reason": reason, "is_past": is_past(meeting, timezone.now())}


def _sister_values(registration: Registration, sister: Meeting) -> dict[str, str]:
    return {
        "sister_title": sister.title,
        "sister_when": when(sister),
        "transfer_url": absolute(links.url_of(registration, "transfer")) + f"?naar={sister.slug}",
    }


def _own(registration: Registration) -> dict[str, str]:
    return {
        "title": registration.meeting.title,
        "when": when(registration.meeting),
        "place": registration.meeting.place,
        "state": how_it_stands(registration),
        "url": absolute(links.url_of(registration)),
    }


def _consent_values(asked: Sequence[PendingConsent]) -> dict:
    if not asked:
        return {}
    return {"consent_urls": [{"text": p.text, "url": absolute(confirm_url(p))} for p in asked]}


def _moment() -> str:
    return f"{timezone.now():%Y%m%d%H%M%S%f}"

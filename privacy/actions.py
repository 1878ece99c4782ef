"""Asking for, giving and taking back a consent."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .declarations import Door
from .models import Consent, PendingConsent


@transaction.atomic
def give_consent(
    *,
    purpose: str,
    text: str,
    how: str,
    email: str = "",
    at: datetime | None = None,
    valid_until: date | None = None,
) -> Consent:
    """Record a yes to exactly the text that was shown; who gave it hears so, see `at_giving`."""
    given_at = at or timezone.now()
    if timezone.localdate(given_at) > timezone.localdate():
        sentence = "Dit moment is nog niet geweest. Controleer dag en jaar."
        raise ValidationError({"given_at": sentence})
    consent = Consent(
        purpose=purpose,
        email=email.lower(),
        text=text,
        how=how,
        given_at=given_at,
        valid_until=valid_until,
    )
    consent.full_clean()
    consent.save()
    for tell in _at_giving if consent.email else ():
        tell(consent)
    return consent


def ask_consents(*, email: str, texts: dict[str, str]) -> list[PendingConsent]:
    """Note, per purpose, the text someone ticked; it counts once confirmed from that address."""
    asked = [
        PendingConsent(purpose=purpose, email=email.lower(), text=text)
        for purpose, text in texts.items()
    ]
    return PendingConsent.objects.bulk_create(asked)


@transaction.atomic
def confirm_consent(pending: PendingConsent) -> Consent:
    """What follows from it is done in the same moment, see `at_confirmation`.

    Raises ValidationError where it was confirmed before, or too late.
    """
    found = PendingConsent.objects.open(timezone.now()).filter(pk=pending.pk)
    if not found.delete()[0]:
        raise ValidationError("Deze toestemming was al bevestigd, of de link is verlopen.")
    given = {"purpose": pending.purpose, "text": pending.text, "email": pending.email}
    consent = give_consent(**given, how=Consent.How.LINK)
    if go_on := _at_confirmation.get(consent.purpose):
        go_on(consent)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent) -> None:
    """What was kept on the ground of it goes in the same moment, see `at_withdrawal`.

    Raises ValidationError where it was withdrawn before.
    """
    standing = Consent.objects.standing().filter(pk=consent.pk)
    if not standing.update(withdrawn_at=timezone.now()):
        raise ValidationError("Deze toestemming was al ingetrokken.")
    if let_go := _at_withdrawal.get(consent.purpose):
        let_go(consent)


@transaction.atomic
def replace_consent(before: Consent, *, by: Consent) -> None:
    """End one for which another came in its place. Links from mails about the former then lead to
    the latter, so that who takes it back by an old mail takes back what stands.

    The caller has moved what rested on it. Raises ValidationError where it was withdrawn before.
    """
    Consent.objects.filter(pk=before.pk).update(replaced_by=by)
    withdraw_consent(before)


def end_consents(now: datetime) -> int:
    """Take back what was given until a day that is past, as the person would; the worker does it.

    Doing it twice ends nothing more.
    """
    over = Consent.objects.standing().filter(valid_until__lt=timezone.localdate(now))
    number = 0
    for consent in list(over):
        with suppress(ValidationError):  # the person took it back at this moment
            withdraw_consent(consent)
            number += 1
    return number


_at_giving: list[Callable[[Consent], None]] = []


def at_giving(tell: Callable[[Consent], None]) -> None:
    """Said by the app above that mails the link by which a consent is taken back."""
    _at_giving.append(tell)


_at_confirmation: dict[str, Callable[[Consent], None]] = {}
_ways_on: dict[str, Callable[[Consent], Door]] = {}


def at_confirmation(
    purpose: str, go_on: Callable[[Consent], None], way_on: Callable[[Consent], Door]
) -> None:
    """Said by the app above in which something begins with such a consent, and where it goes on."""
    _at_confirmation[purpose] = go_on
    _ways_on[purpose] = way_on


def way_on(consent: Consent) -> Door | None:
    """The page on which somebody goes on who confirmed this just now."""
    way = _ways_on.get(consent.purpose)
    return way(consent) if way else None


_at_withdrawal: dict[str, Callable[[Consent], None]] = {}


def at_withdrawal(purpose: str, let_go: Callable[[Consent], None]) -> None:
    """Said by the app above that keeps something on the ground of such a consent."""
    _at_withdrawal[purpose] = let_go

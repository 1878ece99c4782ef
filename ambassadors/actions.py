"""How someone comes forward, becomes an ambassador, pauses, and stops being one.

Interested, ambassador, pausing, left: each step is written to the history with who took it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from backoffice.locking import lock
from backoffice.records import record_change
from backoffice.replacing import user_of
from dates.values import ApproximateDate
from privacy.actions import give_consent, withdraw_consent
from privacy.models import Consent
from programme.matching import organisation_called
from programme.models import Organisation, Programme

from . import emails
from .models import Ambassador
from .texts import TEXTS

State = Ambassador.State
CLOSED = "U kunt zich nu niet aanmelden. Probeer het later opnieuw."
IN_OTHER_STATE = "Dit kan niet meer: de stand van deze ambassadeur is intussen veranderd."
WITHOUT_NAME = "Deze belangstellende heeft nog geen naam ingevuld. Neem eerst contact op."


@transaction.atomic
def enrol(
    *,
    programme: Programme,
    name: str,
    email: str,
    consent_text: str,
    organisation: Organisation | None = None,
    joined: ApproximateDate | None = None,
    consented_at: datetime | None = None,
    **profile: Any,
) -> Ambassador:
    """Make someone an ambassador, with the consent to the text that he or she was shown; the
    link to take it back goes by mail."""
    consent = give_consent(
        purpose=Consent.Purpose.AMBASSADOR,
        text=consent_text,
        how=Consent.How.STAFF,
        email=email,
        at=consented_at,
    )
    ambassador = Ambassador(
        programme=programme,
        name=name,
        email=email.lower(),
        organisation=organisation,
        joined=joined,
        consent=consent,
        state=State.AMBASSADOR,
        **profile,
    )
    ambassador.full_clean()
    ambassador.save()
    return ambassador


@transaction.atomic
def come_forward(*, email: str, consents: Mapping[str, str], **profile: Any) -> Ambassador:
    """Somebody who reads the mail of this address says who he or she is, and yes to each text.

    Who left before is interested again, with a new consent; the row and what was done stay one.
    Who sends the form twice said it once. Raises ValidationError where there is no programme.
    """
    _programme_in_turn()
    before = Ambassador.objects.of_address(email).active().exclude(name="").first()
    if before:
        return before
    given = {
        purpose: give_consent(purpose=purpose, text=text, how=Consent.How.LINK, email=email)
        for purpose, text in consents.items()
    }
    ambassador = be_interested(given[Consent.Purpose.AMBASSADOR])
    update_profile(ambassador, **profile)
    return ambassador


@transaction.atomic
def be_interested(consent: Consent) -> Ambassador:
    """What follows from the consent, also from the tick at a registration for a meeting."""
    programme = _programme_in_turn()
    known = Ambassador.objects.of_address(consent.email)
    ambassador = known.active().first() or known.filter(programme=programme).first()
    if ambassador is None:
        ambassador = Ambassador(programme=programme, email=consent.email)
    if ambassador.state == State.LEFT or ambassador._state.adding:
        ambassador.state, ambassador.state_since = State.INTERESTED, timezone.localdate()
    ambassador.consent = consent
    ambassador._change_reason = "zelf aangemeld"
    ambassador.full_clean()
    ambassador.save()
    return ambassador


def _programme_in_turn() -> Programme:
    """The latest one, locked: two that come from one address at once come in turn."""
    programme = Programme.objects.order_by("-last_year", "-pk").first()
    if programme is None:
        raise ValidationError(CLOSED)
    lock(Programme, str(programme.pk))
    return programme


@transaction.atomic
def update_profile(ambassador: Ambassador, *, organisation_typed: str, **profile: Any) -> None:
    """What somebody says of his or her own work; linked where the organisation is called so.

    Locked, and written on the row as it stands then: who was accepted or left meanwhile stays so.
    """
    lock(Ambassador, str(ambassador.pk))
    ambassador.refresh_from_db()
    for name, value in profile.items():
        setattr(ambassador, name, value)
    if organisation_typed != ambassador.organisation_typed or not ambassador.organisation_id:
        ambassador.organisation = organisation_called(organisation_typed)
    ambassador.organisation_typed = organisation_typed
    ambassador._change_reason = "zelf bijgewerkt"
    ambassador.full_clean()
    ambassador.save()


@transaction.atomic
def correct_profile(ambassador: Ambassador, *, by: object, why: str, **profile: Any) -> None:
    """What staff mend of who somebody is and what he or she offers; the state stays."""
    for name, value in profile.items():
        setattr(ambassador, name, value)
    ambassador.full_clean()
    ambassador._history_user = user_of(by)
    ambassador._change_reason = why
    names = {date_column for name in profile for date_column in _columns(name)}
    ambassador.save(update_fields=names)


@transaction.atomic
def correct_profiles(
    rows: Sequence[tuple[Ambassador, Mapping[str, Any]]], *, by: object, why: str
) -> None:
    """As `correct_profile`, of many of whom the address stays: all of them, or a ValidationError.
    Each as it stands under its lock. For each batch in a fixed number of queries."""
    columns = {column for _, profile in rows for name in profile for column in _columns(name)}
    who = {"default_user": user_of(by), "default_change_reason": why}
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        for ambassador, profile in batch:
            for name, value in profile.items():
                setattr(ambassador, name, value)
            ambassador.clean_fields(exclude=["programme", "organisation", "consent"])
            ambassador.clean()
        changed = [ambassador for ambassador, _ in batch]
        bulk_update_with_history(changed, Ambassador, [*columns], batch_size=BATCH, **who)


BATCH = 500


def _columns(name: str) -> list[str]:
    return [f"{name}_{part}" for part in PARTS] if name == "joined" else [name]


@transaction.atomic
def accept(ambassador: Ambassador, *, by: object) -> None:
    """An interested one becomes ambassador, from today on, and hears so."""
    if not ambassador.name:
        raise ValidationError(WITHOUT_NAME)
    ambassador.joined = ambassador.joined or ApproximateDate.of_day(timezone.localdate())
    fields = {f"joined_{part}": getattr(ambassador, f"joined_{part}") for part in PARTS}
    _step(ambassador, State.INTERESTED, State.AMBASSADOR, by=by, why="opgenomen", **fields)
    emails.send_welcome(ambassador)


PARTS = ("earliest", "latest", "wording")


def pause(ambassador: Ambassador, *, by: object = None) -> None:
    _step(ambassador, State.AMBASSADOR, State.PAUSING, by=by, why=_why(by, "pauze"))


def resume(ambassador: Ambassador, *, by: object = None) -> None:
    """Reminders begin anew."""
    why = _why(by, "weer ambassadeur")
    _step(ambassador, State.PAUSING, State.AMBASSADOR, by=by, why=why, unanswered=0)


@transaction.atomic
def allow_reminders(ambassador: Ambassador) -> None:
    """Says yes to them; a second time changes nothing but that they begin anew.

    Writes the row first, so that of two clicks at once the second waits, and finds the consent.
    """
    Ambassador.objects.filter(pk=ambassador.pk).update(unanswered=0)
    if not Consent.objects.reminding(ambassador.email).exists():
        give_consent(
            purpose=Consent.Purpose.REMINDER,
            text=TEXTS[Consent.Purpose.REMINDER],
            how=Consent.How.LINK,
            email=ambassador.email,
        )


@transaction.atomic
def resign(ambassador: Ambassador, *, by: object = None) -> None:
    """Take back the consent, and with it what was said yes to beside it. Raises ValidationError
    where it was taken back before."""
    withdraw_consent(ambassador.consent)
    ambassador.refresh_from_db()
    for consent in _standing_beside(ambassador):
        withdraw_consent(consent)
    key = getattr(by, "pk", None)
    if key:
        latest = ambassador.history.first()
        type(latest)._base_manager.filter(pk=latest.pk).update(history_user_id=key)


def let_go(consent: Consent) -> None:
    """By whatever way the consent is taken back, who rested on it has left."""
    for ambassador in Ambassador.objects.resting_on(consent).exclude(state=State.LEFT):
        _step(ambassador, ambassador.state, State.LEFT, by=None, why="toestemming ingetrokken")


def _standing_beside(ambassador: Ambassador) -> list[Consent]:
    """For taking part or being reminded; who wants news says that apart."""
    if not ambassador.email:
        return []
    own = Q(purpose=Consent.Purpose.AMBASSADOR) | Q(purpose=Consent.Purpose.REMINDER)
    return list(Consent.objects.standing().filter(own, email=ambassador.email))


def _why(by: object, what: str) -> str:
    return what if getattr(by, "pk", None) else f"{what}, door de ambassadeur zelf"


def _step(
    ambassador: Ambassador, before: str, after: str, *, by: object, why: str, **fields: Any
) -> None:
    """Compares and swaps. Raises ValidationError where the state is another meanwhile."""
    values = fields | {"state": after, "state_since": timezone.localdate()}
    if not Ambassador.objects.filter(pk=ambassador.pk, state=before).update(**values):
        raise ValidationError(IN_OTHER_STATE)
    for name, value in values.items():
        setattr(ambassador, name, value)
    record_change(ambassador, by=by, why=why)

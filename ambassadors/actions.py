"""How someone becomes an ambassador, and stops being one."""

from datetime import datetime

from django.db import transaction

from dates.values import ApproximateDate
from privacy.actions import give_consent, withdraw_consent
from privacy.models import Consent
from programme.models import Organisation, Programme

from .models import Ambassador


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
    )
    ambassador.full_clean()
    ambassador.save()
    return ambassador


def resign(ambassador: Ambassador) -> None:
    """Take back the consent. Raises ValidationError where it was taken back before."""
    withdraw_consent(ambassador.consent)

"""What the page of an ambassador tells of consents."""

from dataclasses import dataclass

from privacy.links import receipt_url, withdraw_url
from privacy.models import Consent

from ..models import Ambassador


@dataclass(frozen=True)
class Given:
    """A consent that stands, and the pages where it is read and taken back."""

    consent: Consent
    receipt_url: str
    withdraw_url: str


def consents_of(ambassador: Ambassador) -> list[Given]:
    standing = Consent.objects.standing().of_address(ambassador.email).order_by("given_at", "pk")
    return [Given(each, receipt_url(each), withdraw_url(each)) for each in standing.distinct()]


def reminder_is_on(ambassador: Ambassador) -> bool:
    """Agreed to, and not ended by itself."""
    if ambassador.has_gone_quiet:
        return False
    return Consent.objects.reminding(ambassador.email).exists()

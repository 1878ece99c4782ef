"""Giving and taking back a consent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from .models import Consent


def give_consent(*, purpose: str, text: str, at: datetime | None = None) -> Consent:
    """Record a yes to exactly the text that was shown."""
    consent = Consent(purpose=purpose, text=text, given_at=at or timezone.now())
    consent.full_clean()
    consent.save()
    return consent


def withdraw_consent(consent: Consent) -> None:
    """Raises ValidationError where it was withdrawn before."""
    standing = Consent.objects.standing().filter(pk=consent.pk)
    if not standing.update(withdrawn_at=timezone.now()):
        raise ValidationError("Deze toestemming was al ingetrokken.")

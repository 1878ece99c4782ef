"""Signed links by which people confirm or take back a consent."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from .models import Consent, PendingConsent

CONFIRM_SALT = "privacy.confirm_consent"
WITHDRAW_SALT = "privacy.withdraw_consent"
RECEIPT_SALT = "privacy.receipt"


def confirm_url(pending: PendingConsent) -> str:
    return reverse("consents:confirm", args=[signing.dumps(pending.pk, salt=CONFIRM_SALT)])


def withdraw_url(consent: Consent) -> str:
    return reverse("consents:withdraw", args=[signing.dumps(consent.pk, salt=WITHDRAW_SALT)])


def receipt_url(consent: Consent) -> str:
    return reverse("consents:receipt", args=[signing.dumps(consent.pk, salt=RECEIPT_SALT)])


def read_receipt_token(token: str) -> Consent | None:
    """The consent, also when it was taken back; None where it is kept no longer.

    Raises BadSignature.
    """
    pk = signing.loads(token, salt=RECEIPT_SALT)
    return Consent.objects.filter(pk=pk).first()


def read_confirm_token(token: str) -> PendingConsent | None:
    """What is asked, or None where it was confirmed before or expired. Raises BadSignature."""
    pk = signing.loads(token, salt=CONFIRM_SALT)
    return PendingConsent.objects.open(timezone.now()).filter(pk=pk).first()


def read_withdraw_token(token: str) -> Consent | None:
    """The consent, or what replaced it; None where it was taken back. Raises BadSignature."""
    consent = Consent.objects.filter(pk=signing.loads(token, salt=WITHDRAW_SALT)).first()
    while consent and consent.withdrawn_at:
        consent = consent.replaced_by
    return consent

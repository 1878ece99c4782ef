"""The mail to whoever gave a consent: to what, and the link by which it is taken back.

Of every consent with an address, also those of apps above: what meetings are about has a page on
which people ask for their links again, and consents stand there too.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from dates.values import write_day
from outbox.actions import Mail, queue
from privacy.links import receipt_url, withdraw_url
from privacy.models import Consent

from .links import absolute


def send_given(consent: Consent) -> None:
    """Once per consent, and only where there is an address."""
    context = {
        **consent_values(consent),
        "purpose": consent.get_purpose_display(),
        "ask_again_at": absolute(reverse("meetings:mine")),
    }
    key = f"consent:{consent.pk}:given"
    queue([Mail(key=key, to=consent.email, template="consent_given", context=context)])


def listed(consents: Iterable[Consent]) -> list[dict[str, str]]:
    return [consent_values(consent) for consent in consents]


def consent_values(consent: Consent) -> dict[str, str]:
    return {
        "text": consent.text,
        "given": write_day(timezone.localdate(consent.given_at)),
        "url": absolute(withdraw_url(consent)),
        "receipt_url": absolute(receipt_url(consent)),
    }

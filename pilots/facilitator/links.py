"""The personal link of a facilitator: signed, until its last day, and worthless once revoked.

A token names the version it is of, so that a new link ends the one before.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models import FacilitatorLink

SALT = "pilots.facilitator"
INVALID = "Misschien is de link niet helemaal overgenomen. Open hem opnieuw vanuit de mail."
REVOKED = "Deze link is ingetrokken."
REPLACED = "Er is een nieuwe link voor u gemaakt. Open de link in de laatste mail."
EXPIRED = "Deze link is verlopen."


class LinkError(Exception):
    """A link that does not work; its text says why."""


class LinkEnded(LinkError):
    """A link that once worked."""


def token_of(link: FacilitatorLink) -> str:
    return _signer().sign_object([link.pk, link.version])


def url_of(link: FacilitatorLink, page: str = "sessions", **arguments: object) -> str:
    """Path of a page for facilitators: "sessions", "session" and so on."""
    return reverse(f"facilitator:{page}", kwargs={"token": token_of(link), **arguments})


def absolute_url_of(link: FacilitatorLink) -> str:
    return settings.SITE_URL.rstrip("/") + url_of(link)


def read_token(token: str) -> FacilitatorLink:
    """Whose link it is, with the person. Raises LinkError."""
    try:
        pk, version = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkError(INVALID) from error
    link = FacilitatorLink.objects.select_related("person").filter(pk=pk).first()
    if link is None:
        raise LinkError(INVALID)
    _check_works(link, version)
    return link


def _check_works(link: FacilitatorLink, version: int) -> None:
    if link.revoked_at:
        raise LinkEnded(REVOKED)
    if version != link.version:
        raise LinkEnded(REPLACED)
    if link.expires_on < timezone.localdate():
        raise LinkEnded(EXPIRED)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)

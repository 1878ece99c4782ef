"""The personal link of a host: signed, until its last day, and worthless once revoked.

A token names the invitation it is of, so that a new link ends the one before.
"""

from datetime import date

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models import ReleaseRequest

SALT = "pilots.releasing"
INVALID = "Misschien is de link niet helemaal overgenomen. Open hem opnieuw vanuit de mail."
REVOKED = "Deze link is ingetrokken."
REPLACED = "Er is een nieuwe link voor u gemaakt. Open de link in de laatste mail."
EXPIRED = "Deze link is verlopen."


class LinkError(Exception):
    """A link that does not work; its text says why."""


class LinkEnded(LinkError):
    """A link that once worked."""


def token_of(request: ReleaseRequest) -> str:
    return _signer().sign_object([request.pk, _invitation(request)])


def url_of(request: ReleaseRequest, page: str = "host") -> str:
    """Path of a page of the host: "host", "host_code" or "host_take_back"."""
    return reverse(f"pilots:{page}", args=[token_of(request)])


def absolute_url_of(request: ReleaseRequest, page: str = "host") -> str:
    return settings.SITE_URL.rstrip("/") + url_of(request, page)


def read_token(token: str, *, today: date | None = None) -> ReleaseRequest:
    """The request a link is of, with the pilot and its host. Raises LinkError."""
    try:
        pk, invitation = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkError(INVALID) from error
    known = ReleaseRequest.objects.select_related("pilot__organisation", "pilot__programme")
    request = known.filter(pk=pk).first()
    if request is None:
        raise LinkError(INVALID)
    _check_works(request, invitation, today or timezone.localdate())
    return request


def _check_works(request: ReleaseRequest, invitation: int, today: date) -> None:
    if request.revoked_at:
        raise LinkEnded(REVOKED)
    if invitation != _invitation(request):
        raise LinkEnded(REPLACED)
    if request.expires_on < today:
        raise LinkEnded(EXPIRED)


def _invitation(request: ReleaseRequest) -> int:
    return round(request.invited_at.timestamp() * 1000)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)

"""The personal link of a reader: signed, until its last day, and worthless once revoked.

A token names the invitation it is of, so that a new link ends the one before.
"""

from datetime import date

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models import Reader

SALT = "reporting.reading_room"
INVALID = "Misschien is de link niet helemaal overgenomen. Open hem opnieuw vanuit de mail."
REVOKED = "Deze link is ingetrokken."
REPLACED = "Er is een nieuwe link voor u gemaakt. Open de link in de laatste mail."
EXPIRED = "Deze link is verlopen."


class LinkError(Exception):
    """A link that does not work; its text says why."""


class LinkEnded(LinkError):
    """A link that once worked."""


def token_of(reader: Reader) -> str:
    return _signer().sign_object([reader.pk, _invitation(reader)])


def url_of(reader: Reader, page: str = "room", **arguments: object) -> str:
    """Path of a page of the reading room: "room", "room_version" and so on."""
    return reverse(f"reporting:{page}", kwargs={"token": token_of(reader), **arguments})


def absolute_url_of(reader: Reader, page: str = "room", **arguments: object) -> str:
    return settings.SITE_URL.rstrip("/") + url_of(reader, page, **arguments)


def read_token(token: str, *, today: date | None = None) -> Reader:
    """The reader a link is of, with the report. Raises LinkError."""
    try:
        pk, invitation = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkError(INVALID) from error
    reader = Reader.objects.select_related("report__programme").filter(pk=pk).first()
    if reader is None:
        raise LinkError(INVALID)
    _check_works(reader, invitation, today or timezone.localdate())
    return reader


def _check_works(reader: Reader, invitation: int, today: date) -> None:
    if reader.revoked_at:
        raise LinkEnded(REVOKED)
    if invitation != _invitation(reader):
        raise LinkEnded(REPLACED)
    if reader.expires_on < today:
        raise LinkEnded(EXPIRED)


def _invitation(reader: Reader) -> int:
    return round(reader.invited_at.timestamp() * 1000)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)

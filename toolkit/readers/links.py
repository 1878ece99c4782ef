"""The personal link of a reader: signed, until its last day, and worthless once revoked."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models import StoryReader

SALT = "toolkit.readers"
INVALID = "Misschien is de link niet helemaal overgenomen. Open hem opnieuw vanuit de mail."
REVOKED = "Deze link is ingetrokken."
REPLACED = "Er is een nieuwe link voor u gemaakt. Open de link in de laatste mail."
EXPIRED = "Deze link is verlopen."


class LinkError(Exception):
    """A link that does not work; its text says why."""


class LinkEnded(LinkError):
    """A link that once worked."""


def token_of(reader: StoryReader) -> str:
    return _signer().sign_object([reader.pk, reader.version])


def url_of(reader: StoryReader, page: str = "read_stories", **arguments: object) -> str:
    return reverse(f"toolkit:{page}", kwargs={"token": token_of(reader), **arguments})


def absolute_url_of(reader: StoryReader) -> str:
    return settings.SITE_URL.rstrip("/") + url_of(reader)


def read_token(token: str) -> StoryReader:
    """Whose link it is. Raises LinkError."""
    try:
        pk, version = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkError(INVALID) from error
    reader = StoryReader.objects.filter(pk=pk).first()
    if reader is None:
        raise LinkError(INVALID)
    _check_works(reader, version)
    return reader


def _check_works(reader: StoryReader, version: int) -> None:
    if reader.revoked_at:
        raise LinkEnded(REVOKED)
    if version != reader.version:
        raise LinkEnded(REPLACED)
    if reader.expires_on < timezone.localdate():
        raise LinkEnded(EXPIRED)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)

"""Personal links: signed, of one purpose, and worthless after the meeting or when revoked."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from .models import Meeting, Registration
from .times import LINK_LIFE, ends_at

SALT = "meetings.registration"
INVALID = "Deze link werkt niet. Vraag uw aanmeldingen opnieuw op; dan mailen we een nieuwe link."
EXPIRED = "Deze link is verlopen, want de bijeenkomst is voorbij."


class LinkError(Exception):
    """A link that does not work; its text says why and what to do."""


class LinkExpired(LinkError):
    """A link that once worked."""


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def token_of(registration: Registration) -> str:
    values = [registration.pk, registration.link_version]
    return signing.dumps(values, salt=SALT)


def url_of(registration: Registration, page: str = "manage") -> str:
    """Path of a personal page: "manage", "offer", "keep" or "transfer"."""
    return reverse(f"meetings:{page}", args=[token_of(registration)])


def read_token(token: str, *, now: datetime | None = None) -> Registration:
    """The registration a link is of, with its meeting. Raises LinkError."""
    try:
        pk, version = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkError(INVALID) from error
    found = Registration.objects.select_related("meeting__programme", "organisation")
    registration = found.filter(pk=pk, link_version=version).first()
    if registration is None:
        raise LinkError(INVALID)
    end = ends_at(registration.meeting)
    if end is not None and end + LINK_LIFE < (now or timezone.now()):
        raise LinkExpired(EXPIRED)
    return registration


EVALUATION_SALT = "meetings.evaluation"


def evaluation_url(meeting: Meeting) -> str:
    """The same for everyone who was there, so that an answer cannot be tied to a person."""
    return reverse("meetings:evaluate", args=[_evaluation_signer().sign_object(meeting.pk)])


def read_evaluation_token(token: str) -> Meeting:
    """The meeting an evaluation link is of. Raises LinkError."""
    try:
        pk = _evaluation_signer().unsign_object(token)
    except signing.BadSignature as error:
        raise LinkError(INVALID) from error
    meeting = Meeting.objects.held().filter(pk=pk).first()
    if meeting is None:
        raise LinkError(INVALID)
    return meeting


def _evaluation_signer() -> signing.Signer:
    """Without a moment in it, so that the link really is the same for everyone."""
    return signing.Signer(salt=EVALUATION_SALT)

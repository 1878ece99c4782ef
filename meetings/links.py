"""Personal links: signed, of one purpose, and worthless after the meeting or when revoked."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

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


def ticket_key(registration: Registration) -> str:
    """Always the same for one registration, and nothing tells of which without our secret."""
    return salted_hmac(EVALUATION_SALT, str(registration.pk), algorithm="sha256").hexdigest()[:32]


def ticket_url(registration: Registration) -> str:
    """The link with which this one person answers once."""
    ticket = [registration.meeting_id, ticket_key(registration)]
    return reverse("meetings:evaluate", args=[_evaluation_signer().sign_object(ticket)])


def evaluation_url(meeting: Meeting) -> str:
    """The link of mails from before each person had an own one: the same for everyone."""
    return reverse("meetings:evaluate", args=[_evaluation_signer().sign_object(meeting.pk)])


def read_evaluation_token(token: str) -> tuple[Meeting, str]:
    """The meeting an evaluation link is of, with the key of its ticket; empty in a link for all,
    which works once the meeting was held. Raises LinkError."""
    try:
        value = _evaluation_signer().unsign_object(token)
    except signing.BadSignature as error:
        raise LinkError(INVALID) from error
    pk, key = value if isinstance(value, list) else (value, "")
    meetings = Meeting.objects.select_related("programme").filter(pk=pk)
    meeting = (meetings if key else meetings.held()).first()
    if meeting is None:
        raise LinkError(INVALID)
    return meeting, key


def _evaluation_signer() -> signing.Signer:
    """Without a moment in it, so that a link is the same whenever it is made."""
    return signing.Signer(salt=EVALUATION_SALT)

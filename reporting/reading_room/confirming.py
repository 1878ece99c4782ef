""" "Ontvangen" and "akkoord": a code goes to the reader's address, and has to come back in time."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ..making.actions import lock
from ..models import Confirmation, PublishedVersion, Reader
from . import emails

Kind = Confirmation.Kind
SALT = "reporting.reading_room.code"
CODE_LIFE = timedelta(minutes=30)
ATTEMPTS = 5
NEW_CODE = "Vraag een nieuwe code."


@transaction.atomic
def request_code(
    reader: Reader, version: PublishedVersion, *, kind: str, name: str
) -> Confirmation:
    """Mail a new code; one that was mailed before stops working.

    Locks the report, so that two requests at once come in turn and no new version comes between.
    """
    _check_newest(version, kind)
    known = Confirmation.objects.filter(reader=reader, version=version, kind=kind).first()
    if known and known.confirmed_at:
        raise ValidationError("U hebt dit al bevestigd.")
    confirmation = known or Confirmation(reader=reader, version=version, kind=kind)
    code = f"{secrets.randbelow(1_000_000):06}"
    confirmation.name, confirmation.code_hash = name, hash_of(confirmation, code)
    confirmation.code_expires_at = timezone.now() + CODE_LIFE
    confirmation.attempts_left = ATTEMPTS
    confirmation.save()
    emails.send_code(confirmation, code)
    return confirmation


def confirm(confirmation: Confirmation, *, code: str) -> Confirmation:
    """Record name and time. An attempt counts also where this raises ValidationError."""
    tried = _count_attempt(confirmation)
    confirmation.refresh_from_db(fields=["code_hash", "attempts_left", "confirmed_at"])
    if not tried:
        raise ValidationError(_why_closed(confirmation))
    if not constant_time_compare(hash_of(confirmation, code), confirmation.code_hash):
        raise ValidationError({"code": _why_wrong(confirmation)})
    return _record(confirmation)


def hash_of(confirmation: Confirmation, code: str) -> str:
    """Keyed, since a million codes are soon tried; and of this one confirmation."""
    of = f"{confirmation.reader_id}:{confirmation.version_id}:{confirmation.kind}:{code}"
    return salted_hmac(SALT, of, algorithm="sha256").hexdigest()


def _count_attempt(confirmation: Confirmation) -> bool:
    """In one statement, so that attempts at the same moment are all counted."""
    open_now = Confirmation.objects.filter(
        pk=confirmation.pk,
        confirmed_at=None,
        attempts_left__gt=0,
        code_expires_at__gt=timezone.now(),
    )
    return bool(open_now.update(attempts_left=F("attempts_left") - 1))


@transaction.atomic
def _record(confirmation: Confirmation) -> Confirmation:
    """Compare and set; the lock on the report holds off a new version."""
    _check_newest(confirmation.version, confirmation.kind)
    confirmation.confirmed_at = timezone.now()
    same = Confirmation.objects.filter(
        pk=confirmation.pk, confirmed_at=None, code_hash=confirmation.code_hash
    )
    if not same.update(confirmed_at=confirmation.confirmed_at):
        raise ValidationError(f"Er is intussen een andere code gestuurd. {NEW_CODE}")
    emails.send_confirmed(confirmation)
    return confirmation


def _check_newest(version: PublishedVersion, kind: str) -> None:
    """One agrees with what stands now; receiving an older version can still be confirmed."""
    report = lock(version.report)
    if kind == Kind.AGREED and report.versions.filter(number__gt=version.number).exists():
        raise ValidationError("Er is een nieuwere versie. Geef bij die versie uw akkoord.")


def _why_closed(confirmation: Confirmation) -> str:
    if confirmation.confirmed_at:
        return "U hebt dit al bevestigd."
    if not confirmation.attempts_left:
        return f"De code is te vaak verkeerd ingevuld en werkt niet meer. {NEW_CODE}"
    return f"Deze code is verlopen: een code geldt 30 minuten. {NEW_CODE}"


def _why_wrong(confirmation: Confirmation) -> str:
    left = confirmation.attempts_left
    if not left:
        return f"Deze code klopt niet, en werkt nu niet meer. {NEW_CODE}"
    times = "1 keer" if left == 1 else f"{left} keer"
    return f"Deze code klopt niet. Kijk de mail na. U kunt het nog {times} proberen."

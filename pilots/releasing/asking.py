"""Asking a host to release something: the link that goes out, and what becomes of it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..actions.saving import check, locked, user
from ..models import Pilot, ReleaseRequest, RequestedCell
from . import emails
from .recording import Choice, check_choices, check_reads


@transaction.atomic
def ask_host(
    pilot: Pilot,
    *,
    name: str,
    email: str,
    expires_on: date,
    choices: Sequence[Choice],
    by: object,
    message: str = "",
) -> ReleaseRequest:
    """Mail a link on which the host reads what would be released, and decides.

    A link that waits for an answer about the same pilot stops working: one decides on one text.
    """
    pilot = locked(pilot)
    check_last_day(expires_on)
    check_choices(pilot, choices)
    check_reads(choices, by=by)
    open_yet = pilot.release_requests.filter(decided_at=None, revoked_at=None)
    open_yet.update(revoked_at=timezone.now())
    request = ReleaseRequest(
        pilot=pilot,
        name=name.strip(),
        email=email.strip().lower(),
        expires_on=expires_on,
        message=message.strip(),
        asked_by=user(by),
    )
    request.full_clean()
    request.save()
    RequestedCell.objects.bulk_create(
        RequestedCell(request=request, **vars(choice)) for choice in choices
    )
    emails.send_invitation(request)
    return request


@transaction.atomic
def renew_link(request: ReleaseRequest, *, expires_on: date, by: object) -> ReleaseRequest:
    """A new link; the one before stops working, also where it was revoked."""
    request = _locked(request)
    check_last_day(expires_on)
    request.expires_on, request.revoked_at = expires_on, None
    request.invited_at = timezone.now()
    request.save(update_fields=["expires_on", "revoked_at", "invited_at"])
    emails.send_invitation(request)
    return request


@transaction.atomic
def revoke_link(request: ReleaseRequest, *, by: object) -> None:
    """The link stops working at once; what was released with it stays."""
    request = _locked(request)
    check(request.revoked_at is None, "Deze link is al ingetrokken.")
    request.revoked_at = timezone.now()
    request.save(update_fields=["revoked_at"])


def check_last_day(day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"expires_on": "Kies een dag die nog komt."})


def _locked(request: ReleaseRequest) -> ReleaseRequest:
    """The pilot first, as in every action on it."""
    locked(request.pilot)
    rows = ReleaseRequest.objects.select_related("pilot").select_for_update(of=("self",))
    return rows.get(pk=request.pk)

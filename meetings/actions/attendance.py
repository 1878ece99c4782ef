"""Who came. Registered, attended and no-show are three different numbers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from programme.models import Organisation

from ..models import Meeting, Registration
from ..times import starts_at


@transaction.atomic
def mark_attended(registration: Registration, *, attended: bool | None) -> Registration:
    """Say whether someone was there; None takes it back. Refused for who cancelled."""
    marked = Registration.objects.active().filter(pk=registration.pk).update(attended=attended)
    if not marked:
        raise ValidationError("Deze persoon is afgemeld. Voeg hem of haar toe als binnenloper.")
    registration.attended = attended
    return registration


@transaction.atomic
def add_walk_in(
    meeting: Meeting,
    *,
    name: str,
    organisation: Organisation | None = None,
    organisation_typed: str = "",
    email: str = "",
) -> Registration:
    """Someone who comes without having registered; takes no place that was promised to another."""
    if email and meeting.registrations.active().of_address(email).exists():
        raise ValidationError("Met dit e-mailadres is al iemand aangemeld. Zoek op naam.")
    return Registration.objects.create(
        meeting=meeting,
        state=Registration.State.CONFIRMED,
        name=name,
        email=email.lower(),
        organisation=organisation,
        organisation_typed=organisation_typed,
        is_walk_in=True,
        attended=True,
    )


@transaction.atomic
def close_list(meeting: Meeting, *, by: object = None, now: datetime | None = None) -> int:
    """The list is complete: who was confirmed and not ticked off did not come. Their number.

    From then on the number who attended is counted from the list. Refused before the meeting.
    """
    start, now = starts_at(meeting), now or timezone.now()
    if start is None or start > now or meeting.is_cancelled:
        raise ValidationError("De lijst is pas compleet als de bijeenkomst is begonnen.")
    _set_closed(meeting, now, by=by, why="presentielijst compleet")
    unmarked = meeting.registrations.confirmed().filter(attended__isnull=True)
    return unmarked.update(attended=False)


@transaction.atomic
def reopen_list(meeting: Meeting, *, by: object = None) -> int:
    """The list is not complete after all: who did not come is open again. Their number."""
    if meeting.list_closed_at is None:
        raise ValidationError("De lijst staat nog open.")
    _set_closed(meeting, None, by=by, why="presentielijst toch niet compleet")
    return meeting.registrations.absent().update(attended=None)


def _set_closed(meeting: Meeting, at: datetime | None, *, by: object, why: str) -> None:
    meeting.list_closed_at = at
    meeting._history_user = by if getattr(by, "pk", None) else None
    meeting._change_reason = why
    meeting.save(update_fields=["list_closed_at"])

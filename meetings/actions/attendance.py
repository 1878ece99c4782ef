"""Who came. Registered, attended and no-show are three different numbers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Meeting, Registration


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
    meeting: Meeting, *, name: str, organisation_typed: str = "", email: str = ""
) -> Registration:
    """Someone who comes without having registered; takes no place that was promised to another."""
    if email and meeting.registrations.active().of_address(email).exists():
        raise ValidationError("Met dit e-mailadres is al iemand aangemeld. Zoek op naam.")
    return Registration.objects.create(
        meeting=meeting,
        state=Registration.State.CONFIRMED,
        name=name,
        email=email.lower(),
        organisation_typed=organisation_typed,
        is_walk_in=True,
        attended=True,
    )


def close_list(meeting: Meeting) -> int:
    """The list is complete: who was confirmed and not ticked off did not come. Their number."""
    unmarked = meeting.registrations.confirmed().filter(attended__isnull=True)
    return unmarked.update(attended=False)

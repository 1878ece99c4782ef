"""Which meeting came in the place of one that was cancelled."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Meeting
from .planning import CANCELLED, _locked, _save


@transaction.atomic
def replace(meeting: Meeting, *, by_meeting: Meeting | None, by: object) -> Meeting:
    """Record what a cancelled meeting was replaced by; None takes that back.

    The two together count once for what was agreed. What was recorded before may stay, whatever
    became of it. Raises ValidationError.
    """
    meeting = _locked(meeting, expected=CANCELLED, verb="vervangen")
    if by_meeting is not None and by_meeting.pk != meeting.replaced_by_id:
        _check(meeting, _locked(by_meeting))
    meeting.replaced_by_id = by_meeting and by_meeting.pk
    why = f"vervangen door {by_meeting}" if by_meeting else "toch niet vervangen"
    return _save(meeting, by=by, why=why)


def _check(meeting: Meeting, replacement: Meeting) -> None:
    if replacement.programme_id != meeting.programme_id:
        raise ValidationError("Kies een bijeenkomst van hetzelfde programma.")
    if replacement.is_cancelled:
        raise ValidationError("Die bijeenkomst is zelf geannuleerd. Kies een andere.")
    if replacement.target_id not in (None, meeting.target_id):
        raise ValidationError(
            "Die bijeenkomst telt al mee voor een andere afspraak en kan niet ook deze vervangen."
        )
    if Meeting.objects.filter(replaced_by=replacement).exclude(pk=meeting.pk).exists():
        raise ValidationError(
            "Die bijeenkomst vervangt al een andere. Kies er een die dat niet doet."
        )

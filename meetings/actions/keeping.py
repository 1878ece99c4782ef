"""What people say of the date that a meeting moved to."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import Meeting, Registration
from ..times import why_over
from .registering import lock_registration

NewDate = Registration.NewDate


@transaction.atomic
def keep_place(registration: Registration) -> Registration:
    """Someone comes on the new date too. Said twice it is the same."""
    registration = lock_registration(registration)
    meeting = registration.meeting
    if not registration.is_active or why_over(meeting, timezone.now()):
        raise ValidationError(
            "Uw aanmelding staat niet meer, of de bijeenkomst is voorbij of gaat niet door."
        )
    if not meeting.has_known_day:
        raise ValidationError("De nieuwe dag is nog niet bekend. U krijgt bericht als die er is.")
    registration.new_date = NewDate.KEEPS
    registration.save(update_fields=["new_date"])
    return registration


def ask_anew(meeting: Meeting) -> None:
    """The meeting moved: what was said of another date no longer holds. Who has a place and an
    address is asked again, once there is a day to say yes to."""
    meeting.registrations.exclude(new_date="").update(new_date="")
    if meeting.has_known_day:
        meeting.registrations.confirmed().exclude(email="").update(new_date=NewDate.ASKED)


def take_back(meeting: Meeting) -> None:
    """The date was corrected: nobody said yes to this one yet."""
    kept = meeting.registrations.filter(new_date=NewDate.KEEPS)
    kept.update(new_date=NewDate.ASKED if meeting.has_known_day else "")

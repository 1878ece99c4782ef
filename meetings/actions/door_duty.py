"""Who stands at the door of one meeting. Nobody chosen: all who have the door as their duty."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Meeting
from ..rules import on_duty

NO_DUTY = "{} heeft de rol Deurdienst niet meer. Kies iemand anders."


@transaction.atomic
def assign_door(meeting: Meeting, *, by: object, people: Iterable[AbstractBaseUser]) -> None:
    """Raises ValidationError where one of them may not stand at a door."""
    chosen, able = list(people), set(on_duty())
    if unable := next((person for person in chosen if person not in able), None):
        raise ValidationError({"people": NO_DUTY.format(unable)})
    meeting.door.set(chosen)

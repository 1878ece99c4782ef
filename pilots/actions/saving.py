"""How the actions of pilots find, check and keep what they change."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ..models import Pilot

Row = TypeVar("Row", bound=models.Model)


def locked(pilot: Pilot) -> Pilot:
    """The pilot as it stands now, locked against every other action on it or on its parts."""
    return Pilot.objects.select_for_update().get(pk=pilot.pk)


def check(holds: object, sentence: str) -> None:
    if not holds:
        raise ValidationError(sentence)


def user(by: object) -> object:
    """The user who acts; an import or command acts as nobody."""
    return by if getattr(by, "pk", None) else None


def save(row: Row, *, by: object, why: str) -> Row:
    row.full_clean(validate_unique=False)
    row._history_user = user(by)
    row._change_reason = why
    row.save()
    return row


def required(why: str) -> str:
    check(why.strip(), "Schrijf op waarom u dit verandert.")
    return why.strip()

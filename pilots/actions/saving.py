"""How the actions of pilots find, check and keep what they change."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from programme.models import Person

from ..models import Pilot

Row = TypeVar("Row", bound=models.Model)
LONGEST_REASON = 100
"""Characters that a history keeps of why."""


def locked(pilot: Pilot) -> Pilot:
    """The pilot as it stands now, locked against every other action on it or on its parts."""
    return Pilot.objects.select_for_update().get(pk=pilot.pk)


def check(holds: object, sentence: str) -> None:
    if not holds:
        raise ValidationError(sentence)


def user(by: object) -> object:
    """The user who acts; an import, a command and a facilitator act without an account."""
    return by if getattr(by, "pk", None) and not isinstance(by, Person) else None


def reason(why: str, *, by: object) -> str:
    """What the history says: of a facilitator, who has no account, also who it was."""
    if not isinstance(by, Person):
        return why
    who = f" (begeleider {by.name})"
    return f"{why[: max(LONGEST_REASON - len(who), 0)]}{who}"[:LONGEST_REASON]


def save(row: Row, *, by: object, why: str) -> Row:
    row.full_clean(validate_unique=False)
    row._history_user = user(by)
    row._change_reason = reason(why, by=by)
    row.save()
    return row


def required(why: str) -> str:
    check(why.strip(), "Schrijf op waarom u dit verandert.")
    return why.strip()


def record_made(rows: list[Row], *, by: object, why: str) -> list[Row]:
    """Give rows that were made at once their first line in the history."""
    if rows:
        type(rows[0]).history.bulk_history_create(
            rows, default_user=user(by), default_change_reason=reason(why, by=by)
        )
    return rows

"""What a person asked is done: show what is kept, or erase it.

By staff for who phones or writes, or by the person alone, with a link from a mail.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from dates.values import write_day

from .addresses import hashed_address
from .declarations import declared
from .holding import place
from .models import PersonRequest, Reading
from .reading import note_subject
from .requests import erase_person, export_person, staying_of


@dataclass(frozen=True)
class Found:
    """So many rows of one kind; `stays` says why these are not erased, and is empty otherwise."""

    what: str
    count: int
    stays: str


def look(email: str) -> list[Found]:
    """What is kept of an address, in the words of the privacy page."""
    staying = {each.model: each.stays for each in staying_of(email)}
    counted = ((each, each.rows_of(email.strip()).count()) for each in declared())
    return [
        Found(each.occasion, count, staying.get(each.model, "")) for each, count in counted if count
    ]


@transaction.atomic
def show(email: str, *, checked: str, by: AbstractUser) -> str:
    """Everything of an address as JSON in Dutch; that it was shown is written down."""
    parts = export_person(email)
    rows = sum(len(part["gegevens"]) for part in parts)
    _write_down(PersonRequest.Asked.SEE, email, checked, f"Rijen getoond: {rows}.", by)
    note_subject(
        Reading.Activity.EXPORT,
        f"privacy.PersonRequest ({rows})",
        by=by,
        reason="Verzoek van de persoon zelf.",
    )
    return _in_json(parts)


def as_file(email: str) -> str:
    """The same for the person, who need not be written down for reading what is his or hers."""
    return _in_json(export_person(email))


def erase_at_own_request(email: str) -> str:
    """With the link from the mail, which proves whose address it is."""
    return erase(email, checked=PersonRequest.Checked.LINK, by=None)


@transaction.atomic
def erase(email: str, *, checked: str, by: AbstractUser | None) -> str:
    """Erase what may be erased, all or nothing; the sentence that says how much that was.

    Raises HeldError where it is held.
    """
    rows = sum(erase_person(email).values())
    stay = sum(each.count for each in look(email) if each.stays)
    outcome = f"Rijen gewist: {rows}." + (f" Bewaard, met reden: {stay}." if stay else "")
    _write_down(PersonRequest.Asked.ERASE, email, checked, outcome, by)
    return outcome


@transaction.atomic
def hold(email: str, *, reason: str, until: date, checked: str, by: AbstractUser) -> str:
    """Keep what is there until a day; the sentence that says how much that is."""
    held = place(email, reason=reason, until=until, by=by)
    rows = sum(map(len, held.rows.values()))
    outcome = f"Rijen vastgehouden tot en met {write_day(until)}: {rows}."
    _write_down(PersonRequest.Asked.HOLD, email, checked, outcome, by)
    return outcome


def _in_json(parts: list[dict[str, Any]]) -> str:
    return json.dumps(parts, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)


def _write_down(asked: str, email: str, checked: str, outcome: str, by: Any) -> None:
    PersonRequest.objects.create(
        asked=asked,
        checked=checked,
        hashed_address=hashed_address(email),
        outcome=outcome,
        handled_by=by,
    )

"""What a person may ask: to see what is kept, and to have it erased."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from .declarations import Declaration, declared, from_the_top
from .erasing import erase, erase_history_of, erase_log_of
from .holding import check_not_held
from .mentions import erase_mentions, names_of


def export_person(email: str) -> list[dict[str, Any]]:
    """Every row found by the address, per declaration, in the words of the screen."""
    parts = (_export(declaration, email.strip()) for declaration in declared())
    return [part for part in parts if part["gegevens"]]


def _export(declaration: Declaration, email: str) -> dict[str, Any]:
    rows = declaration.rows_of(email).order_by("pk")
    return {
        "waarover": declaration.occasion,
        "waarom": declaration.why,
        "hoe lang": declaration.kept,
        "gegevens": [_values(declaration, row) for row in rows],
    }


def _values(declaration: Declaration, row: Model) -> dict[str, Any]:
    return {
        str(field.verbose_name): value_of(declaration, row, field.name)
        for field in declaration.exported
    }


def value_of(declaration: Declaration, row: Model, name: str) -> Any:
    """Of a choice its label, of another row how it is called."""
    if name in declaration.worded:
        return declaration.worded[name](row)
    label = getattr(row, f"get_{name}_display", None)
    value = label() if label else getattr(row, name)
    return str(value) if isinstance(value, Model) else value


@transaction.atomic
def erase_person(email: str) -> dict[str, int]:
    """Erase what is kept of an address, and its copies; what stays is told by `staying_of`.

    Raises HeldError where it is held.
    """
    email = email.strip()
    check_not_held(email)
    _wait_for_workers(email)
    names = names_of(email)
    erased = {}
    for declaration in from_the_top():
        if declaration.is_findable and not declaration.stays:
            erased[declaration.model._meta.label] = _erase_for(declaration, email)
    erased["admin.LogEntry"] = erase_log_of(email)
    erased["privacy.mentions"] = erase_mentions(email, names)
    return erased


def _wait_for_workers(email: str) -> None:
    """Locks what they have in hand first, as they do: else each could wait for the other."""
    for find in filter(None, (each.in_hand for each in declared())):
        list(find(email).order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _erase_for(declaration: Declaration, email: str) -> int:
    """How many were of the person: what goes along is not counted."""
    if declaration.along:
        erase(declaration, declaration.along())
    rows = declaration.rows_of(email)
    if declaration.release:
        declaration.release(rows)
    copies = erase_history_of(declaration, email)
    return erase(declaration, rows) or copies


def staying_of(email: str) -> list[Declaration]:
    """What was found and is kept all the same, each with its reason."""
    found = (each for each in declared() if each.stays)
    return [each for each in found if each.rows_of(email.strip()).exists()]

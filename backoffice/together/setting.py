"""Setting the same fields of many rows: only what is filled in changes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from ..actions import ActionForm

SAME = "Dit staat er al zo."
NOTHING_TYPED = "Vul iets in. Wat u leeg laat, blijft bij elk zoals het is."
WHY = "samen met andere gewijzigd"
LEAVE = [("", "laat staan")]


class SetForm(ActionForm):
    """What is left empty stays as it is."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not any(map(is_typed, values.values())):
            raise ValidationError(NOTHING_TYPED)
        return values


class YesOrNo(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        choices = [*LEAVE, ("yes", "ja"), ("no", "nee")]
        shown = {"choices": choices, "required": False, "coerce": "yes".__eq__, "empty_value": None}
        super().__init__(**shown | kwargs)


def is_typed(value: Any) -> bool:
    return value not in (None, "")


def differing(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """What was typed and does not stand there yet. Raises ValidationError where that is nothing."""
    found = {n: v for n, v in values.items() if is_typed(v) and getattr(row, n) != v}
    if not found:
        raise ValidationError(SAME)
    return found


def set_fields(row: Any, *, by: Any, **values: Any) -> None:
    found = differing(row, values)
    for name, value in found.items():
        setattr(row, name, value)
    row.full_clean()
    row._history_user, row._change_reason = by, WHY
    row.save(update_fields=list(found))


def link(row: Any, *, by: Any, **chosen: models.Model) -> None:
    """To one row more, in each link to many that is named."""
    for name, other in chosen.items():
        links = getattr(row, name)
        if links.filter(pk=other.pk).exists():
            raise ValidationError(SAME)
        row._history_user, row._change_reason = by, WHY
        links.add(other)

"""The organisation of who registered, as a cell of a sheet: the link changes, what somebody wrote
stays."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from programme.matching import organisations_called
from programme.models import Organisation

from .models import Registration

WROTE = (
    "Wat deze persoon zelf schreef (“{}”), blijft staan. Schrijf een organisatie zoals die in het "
    "beheer heet, of verbeter dit bij de aanmelding zelf."
)
STAYS = "Wat deze persoon zelf schreef (“{}”), blijft staan."
NO_LONGER = "De organisatie die er stond, is er niet meer."


def organisation_of(registration: Registration) -> str:
    """By its name in the register, else as it was typed."""
    linked = registration.organisation
    return linked.name if linked else registration.organisation_typed


def kept_of(registration: Registration) -> dict[str, Any]:
    return {
        "organisation": registration.organisation_id,
        "organisation_typed": registration.organisation_typed,
    }


class Organisations:
    """What cells of many rows mean, in a fixed number of queries: a text, or when an import is
    undone what `kept_of` kept."""

    def __init__(self, cells: Iterable[Any]) -> None:
        cells = list(cells)
        self.called = organisations_called(cell for cell in cells if isinstance(cell, str))
        keys = {cell["organisation"] for cell in cells if isinstance(cell, dict)} - {None}
        self.by_key = Organisation.objects.in_bulk(keys) if keys else {}

    def fields(self, registration: Registration, cell: Any) -> dict[str, Any]:
        """What becomes another of this registration. Raises ValidationError."""
        if isinstance(cell, dict):
            return self._former(registration, cell)
        typed, called = registration.organisation_typed, self.called.get(cell)
        if called or cell == typed:
            return {"organisation": called}
        if typed:
            raise ValidationError({"organisation": WROTE.format(typed)})
        return {"organisation": None, "organisation_typed": cell}

    def _former(self, registration: Registration, kept: dict[str, Any]) -> dict[str, Any]:
        """An import that linked left what was typed: it may be mended since, and the version of
        the row does not tell."""
        key = kept["organisation"]
        if key and key not in self.by_key:
            raise ValidationError({"organisation": NO_LONGER})
        linked = {"organisation": self.by_key.get(key)}
        if registration.organisation_id:
            return linked
        return {**linked, "organisation_typed": kept["organisation_typed"]}

"""Rows of a parent that a colleague deleted while somebody had them open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from .versions import Opened, digest

GONE = (
    "Een collega verwijderde intussen een rij waarin u iets had gewijzigd. Wat u typte, staat "
    "hieronder als nieuwe rij. Wilt u die niet, maak haar dan leeg; anders slaat u nog eens op."
)
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


@dataclass
class Posted:
    """The rows that were sent, without those that are gone; `typed_in` tells that one comes back.

    A gone row in which nothing was typed is left out. One in which something was typed becomes a
    new row, so that it is not lost, and is not put back without a word either.
    """

    formset: type[BaseInlineFormSet]
    data: QueryDict
    prefix: str
    stored: set[str]
    opened: Opened
    typed_in: bool = field(default=False, init=False)

    def without_gone(self) -> QueryDict:
        total, initial = (self._count(name) for name in COUNTS)
        kept = [row for row in range(initial) if self._key(row) in self.stored]
        gone = [row for row in range(initial) if row not in kept]
        if not gone:
            return self.data
        typed = [row for row in gone if self._is_typed_in(row)]
        self.typed_in = bool(typed)
        return self._renumbered([*kept, *typed, *range(initial, total)], len(kept))

    def _count(self, name: str) -> int:
        number = self.data.get(f"{self.prefix}-{name}", "")
        return min(int(number[:9]), 2000) if number.isdecimal() else 0

    def _key(self, row: int) -> str:
        return self.data.get(f"{self.prefix}-{row}-{self._own}", "")

    @property
    def _own(self) -> str:
        return self.formset.model._meta.pk.name

    def _is_typed_in(self, row: int) -> bool:
        if f"{self.prefix}-{row}-DELETE" in self.data:
            return False
        opened = self.opened.rows.get(f"{self.prefix}#{self._key(row)}", {})
        return any(value != opened.get(name, value) for name, value in self._typed(row))

    def _typed(self, row: int) -> Iterator[tuple[str, str]]:
        for name, each in self.formset.form.base_fields.items():
            raw = each.widget.value_from_datadict(self.data, {}, f"{self.prefix}-{row}-{name}")
            yield name, digest(_cleaned(each, raw))

    def _renumbered(self, rows: list[int], initial: int) -> QueryDict:
        """The same input, with the rows in this order; the first so many are stored ones."""
        made = self.data.copy()
        old = re.compile(rf"^{re.escape(self.prefix)}-(\d+)-(.+)$")
        for key in self.data:
            if old.match(key):
                del made[key]
        numbers = {former: number for number, former in enumerate(rows)}
        for key, found in ((key, found) for key in self.data if (found := old.match(key))):
            number = numbers.get(int(found[1]))
            if number is not None and (number < initial or found[2] != self._own):
                made.setlist(f"{self.prefix}-{number}-{found[2]}", self.data.getlist(key))
        for name, count in zip(COUNTS, (len(rows), initial), strict=True):
            made[f"{self.prefix}-{name}"] = str(count)
        return made


def _cleaned(each: Any, raw: Any) -> Any:
    """What cannot be read counts as it was typed."""
    try:
        return each.clean(raw)
    except ValidationError:
        return raw

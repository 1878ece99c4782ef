"""Rows of a part, on the page of what they are a part of: one that is in use is not deleted."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from .retiring import Retirable
from .uses import counted, in_the_way

IN_USE = "“{}” is in gebruik en kan niet worden verwijderd: {}."
INSTEAD = " Kruis bij die rij “niet meer gebruiken” aan, of vervang haar met de knop bovenaan."


class KeepsUsedRows(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        refused = list(self._used_and_deleted())
        if refused:
            raise ValidationError(refused)

    def _used_and_deleted(self) -> Iterator[str]:
        for form in self.deleted_forms:
            uses = counted(in_the_way([form.instance])) if form.instance.pk else []
            if uses:
                instead = INSTEAD if isinstance(form.instance, Retirable) else ""
                yield IN_USE.format(form.instance, "; ".join(map(str, uses))) + instead


class RefusesInWords(InlineModelAdmin):
    """Leaves the refusal to the rows: Django itself names rows of link tables in it."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> type:
        rows = super().get_formset(request, obj, **options)
        silent = {"hand_clean_DELETE": lambda form: None}
        rows.form = type(rows.form)(rows.form.__name__, (rows.form,), silent)
        return rows

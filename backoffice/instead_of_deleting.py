"""Pages for what is in use, and therefore cannot be deleted: take it out of use, or replace it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .actions import ActionForm, ActionPage
from .asking import Doubt
from .replacing import named_by, replace_everywhere
from .retiring import retire, use_again


class ReplaceForm(ActionForm):
    other = forms.ModelChoiceField(
        None,
        label="Vervangen door",
        error_messages={"required": "Kies wat ervoor in de plaats komt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = could_replace(self.obj)
        self.fields["other"].help_text = what_changes(self.obj)

    def doubts(self) -> Iterator[Doubt]:
        """First a look at what changes; the box that is ticked belongs to just that."""
        uses = ", ".join(f"{kind} ({number})" for kind, number in named_by(self.obj))
        if uses:
            other = self.cleaned_data["other"]
            sentence = (
                f"“{self.obj}” wordt “{other}” bij: {uses}. Welke dat zijn, staat op de pagina "
                "waarmee u verwijdert. Is dat de bedoeling?"
            )
            yield Doubt("other", sentence)


def could_replace(obj: Any) -> QuerySet:
    """Of the same kind, and of the same programme where it has one."""
    rows = type(obj)._default_manager.exclude(pk=obj.pk)
    if hasattr(obj, "is_retired"):
        rows = rows.offered()
    return rows.filter(programme=obj.programme_id) if hasattr(obj, "programme_id") else rows


def what_changes(obj: Any) -> str:
    uses = [f"{kind} ({number})" for kind, number in named_by(obj)]
    return f"Dit gaat over: {', '.join(uses)}." if uses else "Het staat nu nergens."


REPLACE = ActionPage(
    "vervang-door",
    "Vervang door …",
    replace_everywhere,
    "Overal vervangen. Wie de geschiedenis leest, ziet wat er eerst stond.",
    form=ReplaceForm,
    intro=(
        "Overal waar dit staat, komt het andere te staan. Wat al gepubliceerd is, verandert niet. "
        "Dit wordt daarna niet meer aangeboden, en u kunt het verwijderen."
    ),
    instead_of_deleting=True,
)
RETIRE = ActionPage(
    "niet-meer-gebruiken",
    "Niet meer gebruiken",
    retire,
    "Dit wordt niet meer aangeboden. Waar het al stond, staat het nog.",
    undone_by="weer-gebruiken",
    possible=lambda obj: not obj.is_retired,
    intro="Het blijft staan waar het al gekozen is, en wordt niet meer aangeboden.",
    instead_of_deleting=True,
)
USE_AGAIN = ActionPage(
    "weer-gebruiken",
    "Weer gebruiken",
    use_again,
    "Dit wordt weer aangeboden.",
    possible=lambda obj: obj.is_retired,
)


class RetiredFilter(admin.SimpleListFilter):
    title = "in gebruik"
    parameter_name = "retired"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("no", "Wordt aangeboden"), ("yes", "Niet meer gebruikt")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(is_retired=self.value() == "yes")
        return queryset

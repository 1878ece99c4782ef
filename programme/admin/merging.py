"""The pages on which staff make two records one, and part them again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from backoffice.actions import ActionForm, ActionPage
from backoffice.asking import Doubt
from backoffice.autocomplete import OneChoice

from ..merging import Choice, Outlook, merge, outlook, undo, undoable, what_goes_back
from ..models import Organisation, Person

TAKE = "neem_"
ASKED = "Naar “{}” verhuist: {}. {}Klopt dit?"
STAYS = "“{}” is daarna niet meer te kiezen; wie zo zoekt, vindt wie overblijft."
DIFFERS = "Waarin beide verschillen, kiest u hieronder. "


class MergeForm(ActionForm):
    """Which one is kept; once that is chosen, what would happen, and what is to be chosen."""

    into: forms.ModelChoiceField
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = type(self.obj).objects.offered().exclude(pk=self.obj.pk)
        kept = self._kept()
        self.outlook = outlook(self.obj, kept) if kept else None
        for each in self.outlook.choices if self.outlook else ():
            self._let_choose(each)

    def _let_choose(self, choice: Choice) -> None:
        """What stands when the question is put: a value rather than nothing."""
        name = f"{TAKE}{choice.field}"
        self.fields[name] = forms.ChoiceField(
            label=choice.label.capitalize(),
            choices=[("kept", choice.kept or "(leeg)"), ("gone", choice.gone)],
            help_text=f"Er staan twee: “{choice.kept or 'leeg'}” en “{choice.gone}”.",
        )
        if name not in self.data:
            self.data = self.data.copy()
            self.data[name] = "kept" if choice.stands else "gone"

    def _kept(self) -> Any:
        chosen = self.data.get("into", "") if self.is_bound else ""
        rows = self.fields["into"].queryset
        return rows.filter(pk=chosen).first() if str(chosen).isdecimal() else None

    def told(self) -> list[tuple[str, list[str]]]:
        seen: Outlook = self.outlook or outlook(self.obj, self.obj)
        moves = [f"{kind}: {number}" for kind, number in seen.moves] or ["Er staat niets bij."]
        names = [f"“{name}” wordt daar een andere naam." for name in seen.names]
        names = names or [STAYS.format(self.obj)]
        return [("Dit verhuist mee", moves + names), *self._warned(seen)]

    def _warned(self, seen: Outlook) -> list[tuple[str, list[str]]]:
        return [("Let op", list(seen.warnings))] if self.outlook and seen.warnings else []

    def doubts(self) -> Any:
        if self.outlook:
            more = DIFFERS if self.outlook.choices else ""
            asked = ASKED.format(self.cleaned_data["into"], self.outlook.in_short, more)
            yield Doubt("into", asked)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        taken = [name.removeprefix(TAKE) for name in values if values[name] == "gone"]
        return {"into": values.get("into"), "taken": taken}


class MergeOrganisationForm(MergeForm):
    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisatie die overblijft",
        widget=OneChoice(Organisation._meta.get_field("merged_into"), admin.site),
        error_messages={"required": "Kies de organisatie die overblijft."},
    )


class MergePersonForm(MergeForm):
    into = forms.ModelChoiceField(
        Person.objects.none(),
        label="Medewerker die overblijft",
        error_messages={"required": "Kies de medewerker die overblijft."},
    )


class UndoForm(ActionForm):
    def told(self) -> list[tuple[str, list[str]]]:
        done = undoable(self.obj)
        back = what_goes_back(done) if done else []
        lines = back or ["Er stond niets bij."]
        return [("Dit gaat terug", [*lines, "Wat intussen is gewijzigd of gewist, blijft zo."])]


def undo_merge(gone: Any, *, by: Any) -> list[str]:
    return undo(undoable(gone), by=by)


def is_merged(row: Any) -> bool:
    return row is not None and row.merged_into_id is not None


class IsMergedFilter(admin.SimpleListFilter):
    title = "samengevoegd"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "In een andere opgegaan"), ("no", "Niet samengevoegd")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(merged_into__isnull=self.value() == "no")
        return queryset


def merge_pages(form: type[MergeForm], called: str) -> tuple[ActionPage, ActionPage]:
    """For the admin of what can be merged; `called` is “De organisatie”."""
    return (
        ActionPage(
            name="samenvoegen",
            label="Samenvoegen",
            act=merge,
            form=form,
            done=f"{called} is samengevoegd. Dat kunt u 30 dagen ongedaan maken.",
            intro="Staat iets er dubbel? Kies wat overblijft. U ziet eerst wat er verandert.",
            possible=lambda row: not is_merged(row),
            instead_of_deleting=True,
        ),
        ActionPage(
            name="weer-apart",
            label="Samenvoegen ongedaan maken",
            act=undo_merge,
            form=UndoForm,
            done=f"{called} staat weer apart.",
            possible=lambda row: is_merged(row) and undoable(row) is not None,
            made=" ".join,
        ),
    )

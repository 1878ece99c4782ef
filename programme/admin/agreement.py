"""What was agreed, in the admin: the programme with its parties, the targets, the themes."""

from django.contrib import admin
from django.db import models
from django.forms import ModelChoiceField, ModelForm, Textarea
from django.http import HttpRequest

from backoffice.base import (
    ActionForm,
    ActionPage,
    HouseAdmin,
    HouseForm,
    HouseTabularInline,
    fill_slug,
)
from backoffice.instead_of_deleting import REPLACE, RETIRE, USE_AGAIN, RetiredFilter
from backoffice.replacing import replace_everywhere

from ..asking import TermForm
from ..models import Party, Programme, Quality, Target, Theme


class PartyInline(HouseTabularInline):
    model = Party
    fields = ["organisation", "role", "unit"]
    autocomplete_fields = ["organisation"]


class QualityInline(HouseTabularInline):
    model = Quality
    fields = ["label", "original", "meaning", "is_retired"]


class ReplaceQualityForm(ActionForm):
    quality = ModelChoiceField(None, label="Kwaliteit")
    other = ModelChoiceField(None, label="Vervangen door")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quality"].queryset = self.obj.qualities.all()
        self.fields["other"].queryset = self.obj.qualities.offered()


def replace_quality(programme: Programme, *, quality: Quality, other: Quality, by: object) -> None:
    replace_everywhere(quality, other=other, by=by)


class SlugOfName(HouseAdmin):
    """A new row gets its slug from its name; it stays what it is when the name changes."""

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        fill_slug(obj, obj.name)
        super().save_model(request, obj, form, change)


class ProgrammeForm(HouseForm):
    sentences_at = {"programme_programme_term_in_order": "last_year"}


@admin.register(Programme)
class ProgrammeAdmin(SlugOfName):
    form = ProgrammeForm
    list_display = ["name", "first_year", "last_year"]
    search_fields = ["name"]
    fields = ["name", "first_year", "last_year", "grant_reference", "is_fictional"]
    inlines = [PartyInline, QualityInline]
    action_pages = (
        ActionPage(
            "kwaliteit-vervangen",
            "Kwaliteit vervangen",
            replace_quality,
            "De kwaliteit is vervangen bij alle verhalen, en wordt niet meer aangeboden.",
            form=ReplaceQualityForm,
            possible=lambda programme: programme.qualities.count() > 1,
        ),
    )


def large(rows: int) -> Textarea:
    return Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class TargetForm(TermForm):
    sentences_at = {"programme_target_once_per_line_and_year": "line"}

    class Meta:
        widgets = {"explanation": large(8), "state": large(5)}


@admin.register(Target)
class TargetAdmin(HouseAdmin):
    form = TargetForm
    list_display = ["description", "year", "line", "number", "is_explained"]
    ordering = ["-year", "programme", "id"]
    list_filter = ["year", "line", ("explanation", admin.EmptyFieldListFilter), "programme"]
    search_fields = ["description", "year"]
    fields = [
        "programme",
        "year",
        "line",
        "number",
        "description",
        "source",
        "state",
        "explanation",
    ]

    @admin.display(description="toegelicht", boolean=True)
    def is_explained(self, target: Target) -> bool:
        return bool(target.explanation)


@admin.register(Theme)
class ThemeAdmin(SlugOfName):
    action_pages = (REPLACE, RETIRE, USE_AGAIN)
    list_display = ["name", "is_retired"]
    list_filter = [RetiredFilter]
    search_fields = ["name"]
    fields = ["name"]

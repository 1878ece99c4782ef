"""What was agreed, in the admin: the programme with its parties, the targets, the themes."""

from collections.abc import Iterator
from datetime import date

from django.contrib import admin
from django.db import models
from django.forms import ModelForm, Textarea
from django.http import HttpRequest

from backoffice.base import Doubt, HouseAdmin, HouseForm, HouseTabularInline, fill_slug
from dates.values import ApproximateDate

from ..asking import outside_term
from ..models import Party, Programme, Quality, Target, Theme


class PartyInline(HouseTabularInline):
    model = Party
    fields = ["organisation", "role", "unit"]
    autocomplete_fields = ["organisation"]


class QualityInline(HouseTabularInline):
    model = Quality
    fields = ["label", "original", "meaning"]


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


def large(rows: int) -> Textarea:
    return Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class TargetForm(HouseForm):
    sentences_at = {"programme_target_once_per_line_and_year": "line"}

    class Meta:
        widgets = {"explanation": large(8), "state": large(5)}

    def doubts(self) -> Iterator[Doubt]:
        year = self.cleaned_data.get("year")
        known = year is not None and date.min.year <= year <= date.max.year
        sentence = outside_term(
            ApproximateDate.of_year(year) if known else None, self.cleaned_data.get("programme")
        )
        if sentence:
            yield Doubt("year", sentence, about=("programme",))


@admin.register(Target)
class TargetAdmin(HouseAdmin):
    form = TargetForm
    list_display = ["description", "year", "line", "number"]
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


@admin.register(Theme)
class ThemeAdmin(SlugOfName):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name"]

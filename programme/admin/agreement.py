"""What was agreed, in the admin: the programme with its parties, the targets, the themes."""

from django.contrib import admin
from django.db import models
from django.forms import CharField, IntegerField, ModelChoiceField, ModelForm, Textarea
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
from dates.fields import ApproximateDateFormField
from dates.values import write_with_days

from ..actions import change_number, correct_number
from ..asking import TermForm
from ..models import Party, Programme, Quality, Target, TargetChange, Theme

MOST = 32767
"""Of a PositiveSmallIntegerField in either database."""


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
    fields = [
        *("name", "first_year", "last_year"),
        *("grant_reference", "financial_account", "is_fictional"),
    ]
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


class ChangeNumberForm(ActionForm):
    number = IntegerField(label="Nieuw aantal", min_value=0, max_value=MOST)
    since = ApproximateDateFormField(
        label="Geldt vanaf", required=False, help_text="Leeg: niet vastgelegd."
    )
    agreed_with = CharField(
        label="Met wie is dat afgesproken?", max_length=200, help_text="De organisatie of functie."
    )
    how = CharField(label="Hoe?", max_length=200, help_text="Bijvoorbeeld: brief van 3 maart 2014.")
    why = CharField(label="Waarom?", required=False, widget=Textarea({"rows": 3}))


class CorrectNumberForm(ActionForm):
    number = IntegerField(label="Juist aantal", min_value=0, max_value=MOST)
    why = CharField(label="Wat was er fout?", max_length=70)


def has_number(target: Target) -> bool:
    return target.number is not None


class TargetChangeInline(HouseTabularInline):
    """The changes so far: facts, except for a reason that becomes known later."""

    model = TargetChange
    fields = ["former_number", "number", "since", "agreed_with", "how", "why"]
    readonly_fields = ["former_number", "number", "since", "agreed_with", "how"]
    can_delete = False
    verbose_name_plural = "wijzigingen van het aantal (een reden kunt u later aanvullen)"

    @admin.display(description="geldt vanaf")
    def since(self, change: TargetChange) -> str:
        return write_with_days(change.since)

    def has_add_permission(self, request: HttpRequest, obj: Target | None = None) -> bool:
        return False


TARGET_ACTIONS = (
    ActionPage(
        "aantal-wijzigen",
        "Ander aantal afgesproken",
        change_number,
        "Het nieuwe aantal is vastgelegd. Het aantal ervoor is bewaard en staat in de rapportage.",
        form=ChangeNumberForm,
        possible=has_number,
        intro="Met de opdrachtgever is een ander aantal afgesproken.",
    ),
    ActionPage(
        "aantal-verbeteren",
        "Aantal verbeteren",
        correct_number,
        "Het aantal is verbeterd.",
        form=CorrectNumberForm,
        possible=has_number,
        intro="Het aantal is verkeerd vastgelegd; er is niets anders afgesproken.",
    ),
)


class TargetForm(TermForm):
    sentences_at = {"programme_target_once_per_line_and_year": "line"}

    class Meta:
        widgets = {
            "explanation": large(8),
            "state": large(5),
            **{name: large(4) for name in ("effect", "adjustment", "expectation")},
        }


@admin.register(Target)
class TargetAdmin(HouseAdmin):
    form = TargetForm
    action_pages = TARGET_ACTIONS
    inlines = [TargetChangeInline]
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
        *Target.TOLD,
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Target | None = None) -> list[str]:
        """A number that was agreed changes by an action, which keeps the one before it."""
        return ["number"] if obj and has_number(obj) else []

    def get_inlines(self, request: HttpRequest, obj: Target | None) -> list:
        return self.inlines if obj and obj.changes.exists() else []

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

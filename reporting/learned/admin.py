"""Lessons and risks in the admin. Who made one is kept with it, and not told in the report."""

from collections.abc import Iterator

from django.contrib import admin
from django.db import models
from django.db.models import F
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.text import Truncator

from backoffice.base import ActionForm, ActionPage, Doubt, HouseAdmin, StatesByAction
from dates.fields import ApproximateDateFormField
from programme.asking import TermForm

from ..models import Lesson, Risk
from . import actions


class LessonForm(TermForm):
    years_after = 1
    sentences_at = {
        "reporting_lesson_says_something": "text",
        "reporting_lesson_from_one_thing": "pilot",
    }

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        meeting, year = self.cleaned_data.get("meeting"), self.cleaned_data.get("year")
        if meeting and year and meeting.date and meeting.date.earliest.year > year:
            sentence = "Deze bijeenkomst is van na {}. Klopt het jaar van de les?"
            yield Doubt("year", sentence.format(year), about=("meeting",))


class RiskForm(TermForm):
    since = Risk.since.formfield()
    sentences_at = {"reporting_risk_closed_after_since": "since"}


class LoggedByWhom(admin.ModelAdmin):
    """The first who saves it logged it; who changed it since stands in its history."""

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        if not change:
            obj.logged_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="over", ordering="line")
    def about(self, obj: Lesson | Risk) -> str:
        return obj.about


@admin.register(Lesson)
class LessonAdmin(LoggedByWhom, HouseAdmin):
    form = LessonForm
    list_display = ["begin", "about", "year", "logged_by"]
    list_display_links = ["begin"]
    ordering = ["-year", "-id"]
    list_filter = ["year", "line", "programme"]
    list_select_related = ["logged_by"]
    search_fields = ["text"]
    autocomplete_fields = ["meeting", "pilot"]
    readonly_fields = ["logged_by"]
    fields = ["programme", "year", "line", "text", "meeting", "pilot", "logged_by"]

    @admin.display(description="les", ordering="text")
    def begin(self, lesson: Lesson) -> str:
        return Truncator(lesson.text).words(12)


class StateForm(ActionForm):
    state = ChoiceField(label="Nieuwe stand", choices=actions.STATES)


class CloseForm(ActionForm):
    on = ApproximateDateFormField(
        label="Gesloten op",
        required=True,
        error_messages={"required": "Vul in wanneer het risico is gesloten."},
    )


RISK_ACTIONS = (
    ActionPage(
        "andere-stand",
        "Andere stand",
        actions.change_state,
        "De stand is gewijzigd.",
        form=StateForm,
        possible=lambda risk: not risk.is_closed,
        intro="Beheerst: de maatregel werkt. Opgetreden: het is gebeurd.",
    ),
    ActionPage(
        "sluiten",
        "Sluiten",
        actions.close,
        "Het risico is gesloten.",
        undone_by="weer-openen",
        form=CloseForm,
        possible=lambda risk: not risk.is_closed,
        intro="Het kan niet meer gebeuren, of doet er niet meer toe. Het blijft in de rapportage "
        "over dat jaar staan.",
    ),
    ActionPage(
        "weer-openen",
        "Weer openen",
        actions.open_again,
        "Het risico is weer open.",
        possible=lambda risk: risk.is_closed,
        intro="Wanneer het was gesloten, blijft in de geschiedenis staan.",
    ),
)


@admin.register(Risk)
class RiskAdmin(LoggedByWhom, StatesByAction, HouseAdmin):
    form = RiskForm
    action_pages = RISK_ACTIONS
    list_display = ["begin", "about", "owner", "state"]
    list_display_links = ["begin"]
    ordering = [F("closed_latest").desc(nulls_first=True), "-id"]
    list_filter = ["state", "line", "programme"]
    search_fields = ["what", "owner", "measure"]
    readonly_fields = ["state", "closed", "logged_by"]
    fields = [
        *("programme", "line", "what", "owner", "measure", "since"),
        *("state", "closed", "logged_by"),
    ]

    @admin.display(description="risico", ordering="what")
    def begin(self, risk: Risk) -> str:
        return Truncator(risk.what).words(12)

    @admin.display(description="gesloten op")
    def closed(self, risk: Risk) -> str:
        return str(risk.closed) if risk.closed else "niet gesloten"

"""The admin of a series: the chain above its fields, and an action for each link."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from backoffice.base import ActionPage, HouseAdmin, HouseStackedInline, fill_slug
from backoffice.instead_of_deleting import REPLACE, RETIRE, USE_AGAIN, RetiredFilter

from .. import series_forms
from ..actions import series as actions
from ..chain import chain_of
from ..models import FunderRequest, Series, SeriesDecision, SeriesEvaluation

SERIES_ACTIONS = (
    ActionPage(
        "evalueren",
        "Evaluatie vastleggen",
        actions.evaluate,
        "De evaluatie is vastgelegd.",
        form=series_forms.EvaluateForm,
        possible=lambda series: not hasattr(series, "evaluation"),
        intro="Wat u van de reeks vond, in twee delen. De rapportage neemt uw woorden over.",
    ),
    ActionPage(
        "besluiten",
        "Besluit vastleggen",
        actions.decide,
        "Het besluit is vastgelegd.",
        form=series_forms.DecideForm,
        possible=lambda series: not hasattr(series, "decision"),
    ),
    ActionPage(
        "geld-vragen",
        "Verzoek aan de financier",
        actions.ask_funder,
        "Het verzoek is vastgelegd. Het staat open tot er een antwoord is.",
        form=series_forms.AskFunderForm,
    ),
    ActionPage(
        "antwoord",
        "Antwoord van de financier",
        actions.log_answer,
        "Het antwoord is vastgelegd.",
        form=series_forms.AnswerForm,
        possible=lambda series: any(not each.answer for each in series.requests.all()),
    ),
)


class LinkInline(HouseStackedInline):
    """A link of the chain comes by its action; here it is mended."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class EvaluationInline(LinkInline):
    model = SeriesEvaluation
    form = series_forms.EvaluationForm
    fields = ["process", "content", "date", "source"]


class DecisionInline(LinkInline):
    model = SeriesDecision
    form = series_forms.DecisionForm
    fields = ["what", "date", "follow_up"]


class RequestInline(LinkInline):
    model = FunderRequest
    form = series_forms.RequestForm
    fields = ["what", "asked", "answer", "answered"]


@admin.register(Series)
class SeriesAdmin(HouseAdmin):
    action_pages = (*SERIES_ACTIONS, REPLACE, RETIRE, USE_AGAIN)
    change_form_template = "admin/meetings/series.html"
    inlines = [EvaluationInline, DecisionInline, RequestInline]
    list_display = ["title", "programme", "planned_parts", "is_retired"]
    ordering = ["-id"]
    list_filter = ["programme", RetiredFilter]
    list_select_related = ["programme"]
    search_fields = ["title"]
    fields = ["programme", "title", "planned_parts"]
    read_with = ("requests",)
    one_each = {EvaluationInline: "evaluation", DecisionInline: "decision"}

    class Media:
        css = {"all": ["site/admin_series.css"]}

    def get_inlines(self, request: HttpRequest, obj: Series | None = None) -> list[type]:
        """Only what is there can be mended."""
        if obj is None:
            return []
        links: list[type] = [inline for inline, name in self.one_each.items() if hasattr(obj, name)]
        return [*links, RequestInline] if obj.requests.all() else links

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("evaluation", "decision__follow_up")

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The chain stands above the fields: it is what people come for."""
        series = context.get("original")
        if series:
            context["chain"] = chain_of(series, timezone.localdate())
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Series, form: forms.ModelForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)

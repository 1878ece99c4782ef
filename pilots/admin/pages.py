"""The admin of pilots. Results that are not released are there for who may see them only."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from backoffice.base import HouseAdmin, StatesByAction, fill_slug
from backoffice.instead_of_deleting import REPLACE
from backoffice.returning import RETURN
from dates.values import write_with_days
from outbox.seen_first import MailSeenFirst
from sheets.pages import SheetPages

from ..board import board_of_talks
from ..forms import CounterpartyForm, PilotForm
from ..grid import grid_of
from ..line import LINE as PILOTS
from ..models import Conversation, Counterparty, Pilot, Session, What
from ..releasing.admin import ReleasePages
from ..releasing.gate import audiences_told
from ..releasing.pages import ASK_PAGE
from ..releasing.standing import changed_since_read
from ..session_sheet import SessionSheet
from .actions import PARTY_ACTIONS, PILOT_ACTIONS
from .facilitators import INVITE_PAGE
from .parts import (
    ConversationInline,
    ConversationOfCounterpartyInline,
    GroupInline,
)

STATES = ["sessions_state", "closing_state", "closing", "results_state", "release"]
WHAT = ("Wat", {"fields": ["title", "programme", "organisation", "target"]})
WITH_WHOM = (
    "Begeleiders en deelnemers",
    {
        "fields": [
            ("begins", "duration_months"),
            "team",
            "facilitators_per_session",
            ("participants_min", "participants_max"),
            "participants_source",
        ]
    },
)
LAST_TALK = {"stage": "stage", "step": "next_step"}
ASK_AGAIN = (
    "De organisatie las een andere tekst. Wat zij las, blijft vrijgegeven; vraag opnieuw om "
    "vrijgave van de nieuwe tekst."
)
STATES_BY_ACTION = "Elke stand verandert u met de knoppen bovenaan deze pagina."


@admin.register(Pilot)
class PilotAdmin(SheetPages, StatesByAction, ReleasePages, MailSeenFirst, HouseAdmin):
    form = PilotForm
    kinds = {"sessies": SessionSheet}
    never_kept = ("results", "conclusions")
    action_pages = (*PILOT_ACTIONS, INVITE_PAGE)
    mailing_pages = (INVITE_PAGE.name, ASK_PAGE.name)
    change_form_template = "admin/pilots/pilot.html"
    inlines = [GroupInline, ConversationInline]
    why_kept = (
        "“{}” kan niet worden verwijderd: er is al iets mee gebeurd, en dat blijft bewaard. "
        "Gaat de pilot niet door, leg dat dan vast."
    )
    list_display = ["title", "organisation", "target", "sessions_state", "results_state"]
    list_select_related = ["organisation", "target"]
    ordering = ["-id"]
    list_filter = ["programme", "sessions_state", "results_state"]
    search_fields = ["title", "organisation__name"]
    autocomplete_fields = ["organisation", "team"]
    readonly_fields = [*STATES, "cancellation_note", "slug"]

    class Media:
        css = {"all": ["site/admin_pilots.css"]}

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The grid stands above the fields: it is what people come for."""
        pilot = context.get("original")
        if pilot:
            may_change = self.has_change_permission(request, pilot)
            context |= {"grid": grid_of(pilot), "grid_may_change": may_change}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("organisation")

    def action_links(self, request: HttpRequest, obj: Pilot) -> list[tuple[str, str]]:
        """Also to all its sessions, to do something with many."""
        links = super().action_links(request, obj)
        if not request.user.has_perm("pilots.change_session"):
            return links
        return [*links, (f"{reverse('admin:pilots_session_changelist')}?pilot={obj.pk}", "Sessies")]

    def keeps(self, pilot: Pilot) -> bool:
        untouched = (Pilot.SessionsState.PREPARATION, Pilot.ClosingState.NONE)
        return (
            (pilot.sessions_state, pilot.closing_state) != untouched
            or pilot.results_state != Pilot.ResultsState.NONE
            or Session.objects.held().filter(group__pilot=pilot).exists()
        )

    def get_fieldsets(self, request: HttpRequest, obj: Pilot | None = None) -> list[tuple]:
        if obj is None:
            return [WHAT, WITH_WHOM]
        cancelled = ["cancellation_note"] if obj.cancellation_note else []
        states = {"fields": [*STATES, *cancelled], "description": STATES_BY_ACTION}
        technical = ("Technisch", {"fields": ["slug"], "classes": ["collapse"]})
        return [WHAT, WITH_WHOM, ("Stand", states), *self._results(request, obj), technical]

    def _results(self, request: HttpRequest, pilot: Pilot) -> list[tuple]:
        """Who may not see the results gets no field for them, so cannot send them either."""
        if not self.shows_results(request, pilot):
            return []
        return [("Resultaten", {"fields": ["results", "conclusions"]})]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        if db_field.name == "target":
            kwargs["queryset"] = db_field.remote_field.model.objects.filter(line=PILOTS.key)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Pilot, form: forms.ModelForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)
        if {"results", "conclusions"} & set(form.changed_data) and changed_since_read(obj):
            self.message_user(request, ASK_AGAIN, messages.WARNING)

    @admin.display(description="datum van de slotbijeenkomst")
    def closing(self, pilot: Pilot) -> str:
        return write_with_days(pilot.closing_date)

    @admin.display(description="vrijgave van de resultaten")
    def release(self, pilot: Pilot) -> str:
        """Of the results; the page it leads to tells of the rest."""
        told = [audience.label for audience in audiences_told(pilot, What.RESULTS)]
        state = f"vrijgegeven voor {', '.join(told)}" if told else "nog niet vrijgegeven"
        address = reverse("admin:pilots_pilot_vrijgave", args=[pilot.pk])
        return format_html("{} (<a href='{}'>alles over de vrijgave</a>)", state, address)


def _of_last_talk(column: str) -> Subquery:
    """A value of the last conversation with the party of the row."""
    of_party = Conversation.objects.filter(counterparty=OuterRef("pk"))
    latest = of_party.order_by(F("date_latest").desc(nulls_last=True), "-pk")
    return Subquery(latest.values(column)[:1])


@admin.register(Counterparty)
class CounterpartyAdmin(HouseAdmin):
    form = CounterpartyForm
    action_pages = (*PARTY_ACTIONS, REPLACE)
    inlines = [ConversationOfCounterpartyInline]
    change_list_template = "admin/pilots/parties.html"
    list_display = ["name", "kind", "last_stage", "next_step"]
    list_filter = ["programme", "kind", "conversations__stage"]
    search_fields = ["name", "organisations__name"]
    autocomplete_fields = ["organisations"]
    fields = ["programme", "name", "kind", "organisations", "decision_maker"]

    def get_urls(self) -> list[URLPattern]:
        board = self.admin_site.admin_view(self.board_view)
        return [path("bord/", board, name="pilots_counterparty_bord"), *super().get_urls()]

    def board_view(self, request: HttpRequest) -> HttpResponse:
        """All parties under the stage they have reached."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "Gesprekken per stadium",
            "opts": self.opts,
            "board": board_of_talks(timezone.localdate()),
            "may_change": self.has_change_permission(request),
            "back": urlencode({RETURN: request.path}),
        }
        return TemplateResponse(request, "admin/pilots/board.html", context)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what was last talked about, which says what is to be done."""
        last = {name: _of_last_talk(column) for name, column in LAST_TALK.items()}
        return super().get_queryset(request).annotate(**last)

    def get_ordering(self, request: HttpRequest) -> list:
        """Whom one talked to last stands first; also where a party is chosen on another page, which
        does not know what this list adds."""
        return [_of_last_talk("date_latest").desc(nulls_last=True), "-id"]

    @admin.display(description="stand")
    def last_stage(self, party: Counterparty) -> str:
        return Conversation.Stage(party.stage).label if party.stage else "nog geen gesprek"

    @admin.display(description="volgende stap")
    def next_step(self, party: Counterparty) -> str:
        return party.step or ""

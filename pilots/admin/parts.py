"""The rows that stand on the pages of a pilot, a group and a counterparty."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from backoffice.base import HouseStackedInline, HouseTabularInline, NamedRows
from dates.values import write_with_days

from ..forms import ConversationForm, GroupForm, SessionForm
from ..grid import TOO_FEW
from ..models import Conversation, Group, Session, SessionMove


class GroupInline(HouseTabularInline):
    model = Group
    form = GroupForm
    fields = ["name", "kind", "planned_sessions", "progress"]
    readonly_fields = ["progress"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        too_few = Session.objects.understaffed().filter(group=OuterRef("pk"))
        held = Count("sessions", filter=Q(sessions__status=Session.Status.HELD))
        return super().get_queryset(request).annotate(held=held, too_few=Exists(too_few))

    @admin.display(description="sessies")
    def progress(self, group: Group) -> str:
        if group.pk is None:
            return "Bewaar eerst de groep."
        state = f"{group.held} van {group.planned_sessions} gehouden"
        return format_html(
            '<a href="{}">{}: {}</a>{}',
            reverse("admin:pilots_group_change", args=[group.pk]),
            group.name,
            state,
            f" – let op: {TOO_FEW}" if group.too_few else "",
        )


class SessionRows(NamedRows):
    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            if form.initial.get("status") != Session.Status.PLANNED:
                raise ValidationError(
                    f"{form.instance} is gehouden of niet doorgegaan en blijft daarom bewaard."
                )


class SessionInline(HouseTabularInline):
    model = Session
    form = SessionForm
    formset = SessionRows
    fields = ["number", "date", "status", "facilitators", "staffing"]
    readonly_fields = ["staffing"]
    autocomplete_fields = ["facilitators"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        too_few = Session.objects.understaffed().filter(pk=OuterRef("pk"))
        sessions = super().get_queryset(request).annotate(too_few=Exists(too_few))
        return sessions.prefetch_related("facilitators")

    @admin.display(description="let op")
    def staffing(self, session: Session) -> str:
        return TOO_FEW if getattr(session, "too_few", False) else ""


class SessionMoveInline(HouseTabularInline):
    """The moves so far: facts, except for a reason that becomes known later."""

    model = SessionMove
    fields = ["former", "reason"]
    readonly_fields = ["former"]
    can_delete = False
    verbose_name_plural = "eerdere datums (een reden kunt u later aanvullen)"

    @admin.display(description="losgelaten datum")
    def former(self, move: SessionMove) -> str:
        return write_with_days(move.former_date)

    def has_add_permission(self, request: HttpRequest, obj: Session | None = None) -> bool:
        return False


ABOUT_TALK = [
    "spoken_by",
    "obstacle_kind",
    "obstacle",
    "next_step",
    "next_step_on",
    "next_step_done",
]


class ConversationInline(HouseStackedInline):
    model = Conversation
    form = ConversationForm
    autocomplete_fields = ["counterparty", "spoken_by"]
    readonly_fields = ["next_step_done"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("spoken_by")

    fields = ["counterparty", "date", "stage", *ABOUT_TALK]


class ConversationOfCounterpartyInline(ConversationInline):
    autocomplete_fields = ["pilot", "spoken_by"]
    fields = ["date", "stage", "pilot", *ABOUT_TALK]

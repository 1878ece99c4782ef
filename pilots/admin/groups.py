"""The pages of a group and of a session; both are reached from the grid of their pilot."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from backoffice.base import HouseAdmin
from dates.values import write_with_days

from ..forms import GroupForm, SessionOfGridForm, VacationForm
from ..models import Group, Session, Vacation
from .actions import GROUP_ACTIONS, SESSION_ACTIONS
from .parts import SessionInline, SessionMoveInline


class PartOfPilotAdmin(HouseAdmin):
    """Not in the list of parts of the admin, and added where it belongs."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Group)
class GroupAdmin(PartOfPilotAdmin):
    """A group and its sessions; what was held of it stays."""

    form = GroupForm
    action_pages = GROUP_ACTIONS
    inlines = [SessionInline]
    keeps_by = ("sessions",)
    list_display = ["name", "pilot", "planned_sessions"]
    list_select_related = ["pilot"]
    search_fields = ["name", "pilot__title"]
    fields = ["pilot", "name", "kind", "planned_sessions", "stop_note"]
    readonly_fields = ["pilot", "stop_note"]
    why_kept = (
        "“{}” kan niet worden verwijderd: er zijn sessies gehouden of niet doorgegaan, en die "
        "blijven bewaard. Gaat de groep niet verder, kies dan “Eerder stoppen”."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("pilot")

    def keeps(self, group: Group) -> bool:
        return any(each.status != Session.Status.PLANNED for each in group.sessions.all())


@admin.register(Session)
class SessionAdmin(PartOfPilotAdmin):
    """What became of one session; it changes by the buttons, as a meeting does."""

    form = SessionOfGridForm
    part_of = "group"
    action_pages = SESSION_ACTIONS
    inlines = [SessionMoveInline]
    keeps_by = ("moves",)
    list_display = ["__str__", "group", "status"]
    ordering = ["group", "number"]
    list_select_related = ["group"]
    search_fields = ["group__name", "group__pilot__title"]
    autocomplete_fields = ["facilitators"]
    readonly_fields = ["of_group", "when", "status", "taking_part", "cancellation_note"]
    fields = [*readonly_fields, "facilitators"]
    why_kept = "“{}” is gehouden, verplaatst of niet doorgegaan en blijft daarom bewaard."

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group__pilot")

    def name_of(self, obj: Session) -> str:
        return f"{obj} van {obj.group}, {obj.group.pilot}"

    def keeps(self, session: Session) -> bool:
        return session.status != Session.Status.PLANNED or session.moves.exists()

    @admin.display(description="groep")
    def of_group(self, session: Session) -> str:
        return f"{session.group}, {session.group.pilot}"

    @admin.display(description="datum")
    def when(self, session: Session) -> str:
        return write_with_days(session.date)

    @admin.display(description="deelnemers")
    def taking_part(self, session: Session) -> str:
        number, source = session.participants, session.participants_source
        return (
            "niet bekend" if number is None else f"{number} ({source})" if source else str(number)
        )


@admin.register(Vacation)
class VacationAdmin(HouseAdmin):
    form = VacationForm
    list_display = ["name", "first", "last"]
    ordering = ["-first", "id"]
    search_fields = ["name"]
    fields = ["name", ("first", "last")]

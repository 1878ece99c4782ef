"""The pages of a group and of a session; both are reached from the grid of their pilot."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from backoffice.base import HouseAdmin
from backoffice.returning import passing_on, return_address
from dates.values import write_with_days

from ..facilitator.plan import plan_of
from ..facilitator.ways import ways_for_staff
from ..forms import GroupForm, SessionOfGridForm, VacationForm
from ..models import Group, Pilot, Session, Vacation
from .actions import GROUP_ACTIONS, SESSION_ACTIONS
from .parts import SessionInline, SessionMoveInline
from .together import SESSIONS_TOGETHER

PLAN = "pilots_session_sessieplan"


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
    locked_after = "pilot"
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


class OfPilot(admin.SimpleListFilter):
    """One pilot, chosen from its own page."""

    title = "pilot"
    parameter_name = "pilot"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        chosen = self.used_parameters.get(self.parameter_name, [""])
        key = chosen[-1] if isinstance(chosen, list) else chosen
        found = Pilot.objects.filter(pk=key) if str(key).isdecimal() else Pilot.objects.none()
        return [(str(pilot.pk), str(pilot)) for pilot in found]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset.filter(group__pilot=value) if value and value.isdecimal() else queryset


@admin.register(Session)
class SessionAdmin(PartOfPilotAdmin):
    """What became of one session; it changes by the buttons, as a meeting does."""

    form = SessionOfGridForm
    part_of = "group"
    locked_after = "group__pilot"
    action_pages = SESSION_ACTIONS
    together = SESSIONS_TOGETHER
    inlines = [SessionMoveInline]
    keeps_by = ("moves",)
    list_display = ["__str__", "group", "when", "status"]
    list_filter = [OfPilot, "status"]
    ordering = ["group", "number"]
    list_select_related = ["group"]
    search_fields = ["group__name", "group__pilot__title"]
    autocomplete_fields = ["facilitators"]
    readonly_fields = ["of_group", "when", "status", "taking_part", "cancellation_note"]
    fields = [*readonly_fields, "facilitators"]
    why_kept = "“{}” is gehouden, verplaatst of niet doorgegaan en blijft daarom bewaard."

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group__pilot")

    def get_urls(self) -> list[URLPattern]:
        plan = self.admin_site.admin_view(self.plan_view)
        return [path("<path:object_id>/sessieplan/", plan, name=PLAN), *super().get_urls()]

    def plan_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was agreed for one session, to take along or to print."""
        session = self.get_object(request, unquote(object_id))
        if session is None:
            raise Http404
        if not self.has_view_permission(request, session):
            raise PermissionDenied
        page = reverse("admin:pilots_session_change", args=[session.pk])
        context = {
            **self.admin_site.each_context(request),
            "title": "Sessieplan",
            "subtitle": self.name_of(session),
            "opts": self.opts,
            "plan": plan_of(session),
            "ways": ways_for_staff(request.user, session),
            "page_url": passing_on(request, page),
            "back": return_address(request),
        }
        return TemplateResponse(request, "admin/pilots/plan.html", context)

    def name_of(self, obj: Session) -> str:
        return f"{obj} van {obj.group}, {obj.group.pilot}"

    def told_apart(self, obj: Session) -> str:
        return f"{self.name_of(obj)}, {self.when(obj)}"

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

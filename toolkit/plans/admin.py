"""Session plans in the admin: the list, and the same pages as for facilitators."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from backoffice.base import HouseAdmin, HouseForm
from pilots.models import Session

from ..models import SessionPlan
from .views import ADDRESSES, PAGES, Around

PLAN = "toolkit_sessionplan"
ANOTHER = "Deze sessie hoort bij een pilot van een ander programma. Kies dat programma."


class SessionPlanForm(HouseForm):
    sentences_at = {
        "toolkit_sessionplan_has_a_name": "title",
        "toolkit_sessionplan_minutes": "minutes",
        "toolkit_sessionplan_people": "people",
    }

    class Meta:
        model = SessionPlan
        exclude: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "session" in self.fields:
            self.fields["session"].label_from_instance = _named

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        session, programme = values.get("session"), values.get("programme")
        if session and programme and session.group.pilot.programme_id != programme.pk:
            self.add_error("programme", ANOTHER)
        return values


class SessionPlanAdmin(HouseAdmin):
    form = SessionPlanForm
    list_display = ["__str__", "pilot", "minutes", "programme"]
    list_filter = ["programme"]
    list_select_related = ["programme", "session__group__pilot"]
    ordering = ["-id"]
    search_fields = ["title", "session__group__name", "session__group__pilot__title"]
    autocomplete_fields = ["session"]
    fields = ["programme", "session", "title", "minutes", "people"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("session__group__pilot", "programme")

    @admin.display(description="pilot")
    def pilot(self, plan: SessionPlan) -> str:
        return str(plan.session.group.pilot) if plan.session else ""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """From a session: its programme, and how many are agreed to take part."""
        initial = super().get_changeform_initial_data(request)
        asked = str(initial.get("session", ""))
        rows = Session.objects.select_related("group__pilot")
        session = rows.filter(pk=asked).first() if asked.isdecimal() else None
        if session:
            pilot = session.group.pilot
            initial |= {"programme": pilot.programme_id, "people": pilot.participants_max}
        return initial

    def response_post_save_add(self, request: HttpRequest, obj: SessionPlan) -> HttpResponse:
        return redirect(_url(obj, "choose"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """With the ways to what is in it, though there is no action page."""
        plan = self.get_object(request, unquote(object_id))
        links = self.action_links(request, plan) if plan else []
        context = {"action_links": links} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def action_links(self, request: HttpRequest, obj: SessionPlan) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        links.append((_url(obj, "show"), "Bekijk"))
        if self.has_change_permission(request, obj):
            links.append((_url(obj, "choose"), "Onderdelen kiezen"))
        return links

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.kit_view)
        pages = (
            path(f"<path:object_id>/kit/{address}/", view, {"page": page}, name=f"{PLAN}_{page}")
            for page, address in ADDRESSES.items()
        )
        return [*pages, *super().get_urls()]

    def kit_view(self, request: HttpRequest, object_id: str, page: str) -> HttpResponse:
        plan = self.get_object(request, unquote(object_id))
        if plan is None:
            raise Http404
        reads = page in ("show", "pdf")
        may = self.has_view_permission if reads else self.has_change_permission
        if not may(request, plan):
            raise PermissionDenied
        back = reverse(f"admin:{PLAN}_change", args=[plan.pk])
        around = Around(by=request.user, url=_url, back=back, back_label="In het beheer")
        return PAGES[page](request, plan, around)


def _named(session: Session) -> str:
    return f"{session} van {session.group}, {session.group.pilot}"


def _url(plan: SessionPlan, page: str) -> str:
    return reverse(f"admin:{PLAN}_{page}", args=[plan.pk])

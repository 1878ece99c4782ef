"""The admin of Routekaart: a first page that says what is to be done, and a list of all parts."""

from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone

from backoffice.base import HouseAdmin
from backoffice.date_reading import read_typed
from meetings.rules import SERVE_DOOR, is_on_duty
from privacy.staff_pages import REGISTER, REQUESTS
from privacy.staff_pages import urls_of as privacy_urls_of

from .accounts.lost_phone_page import confirm_page, lost_phones_page
from .accounts.own_account import own_account_page
from .accounts.roles_page import roles_page
from .doings import doings_view
from .finding import find_view
from .guide import NAMES, START, address_of, guide_page, paragraph_for
from .help_lines import help_line_for
from .parts import in_parts
from .practice.pages import urls_of as practice_urls_of
from .today.agreed import agreed_this_year, reports_being_made
from .today.ahead import weeks_ahead
from .today.later import later_page, now_page, put_off_for
from .today.tasks import from_colleagues, may_see, tasks
from .watch.pages import may_look_after, urls_of, wrong


class RoutekaartAdminSite(AdminSite):
    site_header = "Routekaart beheer"
    site_title = "Routekaart beheer"
    index_title = "Vandaag"
    logout_template = "account/logged_out.html"

    def register(
        self,
        models: type[Model] | list[type[Model]],
        admin_class: type | None = None,
        **options: object,
    ) -> None:
        """Only pages of this house: libraries would show their own tables, with secrets in them."""
        if admin_class and issubclass(admin_class, HouseAdmin):
            super().register(models, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("datum-lezen/", self.admin_view(read_typed), name="read_date"),
            path(
                "r/<int:content_type_id>/<path:object_id>/",
                self.admin_view(_on_site),
                name="view_on_site",
            ),
            path("zoeken/", self.admin_view(self.find_view), name="find"),
            path("later/<int:pk>/nu/", self.admin_view(now_page), name="now"),
            path("later/<str:kind>/<int:row>/", self.admin_view(later_page), name="later"),
            path("account/", self.admin_view(own_account_page), name="own_account"),
            path("wat-mag-wie/", self.admin_view(roles_page), name="roles"),
            path("telefoon-kwijt/", self.admin_view(lost_phones_page), name="lost_phones"),
            path("telefoon-kwijt/<int:pk>/", self.admin_view(confirm_page), name="lost_phone"),
            path("gedaan/", self.admin_view(self.doings_view), name="doings"),
            path("handleiding/", self.admin_view(self.guide_view), name="guide_start"),
            path("handleiding/<slug:page>/", self.admin_view(self.guide_view), name="guide"),
        ]
        return [
            *own,
            *urls_of(self),
            *practice_urls_of(self),
            *privacy_urls_of(self),
            *super().get_urls(),
        ]

    def guide_view(self, request: HttpRequest, page: str = START[0]) -> HttpResponse:
        shown = guide_page(page)
        others = [
            (address_of(name), guide_page(name).title, name == page) for name in NAMES.values()
        ]
        context = {"title": shown.title, "guide": shown, "pages": others}
        return render(request, "admin/guide.html", self.each_context(request) | context)

    def find_view(self, request: HttpRequest) -> HttpResponse:
        return find_view(self, request)

    def doings_view(self, request: HttpRequest) -> HttpResponse:
        return doings_view(self, request)

    def each_context(self, request: HttpRequest) -> dict:
        return super().each_context(request) | {
            "guide_url": paragraph_for(request),
            "help_line": help_line_for(getattr(request.resolver_match, "url_name", None) or ""),
            "serves_door": is_on_duty(request.user),
            "looks_after_server": may_look_after(request),
        }

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.user.get_all_permissions() == {SERVE_DOOR}:
            return redirect("attendance:today")
        today = timezone.localdate()
        context = {
            "tasks": tasks(request.user, today),
            "from_colleagues": list(from_colleagues(request.user)),
            "put_off": put_off_for(request.user, today),
            "weeks": weeks_ahead(request.user, today),
            "year": today.year,
            "agreed": agreed_this_year(request.user, today),
            "reports": reports_being_made(request.user),
            "server_faults": wrong() if may_look_after(request) else {},
        }
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        parts = super().get_app_list(request, app_label)
        for part in parts:
            part["models"] += _pages_of(request, part["app_label"])
        return parts if app_label else in_parts(parts)


def _on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """An address on the site can hold the title of what is a concept: only for who may see it."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model is None or not may_see(request.user, model):
        raise PermissionDenied
    return shortcut(request, content_type_id, object_id)


PAGES = (
    ("privacy", "Register van verwerkingen", "processing_register", REGISTER),
    ("privacy", "Verzoek van een persoon", "person_request", REQUESTS),
)
"""Pages that belong to no model: the part in which they are listed, and who may see them."""


def _pages_of(request: HttpRequest, app_label: str) -> list[dict]:
    return [
        {
            "name": name,
            "object_name": url_name,
            "admin_url": reverse(f"admin:{url_name}"),
            "view_only": True,
        }
        for app, name, url_name, permission in PAGES
        if app == app_label and request.user.has_perm(permission)
    ]

"""Releasing for staff: the matrix as it stands, what was asked, and the mail before it goes."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from backoffice.actions import ActionPage, ActionPages
from backoffice.base import HouseAdmin
from outbox.seen_first import MailSeenFirst

from ..models import Audience, Pilot, ReleaseRequest
from .gate import Gate
from .pages import MAY_RELEASE, RENEW_PAGE, REQUEST_PAGES, link_state
from .reading_results import FROM, RELEASE, ReadsResults
from .reading_results import NAME as DOOR
from .standing import former_of, matrix_of, requests_of

MAY_READ_RELEASED = "pilots.view_released"


class ReleasePages(ReadsResults, ActionPages):
    """Gives the page of a pilot the page of its releases."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("vrijgegeven/", self.admin_site.admin_view(self.released_view),
                 name="pilots_pilot_vrijgegeven"),
            path("<int:pk>/vrijgave/", self.admin_site.admin_view(self.release_view),
                 name="pilots_pilot_vrijgave"),
        ]  # fmt: skip
        return [*own, *super().get_urls()]

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The matrix of a pilot, what was asked of its host, and what ended."""
        pilot = self.get_object(request, str(pk))
        if pilot is None:
            raise Http404
        if not self.has_view_permission(request, pilot):
            raise PermissionDenied
        context = self._context(request, "Vrijgave") | {
            "subtitle": str(pilot),
            "original": pilot,
            "audiences": Audience,
            "matrix": matrix_of(pilot),
            "requests": [(each, link_state(each)) for each in requests_of(pilot)],
            "former": former_of(pilot),
            "may_read": request.user.has_perm(MAY_RELEASE),
            "has_opened": self.has_opened(request, pilot),
            "door": f"{reverse(f'admin:{DOOR}', args=[pk])}?{FROM}={RELEASE}",
            "action_links": self._links(request, pilot, self._release_pages()),
        }
        return TemplateResponse(request, "admin/pilots/releases.html", context)

    def released_view(self, request: HttpRequest) -> HttpResponse:
        """What was released for the Werkgroep, of each pilot; through the gate as elsewhere."""
        if not request.user.has_perm(MAY_READ_RELEASED):
            raise PermissionDenied
        gate = Gate.read(Audience.WORKING_GROUP)
        pilots = Pilot.objects.select_related("organisation").defer("results", "conclusions")
        told = [(gate.title(pilot), gate.host(pilot), gate.texts(pilot)) for pilot in pilots]
        context = self._context(request, "Vrijgegeven van pilots") | {
            "told": [row for row in told if row[2]]
        }
        return TemplateResponse(request, "admin/pilots/released.html", context)

    def _release_pages(self) -> list[ActionPage]:
        return [page for page in self.action_pages if page.name.startswith("vrijgave-")]

    def _context(self, request: HttpRequest, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "media": self.media,
        }


@admin.register(ReleaseRequest)
class ReleaseRequestAdmin(MailSeenFirst, HouseAdmin):
    """A request that went to a host; it is made and seen on the page of its pilot."""

    action_pages = REQUEST_PAGES
    mailing_pages = (RENEW_PAGE.name,)
    list_display = ["pilot", "invited_at", "expires_on", "decided_at"]
    list_select_related = ["pilot"]
    search_fields = ["pilot__title", "name"]
    ordering = ["-invited_at", "-id"]
    fields = [
        "pilot",
        "name",
        "email",
        "expires_on",
        "stand",
        "answered_by",
        "asked_cells",
        "asked_by",
    ]
    readonly_fields = fields

    def name_of(self, obj: ReleaseRequest) -> str:
        """Without the person: titles of pages stay in the history of a browser."""
        return f"Verzoek over {obj.pilot} ({obj.pk})"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("pilot").prefetch_related("cells")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description="stand")
    def stand(self, asked: ReleaseRequest) -> str:
        return link_state(asked)

    @admin.display(description="gevraagd")
    def asked_cells(self, asked: ReleaseRequest) -> str:
        return "; ".join(cell.in_words() for cell in asked.cells.all())

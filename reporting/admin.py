"""The report in the admin: its cover and texts, and the figures that staff state."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from programme.admin_base import HouseAdmin, HouseStackedInline, StatesByAction

from .forms import (
    NarrativeForm,
    NarrativesFormSet,
    ProgressReportForm,
    StatedFigureForm,
    sections_without_text,
)
from .models import Narrative, ProgressReport, StatedFigure
from .notice_admin import NoticeAdmin  # noqa: F401  registers itself
from .reading_room_admin import QuestionAdmin, ReaderAdmin  # noqa: F401  register themselves
from .rules import may_write

WRITING_PAGE = ("reporting:edit", {"section": "introduction"}, "Teksten schrijven")
PAGES_OF_REPORT = (
    ("reporting:preview", {}, "Rapportage bekijken"),
    WRITING_PAGE,
    ("reporting:readiness", {}, "Wat nog ontbreekt"),
    ("reporting:state", {}, "Stand en publiceren"),
    ("reporting:file", {"form": "pdf"}, "Rapportage als PDF"),
)


class NarrativeInline(HouseStackedInline):
    model = Narrative
    form = NarrativeForm
    formset = NarrativesFormSet
    can_delete = False
    template = "admin/reporting/narratives.html"

    def get_extra(
        self, request: HttpRequest, obj: ProgressReport | None = None, **kwargs: object
    ) -> int:
        return len(sections_without_text(obj))

    def get_max_num(
        self, request: HttpRequest, obj: ProgressReport | None = None, **kwargs: object
    ) -> int:
        """No section beside those of the report."""
        return 0 if obj is None else obj.narratives.count() + len(sections_without_text(obj))


@admin.register(ProgressReport)
class ProgressReportAdmin(StatesByAction, HouseAdmin):
    form = ProgressReportForm
    list_display = ["__str__", "programme", "reference_date", "version"]
    list_filter = ["year", "programme"]
    list_select_related = ["programme"]
    search_fields = ["year", "programme__name"]
    fields = ["programme", "year", "reference_date", "addressee", "author", "version", "date"]
    set_by_action = ("is_public",)

    def has_change_permission(
        self, request: HttpRequest, obj: ProgressReport | None = None
    ) -> bool:
        """Cover and texts change only in a draft: what was submitted is what is approved."""
        draft = obj is None or obj.state == ProgressReport.State.DRAFT
        return draft and super().has_change_permission(request, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: ProgressReport | None = None
    ) -> list[str]:
        """Published versions have their address by these; another year would be another report."""
        published = obj is not None and obj.versions.exists()
        return ["programme", "year"] if published else []

    def get_inlines(self, request: HttpRequest, obj: ProgressReport | None) -> list:
        """The texts come once the report is there."""
        return [NarrativeInline] if obj else []

    def action_links(self, request: HttpRequest, obj: ProgressReport) -> list[tuple[str, str]]:
        pages = pages_of(obj, writes=may_write(request.user))
        return [*pages, *super().action_links(request, obj)]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        links = {"action_links": self.action_links(request, obj)} if obj else {}
        return super().change_view(request, object_id, form_url, links | (extra_context or {}))


def pages_of(report: ProgressReport, *, writes: bool) -> list[tuple[str, str]]:
    """Address and label of where the report can be read, as far as the site has those pages."""
    of_report = {"programme": report.programme.slug, "year": report.year}
    pages = [page for page in PAGES_OF_REPORT if writes or page != WRITING_PAGE]
    return [
        (address, label)
        for name, more, label in pages
        if (address := address_of(name, of_report | more))
    ]


def address_of(name: str, arguments: dict[str, object]) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""


@admin.register(StatedFigure)
class StatedFigureAdmin(HouseAdmin):
    form = StatedFigureForm
    list_display = ["key", "value", "as_of", "source"]
    list_filter = ["key", "programme"]
    search_fields = ["source"]
    fields = ["programme", "key", "qualifier", "value", "as_of", "source"]

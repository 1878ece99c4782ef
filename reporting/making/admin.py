"""The report in the admin: its cover, the way to its texts, and the figures that staff state.

The texts have a page of their own, which notices that a colleague changed one meanwhile. As fields
here they would be sent back with each change of the cover, and undo what was written since.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import F, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from backoffice.base import HouseAdmin, StatesByAction

from ..document.section_titles import SECTION_TITLES
from ..models import ProgressReport, StatedFigure
from ..rules import may_write
from .admin_forms import ProgressReportForm, StatedFigureForm

WRITING_PAGE: tuple[str, dict[str, str], str] = ("reporting:write", {}, "Teksten schrijven")
PAGES_OF_REPORT: tuple[tuple[str, dict[str, str], str], ...] = (
    ("reporting:preview", {}, "Rapportage bekijken"),
    WRITING_PAGE,
    ("reporting:readiness", {}, "Wat nog ontbreekt"),
    ("reporting:state", {}, "Stand en publiceren"),
    ("reporting:file", {"file_format": "pdf"}, "Rapportage als PDF"),
)


@dataclass(frozen=True)
class TextOfSection:
    """`address` is where it is written; empty for who may not write."""

    title: str
    address: str
    is_written: bool


@admin.register(ProgressReport)
class ProgressReportAdmin(StatesByAction, HouseAdmin):
    form = ProgressReportForm
    list_display = ["__str__", "programme", "state", "latest_version", "is_public"]
    ordering = ["-year", "programme"]
    change_form_template = "admin/reporting/report.html"
    list_filter = ["year", "programme"]
    list_select_related = ["programme"]
    search_fields = ["year", "programme__name"]
    fields = ["programme", "year", "reference_date", "addressee", "author", "version", "date"]
    set_by_action = ("is_public",)

    def has_change_permission(
        self, request: HttpRequest, obj: ProgressReport | None = None
    ) -> bool:
        """The cover changes only in a draft: what was submitted is what is approved."""
        draft = obj is None or obj.state == ProgressReport.State.DRAFT
        return draft and super().has_change_permission(request, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: ProgressReport | None = None
    ) -> list[str]:
        """Published versions have their address by these; another year would be another report."""
        published = obj is not None and obj.versions.exists()
        return ["programme", "year"] if published else []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(latest=Max("versions__number"))

    @admin.display(description="laatste versie", ordering="latest", empty_value="nog geen")
    def latest_version(self, report: ProgressReport) -> int | None:
        return report.latest

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
        links = self.links_of(request, obj) if obj else {}
        return super().change_view(request, object_id, form_url, links | (extra_context or {}))

    def links_of(self, request: HttpRequest, obj: ProgressReport) -> dict[str, list]:
        texts = texts_of(obj, writes=may_write(request.user))
        return {"action_links": self.action_links(request, obj), "texts": list(texts)}


def texts_of(report: ProgressReport, *, writes: bool) -> Iterator[TextOfSection]:
    """All sections, in the order of the report."""
    written = set(report.narratives.exclude(text="").values_list("section", flat=True))
    of_report = {"programme": report.programme.slug, "year": report.year}
    for section, title in SECTION_TITLES.items():
        address = address_of("reporting:edit", of_report | {"section": section})
        yield TextOfSection(title, address if writes else "", section in written)


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
    list_display = ["key", "value", "as_of", "source", "programme"]
    list_select_related = ["programme"]
    ordering = [F("as_of_latest").desc(nulls_last=True), "-id"]
    list_filter = ["key", "programme"]
    search_fields = ["source"]
    fields = ["programme", "key", "qualifier", "value", "as_of", "source"]

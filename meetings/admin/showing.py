"""Before a concept goes on the site staff see what visitors will see."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from backoffice.actions import ActionForm, ActionPage, ActionPages
from dates.days import write_hour
from dates.values import write_with_days

from ..actions import put_on_site, take_off_site
from ..forms import WhyForm
from ..models import Meeting
from ..pages.meeting_page import any_meeting, page_context
from ..registering.forms import blank_fields

ON_SITE, PREVIEW = "op-de-site", "voorbeeld"
NEEDED_BY_VISITORS = (
    *("place", "venue", "route", "accessibility", "description", "timetable", "audience"),
    *("start_time", "end_time"),
)

SHOWING = (
    ActionPage(
        ON_SITE,
        "Op de site zetten",
        put_on_site,
        "De bijeenkomst staat op de site.",
        undone_by="van-de-site",
        possible=lambda meeting: not meeting.is_public,
        intro="Iedereen ziet de bijeenkomst daarna, en kan zich aanmelden zodra dat kan.",
    ),
    ActionPage(
        "van-de-site",
        "Van de site halen",
        take_off_site,
        "De bijeenkomst is weer een concept: alleen de staf ziet haar.",
        undone_by=ON_SITE,
        form=WhyForm,
        possible=lambda meeting: meeting.is_public,
        intro="De pagina is er daarna niet meer voor bezoekers. Gaat zij niet door, annuleer dan.",
    ),
)


class ShowsBeforehand(ActionPages):
    """For the ModelAdmin of a line of meetings: the page as it will be, for staff alone."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.preview_view))
        place = f"<path:object_id>/{PREVIEW}/"
        return [path(place, view, name=self._url_name(PREVIEW)), *super().get_urls()]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        meeting = self.get_object(request, object_id)
        if meeting is None:
            raise Http404
        if not self.has_view_permission(request, meeting):
            raise PermissionDenied
        shown = any_meeting(self.model, meeting.slug)
        shown.is_public = True  # as it will be; nothing is kept
        form = {"blank_fields": blank_fields(shown.line), "hidden_fields": mark_safe("")}
        context = page_context(shown) | form | {"back": self._address(meeting, "change")}
        return render(request, "meetings/preview.html", context)

    def get_view_on_site_url(self, obj: Meeting | None = None) -> str | None:
        """A concept has no page on the site yet."""
        return super().get_view_on_site_url(obj) if obj and obj.is_public else None

    def action_links(self, request: HttpRequest, obj: Meeting) -> list[tuple[str, str]]:
        links = super().action_links(request, obj)
        preview = (self._address(obj, PREVIEW), "Voorbeeld van de pagina")
        return links if obj.is_public else [*links, preview]

    def _show_action(
        self, request: HttpRequest, obj: Any, page: ActionPage, form: ActionForm
    ) -> HttpResponse:
        response = super()._show_action(request, obj, page, form)
        if page.name == ON_SITE:
            response.template_name = "admin/meetings/put_on_site.html"
            response.context_data |= {
                "shown": list(_shown(obj)),
                "lacking": list(_lacking(obj)),
                "preview": reverse(f"admin:{self._url_name(PREVIEW)}", args=[obj.pk]),
            }
        return response


def _shown(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """What visitors will read, as far as it is known."""
    yield "titel", meeting.title
    yield "datum", write_with_days(meeting.date)
    for name in NEEDED_BY_VISITORS:
        value = getattr(meeting, name)
        if value:
            is_time = name in ("start_time", "end_time")
            yield _label(name), write_hour(value) if is_time else str(value)


def _lacking(meeting: Meeting) -> Iterator[str]:
    if meeting.date is None:
        yield "datum"
    yield from (_label(name) for name in NEEDED_BY_VISITORS if not getattr(meeting, name))


def _label(name: str) -> str:
    return str(Meeting._meta.get_field(name).verbose_name)

"""Pages of a story that are for few: the raw text, and what was replaced in it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from privacy.models import Reading
from privacy.reading import HEADERS, note_reading, readings_of, reason_in

from .models import Story

RAW, LOG = "toolkit_story_ruwe-tekst", "toolkit_story_vervangingen"
ANSWERS = "toolkit_story_antwoorden"
RAW_TITLE, LOG_TITLE = "Ruwe tekst", "Wat in dit verhaal is vervangen"
ANSWERS_TITLE = "Antwoorden van lezers"
NOTHING = "Er is geen ruwe tekst: die is nooit vastgelegd, of gewist."


SEE_RAW, READ_LOG = "toolkit.view_raw_story", "toolkit.read_replacement"


def may_see_raw(request: HttpRequest) -> bool:
    return request.user.has_perm(SEE_RAW)


def may_read_log(request: HttpRequest) -> bool:
    return request.user.has_perm(READ_LOG)


class ReadingPages(admin.ModelAdmin):
    """For a ModelAdmin of stories. GET asks for a reason, POST writes the row and shows."""

    def get_urls(self) -> list[URLPattern]:
        show_or_read = require_http_methods(["GET", "HEAD", "POST"])
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/ruwe-tekst/", wrap(show_or_read(self.raw_view)), name=RAW),
            path("<path:object_id>/vervangingen/", wrap(show_or_read(self.log_view)), name=LOG),
            path(
                "<path:object_id>/antwoorden/",
                wrap(show_or_read(self.answers_view)),
                name=ANSWERS,
            ),
            *super().get_urls(),
        ]

    def action_links(self, request: HttpRequest, obj: Story) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        if may_see_raw(request):
            links.append((reverse(f"admin:{RAW}", args=[quote(obj.pk)]), RAW_TITLE))
            if obj.attempts.answered().exists():
                links.append((reverse(f"admin:{ANSWERS}", args=[quote(obj.pk)]), ANSWERS_TITLE))
        return links

    def raw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        story = self._restricted(request, object_id, SEE_RAW)
        activity = Reading.Activity.RAW_STORY
        return self._read(
            request, story, activity, RAW_TITLE, lambda: {"text": story.raw_text or NOTHING}
        )

    def log_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        story = self._restricted(request, object_id, READ_LOG)
        activity = Reading.Activity.REPLACEMENTS
        return self._read(
            request, story, activity, LOG_TITLE, lambda: {"rows": story.replacements.opened()}
        )

    def answers_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What readers thought who it is about, beside the raw text, for who compares."""
        story = self._restricted(request, object_id, SEE_RAW)
        rows = story.attempts.answered().select_related("reader", "read_by")
        return self._read(
            request,
            story,
            Reading.Activity.GUESSES,
            ANSWERS_TITLE,
            lambda: {"answers": list(rows), "no_answers": True},
        )

    def _restricted(self, request: HttpRequest, object_id: str, permission: str) -> Story:
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        if not request.user.has_perm(permission) or not self.has_view_permission(request, story):
            raise PermissionDenied
        return story

    def _read(
        self, request: HttpRequest, story: Story, activity: str, title: str, opened: Any
    ) -> HttpResponse:
        """`opened` gives what is read; it is called only once a reason was given."""
        form = reason_in(request)
        found: dict[str, Any] = {"form": form}
        if form.is_bound and form.is_valid():
            note_reading(activity, story, by=request.user, **form.cleaned_data)
            found = opened()
        context = self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(story),
            "opts": self.opts,
            "story_url": reverse("admin:toolkit_story_change", args=[quote(story.pk)]),
            "readings": readings_of(story)[:10],
        }
        page = TemplateResponse(request, "admin/toolkit/restricted.html", context | found)
        for name, value in HEADERS.items():
            page[name] = value
        return page

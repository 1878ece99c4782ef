"""A colleague reads a story as an outsider: the text alone, ten minutes, two questions."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from backoffice.base import ActionPage
from dates.days import write_moment
from privacy.reading import HEADERS

from .forms_attempt import AttemptForm, CompareForm
from .intruding import (
    ANOTHER_TEXT,
    COMPARE,
    TIME,
    TRIED_AT,
    attempt_of,
    begin,
    compare,
    give_answer,
    told,
)
from .models import Attempt, Story

PAGE, TITLE = "toolkit_story_wie-is-dit", "Wie is dit, waar was het?"
THANKS = "Uw antwoord is bewaard. Een collega die het verhaal kent, vergelijkt het."


def to_compare(story: Story) -> QuerySet:
    return story.attempts.to_compare()


COMPARE_PAGE = ActionPage(
    "vergelijken",
    "Vergelijken",
    compare,
    "De uitkomst van de vergelijking is vastgelegd.",
    form=CompareForm,
    rows=to_compare,
    intro="Lees eerst het antwoord bij “Antwoorden van lezers”. Leg hier alleen de uitkomst vast.",
    needs=COMPARE,
)


def until(attempt: Attempt) -> str:
    return write_moment(timezone.localtime(attempt.started_at + TIME))


class AttemptPage(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    def get_urls(self) -> list[URLPattern]:
        view = require_http_methods(["GET", "HEAD", "POST"])(self.attempt_view)
        place = "<path:object_id>/wie-is-dit/"
        return [path(place, self.admin_site.admin_view(view), name=PAGE), *super().get_urls()]

    def action_links(self, request: HttpRequest, obj: Story) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        if obj.state in TRIED_AT and self.has_change_permission(request, obj):
            links.append((reverse(f"admin:{PAGE}", args=[quote(obj.pk)]), TITLE))
        return links

    @admin.display(description="geprobeerd te herkennen")
    def tried(self, story: Story) -> str:
        return told(story) if story.pk else "nog niet"

    def attempt_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        attempt = attempt_of(story, by=request.user)
        sent = request.POST if "send" in request.POST else None
        form = AttemptForm(sent)
        try:
            if request.method == "POST" and sent is None:
                begin(story, by=request.user)
                return HttpResponseRedirect(request.path)
            if sent and attempt is None:
                attempt = begin(story, by=request.user)
                self.message_user(request, ANOTHER_TEXT, messages.WARNING)
            elif sent and form.is_valid():
                give_answer(attempt, **form.cleaned_data)
                self.message_user(request, THANKS, messages.SUCCESS)
                return self._to(story)
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return self._to(story)
        return self._shown(request, story, attempt, form)

    def _to(self, story: Story) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:toolkit_story_change", args=[story.pk]))

    def _shown(
        self, request: HttpRequest, story: Story, attempt: Attempt | None, form: AttemptForm
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": TITLE,
            "subtitle": str(story),
            "opts": self.opts,
            "story": story,
            "attempt": attempt,
            "until": until(attempt) if attempt else "",
            "form": form,
            "story_url": reverse("admin:toolkit_story_change", args=[quote(story.pk)]),
        }
        page = TemplateResponse(request, "admin/toolkit/attempt.html", context)
        for name, value in HEADERS.items():
            page[name] = value
        return page

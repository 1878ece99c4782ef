"""The stories by step, with what each waits for and since when."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dates.days import write_moment

from .intruding import TRIED_AT, told
from .models import Assignment, Story
from .readers.pages import may_assign
from .way import WAITS_FOR

BY_STEP = "toolkit_story_per-stap"
UNKNOWN = "sinds wanneer is niet vastgelegd"


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    since: str
    tried: str
    readers: str


@dataclass(frozen=True)
class Step:
    name: str
    waits_for: str
    rows: list[Row]


class StepsPage(admin.ModelAdmin):
    """For the ModelAdmin of stories. Names of readers are for those who assign."""

    change_list_template = "admin/toolkit/stories.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.by_step_view))
        return [path("per-stap/", view, name=BY_STEP), *super().get_urls()]

    def by_step_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": "Verhalen per stap",
            "opts": self.opts,
            "steps": steps_of(self.get_queryset(request), names=may_assign(request)),
        }
        return TemplateResponse(request, "admin/toolkit/by_step.html", context)


def steps_of(stories: QuerySet, *, names: bool) -> list[Step]:
    """All states in their order, in three queries; one less without the names of readers."""
    rows = stories.exclude(pk__in=Story.objects.taken_back()).annotate(since=Max("steps__taken_at"))
    rows = rows.order_by("since", "pk").prefetch_related("attempts")
    if names:
        standing = Assignment.objects.filter(ended_at=None).select_related("reader")
        rows = rows.prefetch_related(Prefetch("assignments", standing, to_attr="standing"))
    found: dict[str, list[Row]] = {state: [] for state in Story.State}
    for story in rows:
        found[story.state].append(_row(story, names=names))
    return [
        Step(Story.State(state).label, WAITS_FOR[Story.State(state)], of_step)
        for state, of_step in found.items()
    ]


def _row(story: Story, *, names: bool) -> Row:
    readers = [each.reader.name for each in story.standing] if names else []
    return Row(
        story.title,
        reverse("admin:toolkit_story_change", args=[story.pk]),
        f"sinds {write_moment(timezone.localtime(story.since))}" if story.since else UNKNOWN,
        told(story) if story.state in TRIED_AT else "",
        ", ".join(readers),
    )

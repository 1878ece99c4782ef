"""The pages of one line: its list, and the page of each of its meetings."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from ..line import MeetingsLine
from .calendar_links import meeting_file, subscriptions
from .listing import list_context
from .views import meeting_page


def pages_of(line: MeetingsLine) -> tuple[list[URLPattern], str]:
    """What `include` takes: the addresses, and the namespace that they are in."""
    patterns = [
        path("", meeting_list, {"line": line}, name="list"),
        path("<slug:slug>/", meeting_page, {"line": line.model}, name="meeting"),
        path("<slug:slug>/agenda.ics", meeting_file, {"line": line.model}, name="meeting_calendar"),
    ]
    return patterns, line.key


@require_safe
def meeting_list(request: HttpRequest, line: MeetingsLine) -> HttpResponse:
    context = list_context(request, line.model.objects.all())
    chosen = cast(dict[str, str], context["chosen"])
    context |= {
        "subscriptions": subscriptions(chosen | {"lijn": line.key}),
        "nav": line.key,
        "heading": line.heading,
        "lead": line.lead,
    }
    return render(request, "meetings/list.html", context)

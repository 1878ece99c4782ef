from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages.listing import list_context
from meetings.pages.views import meeting_page

from .models import Hub

LEAD = (
    "In een Goed Werk Hub bespreken ambtenaren uit het hele openbaar bestuur een "
    "vraag uit hun eigen praktijk."
)


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    return meeting_page(request, Hub, slug)


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    context = list_context(request, Hub.objects.all()) | {
        "nav": "hubs",
        "heading": "Goed Werk Hubs",
        "lead": LEAD,
    }
    return render(request, "meetings/list.html", context)

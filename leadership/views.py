from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages.listing import list_context
from meetings.pages.views import meeting_page

from .models import LeadershipMeeting

LEAD = (
    "Bijeenkomsten voor ambtenaren die leidinggeven en hun mensen ruimte willen "
    "geven om goed werk te doen."
)


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    return meeting_page(request, LeadershipMeeting, slug)


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    context = list_context(request, LeadershipMeeting.objects.all()) | {
        "nav": "leadership",
        "heading": "Dienend Leiderschap",
        "lead": LEAD,
    }
    return render(request, "meetings/list.html", context)

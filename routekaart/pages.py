"""The pages of the site as a whole."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import TemplateView

from meetings.listing import with_badge
from meetings.models import Meeting
from programme.provinces import Province

UPCOMING = 6


def home(request: HttpRequest) -> HttpResponse:
    """What it is, what comes, and where."""
    today = timezone.localdate()
    upcoming = Meeting.objects.public().upcoming(today)
    nearest = upcoming.with_occupancy()[:UPCOMING]
    context = {
        "nav": "home",
        "meetings": [with_badge(meeting) for meeting in nearest],
        "provinces": _provinces(upcoming),
        "so_far": Meeting.objects.public()
        .held()
        .aggregate(meetings=Count("pk"), places=Count("place", distinct=True, filter=~Q(place=""))),
    }
    return render(request, "pages/home.html", context)


def _provinces(meetings: object) -> list[dict]:
    rows = meetings.order_by().values("province").annotate(number=Count("pk"))
    counts = {row["province"]: row["number"] for row in rows}
    return [
        {
            "code": code,
            "name": name,
            "count": counts.get(code, 0),
            "url": f"/hubs/?provincie={code}",
        }
        for code, name in Province.choices
    ]


about = TemplateView.as_view(template_name="pages/about.html", extra_context={"nav": "about"})
accessibility = TemplateView.as_view(template_name="pages/accessibility.html")
privacy = TemplateView.as_view(template_name="pages/privacy.html")

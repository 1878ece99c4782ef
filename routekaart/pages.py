"""The pages of the site as a whole."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from hubs.models import Hub
from meetings.models import Meeting
from meetings.pages.listing import for_list, of_time, only_examples, with_badge
from meetings.pages.places import numbers_by_place, province_tiles
from privacy.declarations import by_whom
from reporting.models import StatedFigure

UPCOMING = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What it is, what comes, and where; in four queries."""
    today = timezone.localdate()
    nearest = for_list(Meeting.objects.public().upcoming(today))[:UPCOMING]
    meetings = [with_badge(meeting) for meeting in nearest]
    hubs = of_time(Hub.objects.public(), past=False, today=today)
    context = {
        "nav": "home",
        "meetings": meetings,
        "only_examples": only_examples(meetings),
        "provinces": province_tiles(numbers_by_place(hubs), QueryDict(), reverse("hubs:list")),
        "so_far": so_far(),
        "organisations": stated_organisations(),
    }
    return render(request, "pages/home.html", context)


def so_far() -> dict[str, int]:
    """Counted from what was held; what was made up as an example never counts."""
    held = Meeting.objects.public().held().filter(programme__is_fictional=False)
    return held.aggregate(
        meetings=Count("pk"), places=Count("place", distinct=True, filter=~Q(place=""))
    )


def stated_organisations() -> StatedFigure | None:
    """How many organisations were reached, as staff stated it last."""
    figures = StatedFigure.objects.filter(
        key=StatedFigure.Key.ORGANISATIONS, programme__is_fictional=False
    )
    return figures.order_by("-as_of_latest").first()


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"kept": by_whom()})


about = TemplateView.as_view(template_name="pages/about.html", extra_context={"nav": "about"})
accessibility = TemplateView.as_view(template_name="pages/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is of one person, of staff or of machines is not for search engines."""
    context = {"site_url": settings.SITE_URL.rstrip("/")}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")

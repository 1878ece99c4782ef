"""The pages of the site as a whole."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from hubs.models import Hub
from meetings.models import Meeting
from meetings.pages.listing import EVERY, for_list, of_time, only_examples, to_go_to, with_badge
from meetings.pages.places import map_points, numbers_by_place, province_tiles
from privacy.declarations import by_whom
from reporting.models import StatedFigure

UPCOMING = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What it is, what comes, and where; in four queries."""
    today = timezone.localdate()
    nearest = for_list(Meeting.objects.public().upcoming(today))[:UPCOMING]
    meetings = [with_badge(meeting) for meeting in nearest]
    hubs = numbers_by_place(
        of_time(Hub.objects.public(), past=False, today=today), EVERY, to_go_to()
    )
    context = {
        "nav": "home",
        "meetings": meetings,
        "only_examples": only_examples(meetings),
        "provinces": province_tiles(hubs, QueryDict(), reverse("hubs:list")),
        "so_far": so_far(),
        "organisations": stated_organisations(),
    }
    return render(request, "pages/home.html", context)


@require_safe
def own_address(request: HttpRequest) -> HttpResponse:
    """In the place of a page by which one would change one's own address without a word to others:
    the administrator does that, so that a stolen session cannot take over the account."""
    return render(request, "account/email.html")


def so_far() -> dict[str, object]:
    """Counted from what was held; what was made up as an example never counts."""
    held = Meeting.objects.public().held().filter(programme__is_fictional=False)
    rows = numbers_by_place(held, EVERY, EVERY)
    return {
        "meetings": sum(row["found"] for row in rows),
        "places": len({row["place"] for row in rows if row["place"]}),
        "points": map_points(rows),
    }


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


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell of a leak (RFC 9116); it expires in half a year, so that it is never stale."""
    expires = timezone.now() + timedelta(days=182)
    lines = [
        f"Contact: mailto:{settings.CONTACT['email']}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL.rstrip('/')}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask for it without reading the page."""
    return redirect(static("site/mark.svg"), permanent=True)

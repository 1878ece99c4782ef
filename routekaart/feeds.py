"""What other programs read: a calendar and a feed of the public meetings, and the site map."""

from collections.abc import Iterable
from datetime import datetime, time

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from meetings.emails import event_values, when
from meetings.models import Meeting
from outbox.calendar_file import make_event, new_calendar
from publications.models import Publication

MOST = 50


def calendar(_request: HttpRequest) -> HttpResponse:
    """Every public meeting with a known day, cancelled ones as cancelled."""
    file = new_calendar("PUBLISH")
    file.add("x-wr-calname", "Routekaart Goed Werk in het Openbaar Bestuur")
    for meeting in _with_a_day(Meeting.objects.public()):
        file.add_component(make_event(event_values(meeting)))
    return HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")


def _with_a_day(meetings: Iterable[Meeting]) -> list[Meeting]:
    return [meeting for meeting in meetings if meeting.date and meeting.date.day]


class MeetingFeed(Feed):
    """New meetings and the minutes of past ones, the latest first."""

    feed_type = Atom1Feed
    title = "Bijeenkomsten en verslagen van de Routekaart Goed Werk"
    subtitle = "Nieuwe bijeenkomsten, en verslagen van wat er geweest is"

    def link(self) -> str:
        return reverse("hubs:list")

    def feed_url(self) -> str:
        return reverse("feed")

    def items(self) -> list[Meeting | Publication]:
        meetings = Meeting.objects.public().order_by("-pk")[:MOST]
        minutes = Publication.objects.minutes().filter(meeting__is_public=True)
        return [*meetings, *minutes.select_related("meeting").order_by("-pk")[:MOST]]

    def item_title(self, item: Meeting | Publication) -> str:
        if isinstance(item, Publication):
            return f"Verslag: {item.title}"
        return f"Gaat niet door: {item.title}" if item.is_cancelled else item.title

    def item_description(self, item: Meeting | Publication) -> str:
        if isinstance(item, Publication):
            return f"Verslag van {item.meeting}"
        return ", ".join(part for part in (when(item), item.place, item.description) if part)

    def item_link(self, item: Meeting | Publication) -> str:
        if isinstance(item, Publication):
            return item.url or item.meeting.get_absolute_url()
        return item.get_absolute_url()

    def item_guid(self, item: Meeting | Publication) -> str:
        return f"urn:routekaart:{item._meta.model_name}:{item.slug}"

    def item_updateddate(self, item: Meeting | Publication) -> datetime | None:
        day = item.date and item.date.latest
        return timezone.make_aware(datetime.combine(day, time())) if day else None


class MeetingSitemap(Sitemap):
    def items(self) -> QuerySet:
        return Meeting.objects.public().order_by("pk")


class PageSitemap(Sitemap):
    def items(self) -> list[str]:
        return ["home", "hubs:list", "leadership:list", "about", "accessibility", "privacy"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"pages": PageSitemap, "meetings": MeetingSitemap}

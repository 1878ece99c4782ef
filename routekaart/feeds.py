"""What other programs read: a calendar and a feed of the public meetings, and the site map.

Links begin with the configured address of the site, whatever host was asked.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Event, vDuration

from meetings.calendar_events import titled
from meetings.emails import absolute, when
from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from meetings.pages.calendar_links import public_event
from meetings.pages.filter_form import CalendarForm, matching
from meetings.querysets import MeetingQuerySet
from outbox.calendar_file import make_event, new_calendar
from publications.models import Publication
from toolkit.library.books import books_for
from toolkit.library.entries import addresses_for, everybody

from .changes import changed_at, start_of, with_change

CALENDAR_NAME = "Routekaart Goed Werk"
MOST = 50
LOOK_AGAIN = timedelta(hours=12)

Item = Meeting | Publication


def public_meetings() -> MeetingQuerySet:
    return with_change(Meeting.objects.public().select_related("programme"))


@require_safe
@conditional_page
def calendar(request: HttpRequest) -> HttpResponse:
    """The public meetings with a known day, cancelled ones as cancelled; of a line, a province or
    a theme where that is asked. What is not known is not there: a calendar of all would be taken
    for what was asked."""
    form = CalendarForm(request.GET)
    if not form.is_valid():
        raise Http404
    file = new_calendar("PUBLISH")
    name = ": ".join(filter(None, [CALENDAR_NAME, form.in_words()]))
    for kind in ("name", "x-wr-calname"):
        file.add(kind, name)
    file.add("x-wr-timezone", settings.TIME_ZONE)
    file.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for meeting in public_meetings().filter(matching(form.chosen())):
        if meeting.has_known_day:
            file.add_component(event_of(meeting))
    return HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")


def event_of(meeting: Meeting) -> Event:
    """Stamped with the last change, so that the file only differs where a meeting does."""
    event = make_event(public_event(meeting))
    for name in ("dtstamp", "last-modified"):
        event.pop(name, None)
        event.add(name, changed_at(meeting))
    return event


class MeetingFeed(Feed):
    """Meetings and the minutes of past ones, the last changed first."""

    feed_type = Atom1Feed
    language = settings.LANGUAGE_CODE
    title = "Bijeenkomsten en verslagen van de Routekaart Goed Werk"
    subtitle = "Nieuwe en gewijzigde bijeenkomsten, en verslagen van wat er geweest is"
    author_name = settings.CONTACT["name"]

    def link(self) -> str:
        return absolute(reverse("hubs:list"))

    def feed_url(self) -> str:
        return absolute(reverse("feed"))

    def feed_guid(self) -> str:
        return self.feed_url()

    def items(self) -> list[Item]:
        meetings = public_meetings().order_by("-changed_at", "-pk")[:MOST]
        minutes = Publication.objects.minutes().filter(meeting__is_public=True)
        latest = minutes.select_related("meeting__programme").order_by("-date_latest", "-pk")
        return sorted([*meetings, *latest[:MOST]], key=self.item_updateddate, reverse=True)

    def item_title(self, item: Item) -> str:
        if isinstance(item, Publication):
            return f"Verslag: {item.title}"
        return f"Gaat niet door: {titled(item)}" if item.is_cancelled else titled(item)

    def item_description(self, item: Item) -> str:
        """Readers take it as HTML."""
        if isinstance(item, Publication):
            return escape(f"Verslag van {titled(item.meeting)}")
        return escape(", ".join(filter(None, (when(item), item.place, item.description))))

    def item_link(self, item: Item) -> str:
        if isinstance(item, Publication):
            return item.url or absolute(item.meeting.get_absolute_url())
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Item) -> str:
        return f"urn:routekaart:{item._meta.model_name}:{item.slug}"

    def item_updateddate(self, item: Item) -> datetime:
        """Of minutes the day they are of, or that of their meeting."""
        if isinstance(item, Meeting):
            return changed_at(item)
        dated = item.date or item.meeting.date
        return start_of(dated.latest if dated else date(item.meeting.programme.first_year, 1, 1))


class SiteSitemap(Sitemap):
    """On the configured address, not on that of the request."""

    def get_urls(self, page: int = 1, site: object = None, protocol: str | None = None) -> list:
        address = urlsplit(settings.SITE_URL)
        here = SimpleNamespace(domain=address.netloc, name=address.netloc)
        return super().get_urls(page, here, address.scheme)


class MeetingSitemap(SiteSitemap):
    def items(self) -> MeetingQuerySet:
        return public_meetings().order_by("pk")

    def lastmod(self, item: Meeting) -> datetime:
        return changed_at(item)


class PageSitemap(SiteSitemap):
    def items(self) -> list[str]:
        lists = [f"{line.key}:list" for line in MEETING_LINES]
        more = ["pilots:index", "pilots:join", "publications:overview", "reporting:list"]
        more += ["toolkit:index", "toolkit:share_story", "ambassadors:index", "ambassadors:join"]
        more += ["meetings:mine", "own:ask"]
        return ["home", *lists, *more, "about", "accessibility", "privacy"]

    def location(self, item: str) -> str:
        return reverse(item)


class LibrarySitemap(SiteSitemap):
    def items(self) -> list[str]:
        reader = everybody()
        books = [f"{reader.base}boeken/{row.edition.slug}/" for row in books_for(reader)]
        return [*addresses_for(reader), *books]

    def location(self, item: str) -> str:
        return item


SITEMAPS = {"pages": PageSitemap, "meetings": MeetingSitemap, "library": LibrarySitemap}

"""The calendar, the feed and the site map, read as other programs read them."""

from datetime import UTC, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar
from lxml import etree

from dates.values import ApproximateDate
from meetings.actions import cancel, reschedule
from meetings.models import Meeting
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    PublicationFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://routekaart.example"
DAY = ApproximateDate.of_day(datetime(2027, 7, 1).date())


@pytest.fixture(autouse=True)
def site_address(settings):
    """Another than the host of the request, which anyone can make up."""
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def ask(client):
    return lambda address: client.get(address, headers={"host": "kwaad.example"})


def hub(**values) -> Meeting:
    return HubFactory(**{"date": DAY, "start_time": time(13), "end_time": time(16)} | values)


def events(ask) -> list:
    response = ask("/agenda.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def entries(ask) -> list[etree._Element]:
    response = ask("/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content).findall(f"{ATOM}entry")


def test_calendar_holds_what_a_calendar_program_needs(ask):
    made = hub(
        title="Nee zeggen", slug="nee-zeggen", place="Rotterdam", venue="Stadhuis, Coolsingel 40"
    )
    calendar = Calendar.from_ical(ask("/agenda.ics").content)
    assert {name: str(calendar[name]) for name in ("VERSION", "METHOD")} == {
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
    }
    assert calendar.errors == []
    (event,) = events(ask)
    assert event.errors == []
    assert event.decoded("dtstart") == datetime(2027, 7, 1, 11, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 7, 1, 14, tzinfo=UTC)
    told = {name: str(event[name]) for name in ("UID", "SUMMARY", "STATUS", "LOCATION", "URL")}
    assert told == {
        "UID": made.calendar_uid,
        "SUMMARY": "Nee zeggen",
        "STATUS": "CONFIRMED",
        "LOCATION": "Stadhuis, Coolsingel 40, Rotterdam",
        "URL": f"{SITE}/hubs/nee-zeggen/",
    }
    organizer = event["ORGANIZER"]
    assert (organizer.params["CN"], organizer) == (
        "Stichting Beroepseer",
        "mailto:routekaart@beroepseer.example",
    )
    assert set(event) & {"ATTENDEE", "CONTACT"} == set()


def test_times_are_written_in_utc(ask):
    hub()
    lines = ask("/agenda.ics").content.decode().splitlines()
    times = [line for line in lines if line.startswith(("DTSTART", "DTEND", "DTSTAMP"))]
    assert [line[-1] for line in times] == ["Z", "Z", "Z"]


def test_moving_and_cancelling_keep_the_uid_and_raise_the_sequence(ask):
    meeting = hub()
    staff = UserFactory()
    seen = [(str(e["UID"]), e["SEQUENCE"], str(e["STATUS"])) for e in events(ask)]
    later = ApproximateDate.of_day(DAY.earliest + timedelta(days=7))
    meeting = reschedule(meeting, to=later, by=staff, reason="locatie")
    seen += [(str(e["UID"]), e["SEQUENCE"], str(e["STATUS"])) for e in events(ask)]
    cancel(meeting, reason="venue", note="", by=staff)
    seen += [(str(e["UID"]), e["SEQUENCE"], str(e["STATUS"])) for e in events(ask)]

    assert len({uid for uid, _, _ in seen}) == 1
    sequences = [sequence for _, sequence, _ in seen]
    assert sequences == sorted(set(sequences)) and len(sequences) == 3
    assert [status for _, _, status in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_calendar_is_the_same_until_a_meeting_changes(ask):
    meeting = hub()
    first = ask("/agenda.ics").content
    assert ask("/agenda.ics").content == first
    meeting.title = "Andere titel"
    meeting.save()
    assert ask("/agenda.ics").content != first


def test_meeting_without_a_known_day_is_in_the_feed_only(ask):
    hub(date=ApproximateDate.of_month(2027, 7), start_time=None, end_time=None)
    assert events(ask) == []
    assert len(entries(ask)) == 1


def test_calendar_and_feed_name_no_one(ask):
    meeting = hub()
    RegistrationFactory(meeting=meeting, name="Sanne Geheim", email="sanne@geheim.example")
    for address in ("/agenda.ics", "/feed/", "/sitemap.xml"):
        assert "geheim" not in ask(address).content.decode().lower()


def test_feed_is_whole(ask):
    hub(slug="een"), LeadershipMeetingFactory(slug="twee", date=DAY)
    feed = etree.fromstring(ask("/feed/").content)
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}") != ""
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Stichting Beroepseer"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": f"{SITE}/hubs/",
        "self": f"{SITE}/feed/",
    }
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert sorted(ids) == ["urn:routekaart:meeting:een", "urn:routekaart:meeting:twee"]
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}title") != ""
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).tzinfo is not None


def test_feed_is_dated_by_the_last_change(ask):
    meeting = hub()
    moment = timezone.now() - timedelta(days=40)
    meeting.history.update(history_date=moment)
    (entry,) = entries(ask)
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == moment

    meeting.title = "Gewijzigd"
    meeting.save()
    (entry,) = entries(ask)
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) > moment


def test_feed_tells_cancelled_ones_examples_and_minutes(ask):
    hub(title="Af", cancelled=True)
    hub(title="Verzonnen", programme=ProgrammeFactory(is_fictional=True))
    held = hub(
        title="Gehouden",
        held=True,
        date=ApproximateDate.of_year(2013),
        start_time=None,
        end_time=None,
    )
    PublicationFactory(kind="minutes", meeting=held, title="Terug", url="https://v.example/1")
    PublicationFactory(kind="blog", title="Blog")
    told = {
        entry.findtext(f"{ATOM}title"): entry.find(f"{ATOM}link").get("href")
        for entry in entries(ask)
    }
    assert set(told) == {
        "Gaat niet door: Af",
        "Voorbeeld: Verzonnen",
        "Gehouden",
        "Verslag: Terug",
    }
    assert told["Verslag: Terug"] == "https://v.example/1"


def test_markup_in_a_meeting_stays_text_in_the_feed(ask):
    hub(title="Regels & <b>ruimte</b>", description="<script>alert(1)</script>")
    (entry,) = entries(ask)
    assert entry.findtext(f"{ATOM}title") == "Regels & <b>ruimte</b>"
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}summary")


def test_site_map_holds_pages_and_public_meetings_on_the_configured_address(ask):
    meeting = hub(slug="een")
    hub(slug="verborgen", is_public=False)
    root = ElementTree.fromstring(ask("/sitemap.xml").content)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    places = [place.text for place in root.findall("s:url/s:loc", space)]
    lists = ("/hubs/", "/dienend-leiderschap/", "/pilots/", "/pilots/meedoen/")
    told = ("/bijdragen/", "/rapportages/")
    more = (
        *told,
        "/toolkit/",
        "/toolkit/verhaal-delen/",
        "/ambassadeurs/",
        "/ambassadeurs/meedoen/",
    )
    own = ("/mijn-aanmeldingen/", "/mijn-gegevens/")
    paths = ("/", *lists, *more, *own, "/over/", "/toegankelijkheid/", "/privacy/")
    assert places == [*(f"{SITE}{path}" for path in paths), f"{SITE}/hubs/een/"]
    assert root.findtext("s:url[last()]/s:lastmod", namespaces=space) == (
        timezone.localdate(meeting.history.latest().history_date).isoformat()
    )


@pytest.mark.parametrize("address", ["/agenda.ics", "/feed/", "/sitemap.xml", "/robots.txt", "/"])
def test_host_of_the_request_is_in_no_link(ask, address):
    hub()
    assert "kwaad.example" not in ask(address).content.decode()

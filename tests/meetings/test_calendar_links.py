"""From the page of a meeting, and of many, to a calendar."""

from datetime import time
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from lxml import html

from dates.entry import read_date
from meetings.actions import cancel, reschedule
from meetings.pages import kept_pages
from tests.factories import HubFactory, LeadershipMeetingFactory, ThemeFactory

from .registering import filled_in, open_meeting, registered, text_of

pytestmark = pytest.mark.django_db

DAY = read_date("12 maart 2032")


def links(response):
    page = html.fromstring(response.content)
    return {" ".join(a.text_content().split()): a.get("href") for a in page.iter("a")}


def query(address):
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


def names(response):
    """What stands in the calendar."""
    return sorted(str(e["SUMMARY"]) for e in Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.parametrize(
    ("begin", "end", "google", "outlook"),
    [
        (
            time(13),
            time(16),
            "20320312T120000Z/20320312T150000Z",
            ("2032-03-12T13:00:00+01:00", "2032-03-12T16:00:00+01:00", None),
        ),
        (
            time(13),
            None,
            "20320312T120000Z/20320312T120000Z",
            ("2032-03-12T13:00:00+01:00", None, None),
        ),
        (None, None, "20320312/20320313", ("2032-03-12", "2032-03-13", "true")),
    ],
)
def test_page_offers_a_file_google_and_outlook(client, begin, end, google, outlook):
    meeting = HubFactory(title="Moed & werk", date=DAY, start_time=begin, end_time=end)

    found = links(client.get(meeting.get_absolute_url()))

    asked = query(found["Outlook"])
    assert query(found["Google Agenda"])["dates"] == google
    assert query(found["Google Agenda"])["text"] == asked["subject"] == "Moed & werk"
    assert tuple(asked.get(name) for name in ("startdt", "enddt", "allday")) == outlook
    assert names(client.get(found["Bestand (.ics)"])) == ["Moed & werk"]


def test_file_of_a_meeting_names_nobody_and_asks_nothing(client):
    meeting = open_meeting(description="Waar het over gaat.")
    registered(meeting, email="geheim@rijk.example")
    response = client.get(f"{meeting.get_absolute_url()}agenda.ics")

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Disposition"] == f'attachment; filename="{meeting.slug}.ics"'
    assert "METHOD:PUBLISH" in response.content.decode()
    assert event["DESCRIPTION"] == "Waar het over gaat."
    assert "geheim" not in response.content.decode()
    assert "ATTENDEE" not in event


def test_what_cannot_be_gone_to_is_not_offered(client):
    off, undated = open_meeting(), open_meeting()
    cancel(off, reason="venue", by=None)
    reschedule(undated, to=None, by=None, reason="zaal")

    pages = [links(client.get(each.get_absolute_url())) for each in (off, undated)]
    assert ["Google Agenda" in found for found in pages] == [False, False]
    assert client.get(f"{undated.get_absolute_url()}agenda.ics").status_code == 404
    hidden = open_meeting(is_public=False)
    assert client.get(f"{hidden.get_absolute_url()}agenda.ics").status_code == 404


@pytest.fixture
def three():
    moed = ThemeFactory(name="Moed", slug="moed")
    HubFactory(title="Hub Utrecht", date=DAY, province="ut").themes.add(moed)
    HubFactory(title="Hub Drenthe", date=DAY, province="dr")
    LeadershipMeetingFactory(title="Leiden Utrecht", date=DAY, province="ut")


@pytest.mark.parametrize(
    ("asked", "found", "called"),
    [
        ("", ["Hub Drenthe", "Hub Utrecht", "Leiden Utrecht"], "Routekaart Goed Werk"),
        ("?lijn=hubs", ["Hub Drenthe", "Hub Utrecht"], "Routekaart Goed Werk: Goed Werk Hub"),
        (
            "?lijn=hubs&provincie=ut",
            ["Hub Utrecht"],
            "Routekaart Goed Werk: Goed Werk Hub, in Utrecht",
        ),
        ("?provincie=ut", ["Hub Utrecht", "Leiden Utrecht"], "Routekaart Goed Werk: in Utrecht"),
        ("?thema=moed", ["Hub Utrecht"], "Routekaart Goed Werk: over moed"),
    ],
)
def test_calendar_can_be_narrowed_and_is_called_after_it(client, three, asked, found, called):
    response = client.get(f"/agenda.ics{asked}")
    calendar = Calendar.from_ical(response.content)

    assert names(response) == found
    assert {str(calendar["NAME"]), str(calendar["X-WR-CALNAME"])} == {called}
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in response.content.decode()
    assert "X-PUBLISHED-TTL:PT12H" in response.content.decode()


@pytest.mark.parametrize("asked", ["lijn=x", "provincie=xx", "thema=weg"])
def test_calendar_of_what_is_not_known_is_not_that_of_all(client, three, asked):
    assert client.get(f"/agenda.ics?{asked}").status_code == 404


def test_list_offers_a_subscription_to_what_is_chosen(client, three, settings):
    settings.SITE_URL = "https://routekaart.example"
    found = links(client.get("/hubs/?provincie=ut"))

    webcal = "webcal://routekaart.example/agenda.ics?lijn=hubs&provincie=ut"
    assert found["neem een abonnement"] == webcal
    assert query(found["Google Agenda"])["cid"] == webcal
    assert query(found["Outlook"])["url"] == webcal.replace("webcal:", "https:")
    assert found["Alle bijeenkomsten in uw agenda"] == "webcal://routekaart.example/agenda.ics"


@pytest.mark.parametrize("address", ["/agenda.ics", "/agenda.ics?lijn=hubs", "/feed/"])
def test_what_did_not_change_is_not_sent_again(client, three, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    HubFactory(title="Nieuw", date=DAY)
    changed = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


def landed(client, meeting, **values):
    return client.post(meeting.get_absolute_url(), filled_in(**values), follow=True)


def test_page_after_registering_shows_what_was_typed_and_the_calendars(client):
    typed = {"name": "Sanne", "organisation": "VWS", "email": "Sanne@Leiden.example"}
    response = landed(client, open_meeting(), **typed)

    page = html.fromstring(response.content)
    rows = {row.findtext("dt"): row.findtext("dd") for row in page.xpath("//dl/div")}
    told = {name: rows[name] for name in ("Naam", "Organisatie", "E-mailadres")}
    assert told == {"Naam": "Sanne", "Organisatie": "VWS", "E-mailadres": "Sanne@Leiden.example"}
    assert "Google Agenda" in links(response)


def test_page_after_registering_is_the_same_for_a_known_address(client):
    meeting = open_meeting()
    registered(meeting, name="Opgeslagen Naam", email="sanne@leiden.example")
    page = text_of(landed(client, meeting, name="Getypt", email="sanne@leiden.example"))

    assert "<dd>Getypt</dd>" in page
    assert "Opgeslagen" not in page


def test_address_of_that_page_tells_another_nothing(client, django_user_model):
    meeting = open_meeting()
    response = landed(client, meeting, name="Sanne")
    url = response.redirect_chain[-1][0]
    cookie = response.client.cookies["ingevuld"]
    other = type(client)()

    assert "Dit vulde u in" not in text_of(other.get(url))
    assert "Sanne" not in other.get(url).content.decode()
    assert (cookie["path"], cookie["max-age"], cookie["httponly"]) == (url, 600, True)


def test_page_that_is_kept_holds_what_nobody_else_typed(client):
    meeting, other = open_meeting(), type(client)()
    kept_pages.pages.clear()
    mine = text_of(landed(client, meeting, name="<!-- what was typed -->"))
    theirs = text_of(landed(other, meeting, name="Sanne", email="sanne@leiden.example"))

    assert mine.count("Dit vulde u in") == theirs.count("Dit vulde u in") == 1
    assert "<dd>&lt;!-- what was typed --&gt;</dd>" in mine
    assert "<dd>Sanne</dd>" in theirs and "what was typed" not in theirs
    assert len(kept_pages.pages) == 1


def test_what_was_typed_is_shown_on_its_own_page_only(client):
    first, second = open_meeting(), open_meeting()
    cookie = landed(client, first, name="Sanne").client.cookies["ingevuld"].value
    url = landed(client, second, name="Jo").redirect_chain[-1][0]
    client.cookies["ingevuld"] = cookie

    assert "Sanne" not in client.get(url).content.decode()


def test_who_waits_gets_no_calendar_yet(client):
    meeting = open_meeting(capacity=1)
    registered(meeting)

    assert "Google Agenda" not in links(landed(client, meeting, email="an@leiden.example"))

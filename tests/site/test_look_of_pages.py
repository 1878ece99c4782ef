"""What a visitor sees first, what is folded, and what is not told twice; and in which words."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html
from playwright.sync_api import expect

from meetings.actions import reschedule
from meetings.links import url_of
from privacy.links import withdraw_url
from tests.browsing import ask, expect_soon
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    OrganisationFactory,
    ProgrammeFactory,
    PublicationFactory,
)
from tests.meetings.registering import filled_in, open_meeting, registered
from tests.site.test_pages import day, read, said, upcoming
from toolkit.sharing import share_story

TEMPLATES = Path(settings.BASE_DIR) / "templates"
OFFICE_WORDS = ("niet vastgelegd", "logboek", "geteld uit")
THINGS_AS_WOMEN = re.compile(r"\b(zet|leg|keurt|leest|u) haar\b|\bgaat z(ij|e)\b|haar (kunt|nu)")

PLACE_OF = "(name => document.querySelector(name).getBoundingClientRect())"


def words_of(response) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


def more_of(response) -> html.HtmlElement:
    (more,) = html.fromstring(response.content).find_class("more")
    return more


def named(element: html.HtmlElement) -> list[str]:
    return element.xpath(".//*[self::input or self::textarea][not(@type='hidden')]/@name")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [HubFactory, LeadershipMeetingFactory])
def test_form_asks_four_things_and_folds_the_rest(client, make):
    meeting = make(date=day(30), place="Leiden")
    response = client.get(meeting.get_absolute_url())
    more = more_of(response)
    form = html.fromstring(response.content).xpath("//form[@method='post']")[0]
    beside = [name for name in named(form) if name not in named(more)]
    assert beside[:4] == ["name", "email", "organisation", "function"]
    assert len(beside) == 5  # with the field that people do not see
    assert more.get("open") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ({}, False),
        ({"needs": "Een ringleiding", "needs_consent": "on"}, True),
        ({"needs": "Een ringleiding"}, True),
        ({"organisation_other": "Stichting Elders"}, True),
        ({"wants_news": "on"}, True),
    ],
)
def test_folded_part_opens_where_it_holds_what_was_typed_or_an_error(client, values, is_open):
    response = client.post(open_meeting().get_absolute_url(), filled_in(name="", **values))
    assert (more_of(response).get("open") is not None) == is_open


@pytest.mark.django_db
def test_form_to_change_opens_where_needs_were_told(client):
    meeting = open_meeting()
    without, with_needs = registered(meeting), registered(meeting, 2, needs="Een ringleiding")
    assert more_of(client.get(url_of(without))).get("open") is None
    assert more_of(client.get(url_of(with_needs))).get("open") is not None


@pytest.mark.django_db
def test_organisation_stands_where_it_was_typed_and_survives_a_change(client):
    OrganisationFactory(name="Gemeente Leiden")
    registration = registered(open_meeting(), organisation_typed="Stichting Elders")
    page = html.fromstring(client.get(url_of(registration)).content)
    assert page.xpath("string(//input[@name='organisation']/@value)") == "Stichting Elders"

    client.post(url_of(registration), filled_in(organisation="Stichting Elders"))

    registration.refresh_from_db()
    assert (registration.organisation, registration.organisation_typed) == (
        None,
        "Stichting Elders",
    )


@pytest.mark.django_db
def test_list_tells_where_once_and_the_home_page_where_it_was(client):
    upcoming(title="Komt")
    for place in ("Groningen", "Groningen", "Den Haag", "Nergenshuizen"):
        HubFactory(date=day(-40), held=True, place=place)

    listed = read(client, "/hubs/")
    assert len(listed.find_class("provinces")) == 1
    assert listed.find_class("map") == []

    home = read(client, "/")
    points = [said(item) for item in home.xpath("//ol[@class='map__list']/li")]
    assert points == ["Groningen (2)", "Den Haag"]
    figures = [said(figure) for figure in home.xpath("//*[@class='key-figures']//dd")]
    assert figures[:2] == ["4", "3"]


@pytest.mark.django_db
def test_history_of_moves_is_folded_below_the_question(client):
    meeting = open_meeting(description="Wat vraagt een andere overheid van u?")
    reschedule(meeting, to=day(60), reason="de zaal", by=None)
    page = read(client, meeting.get_absolute_url())
    (folded,) = page.xpath("//details[.//li[contains(@class, 'is-dropped')]]")
    assert folded.get("open") is None
    assert "verplaatst" in said(folded.find("summary"))
    after = page.xpath("//*[@itemprop='description']/following-sibling::details")
    assert after == [folded]


@pytest.mark.django_db
def test_heading_of_a_list_says_nothing_of_what_was_not_chosen(client):
    upcoming(title="Raak")
    for address in ("/hubs/", "/hubs/?provincie=&thema=&wanneer="):
        found = read(client, address).get_element_by_id("found")
        assert said(found) == "Komende bijeenkomsten: 1 gevonden"


@pytest.mark.django_db
def test_public_pages_hold_no_office_words(client):
    HubFactory(title="Zonder datum", held=True)
    moved = open_meeting()
    reschedule(moved, to=day(60), by=None)
    for address in ("/", "/hubs/", "/hubs/?wanneer=geweest", "/bijdragen/", "/over/", "/privacy/"):
        page = words_of(client.get(address))
        assert [word for word in OFFICE_WORDS if word in page] == [], address
    page = words_of(client.get(moved.get_absolute_url()))
    assert [word for word in OFFICE_WORDS if word in page] == []


def test_no_thing_is_called_she():
    pages = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
    found = {
        str(page.relative_to(TEMPLATES)): hits.group()
        for page in pages
        if (hits := THINGS_AS_WOMEN.search(" ".join(page.read_text().split()).lower()))
    }
    assert found == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_provinces_stand_folded_above_the_rows_on_a_phone_and_open_beside_them(page):
    upcoming(title="Komt")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/hubs/")
    tile = page.get_by_role("link", name="Utrecht 1")
    fold = page.get_by_text("Kies een provincie op de kaart")
    expect(tile).to_be_hidden()
    expect_soon(page, f"{PLACE_OF}('.fold').bottom < {PLACE_OF}('.row').top")
    fold.click()
    expect(tile).to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    expect(fold).to_be_hidden()
    expect(tile).to_be_visible()
    expect_soon(page, f"{PLACE_OF}('.tile').left > {PLACE_OF}('.row').right")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 390])
def test_no_heading_touches_what_stands_above_it(page, width):
    """At least the space of a line, on the page of a registration as on that of a meeting."""
    meeting = open_meeting(description="De vraag.", timetable="13.30 uur: inloop")
    reschedule(meeting, to=day(60), by=None)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (url_of(registered(meeting)), meeting.get_absolute_url(), "/over/"):
        page.goto(address)
        page.locator("main h2").first.wait_for()
        spaces = ask(
            page,
            """[...document.querySelectorAll("main h2")]
            .map(heading => [heading, heading.previousElementSibling
                ?? heading.parentElement.previousElementSibling])
            .filter(([heading, above]) => above && above.getClientRects().length
                && above.getBoundingClientRect().bottom <= heading.getBoundingClientRect().top + 1)
            .filter(([heading, above]) =>
                heading.getBoundingClientRect().top - above.getBoundingClientRect().bottom < 24)
            .map(([heading]) => heading.textContent)""",
        )
        assert spaces == [], address


@pytest.mark.django_db
def test_cancelled_meeting_without_another_leads_on(client):
    off = HubFactory(date=day(30), cancelled=True)
    page = read(client, off.get_absolute_url())
    assert (
        page.xpath("//main//a[@href='/hubs/']/text()")[-1] == "Bekijk welke bijeenkomsten er komen"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bestaat-niet/", "/mijn-aanmelding/x/", "/toestemming/x/"])
def test_page_that_is_not_there_leads_on(client, address):
    page = html.fromstring(client.get(address).content)
    assert page.xpath("//main//a/@href") != []


@pytest.mark.django_db
def test_page_of_a_consent_leads_on_and_says_what_goes(client):
    ProgrammeFactory()
    withdraw = withdraw_url(share_story(title="Kort", text="Wat er gebeurde.").consent)
    pages = [client.get(withdraw), client.post(withdraw), client.post(withdraw)]
    assert [response.status_code for response in pages] == [200, 200, 410]
    assert "Uw tekst is gewist." in words_of(pages[1])
    for response in pages[1:]:
        page = html.fromstring(response.content)
        assert page.xpath("//main//a[@href='/']/text()") == ["Naar de beginpagina"]


@pytest.mark.django_db
def test_overview_says_that_it_is_cut(client, monkeypatch):
    monkeypatch.setattr("publications.views.MOST_ON_PAGE", 2)
    for number in range(2):
        PublicationFactory(title=f"Stuk {number}")
    assert "Hier staan de nieuwste" not in words_of(client.get("/bijdragen/"))
    PublicationFactory(title="Nog een stuk")
    assert "Hier staan de nieuwste 2." in words_of(client.get("/bijdragen/"))


@pytest.mark.django_db
def test_who_wants_another_address_is_not_sent_to_the_end_of_the_list(client):
    page = words_of(client.get(url_of(registered(open_meeting()))))
    assert "Meld u af en daarna opnieuw aan" not in page
    assert f"Mail naar {settings.CONTACT['email']}, dan passen we het aan." in page

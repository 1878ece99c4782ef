"""The public pages in Chromium: judged by axe, with the keyboard, without JavaScript, stretched."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from lxml import html
from playwright.sync_api import expect

from dates.values import ApproximateDate
from tests.browsing import ask, faults, focused, overflow, stretch_text, tab_to, violations
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    PublicationFactory,
    ReschedulingFactory,
    StoryFactory,
    ThemeFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/hubs/",
    "/hubs/?provincie=xx&thema=9&wanneer=nooit",
    "/hubs/?wanneer=geweest",
    "/hubs/?provincie=ze",
    "/dienend-leiderschap/",
    "/over/",
    "/privacy/",
    "/toegankelijkheid/",
    "/bijdragen/",
    "/rapportages/",
    "/toolkit/",
    "/toolkit/?zoek=lokett",
    "/toolkit/verhalen/het-loket/",
    "/toolkit/verhalen/het-loket/afdrukken/",
    "/toolkit/verhaal-delen/",
    "/sorteren/",
    "/pilots/",
    "/pilots/meedoen/",
    "/ambassadeurs/",
    "/ambassadeurs/meedoen/",
    "/bestaat-niet/",
)


@pytest.fixture(autouse=True)
def meetings():
    """One of each kind: moved, cancelled, undated, an example, held with minutes."""
    today = timezone.localdate()
    theme = ThemeFactory(name="Professionele ruimte", slug="professionele-ruimte")

    def day(days: int) -> ApproximateDate:
        return ApproximateDate.of_day(today + timedelta(days=days))

    here = {"place": "Utrecht", "province": "ut", "audience": "beleidsmedewerkers"}
    times = {"start_time": time(13, 30), "end_time": time(17)}
    moved = HubFactory(title="Grensoverschrijdend", date=day(9), **here, **times)
    moved.themes.add(theme)
    ReschedulingFactory(meeting=moved)
    HubFactory(title="Afgelast", date=day(19), cancelled=True, **here)
    HubFactory(title="Nog geen dag", place="'s-Hertogenbosch", province="nb")
    HubFactory(
        title="Een verzonnen bijeenkomst",
        programme=ProgrammeFactory(is_fictional=True),
        date=day(29),
        place="Groningen",
        province="gr",
    )
    LeadershipMeetingFactory(title="Ruimte geven", date=day(39), **here, capacity=3)
    shown = {"adopted": True, "audience": "public", "tension": "Wie helpt u?", "questions": "Wie?"}
    for slug in ("het-loket", "de-balie"):
        StoryFactory(title=slug.replace("-", " "), slug=slug, **shown).themes.add(theme)
    held = HubFactory(title="Gehouden", date=day(-39), held=True, **here)
    PublicationFactory(kind="minutes", meeting=held, url="https://verslagen.example/1")


def test_axe_finds_nothing_and_the_browser_refuses_nothing(page):
    told = []
    page.on("console", lambda message: told.append(message.text))
    found = {}
    for address in PAGES:
        page.goto(address)
        refused = [text for text in told if "404" not in text]
        assert refused == [], address
        found[address] = faults(page)
        told.clear()
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_stretched_text_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in PAGES:
        page.goto(address)
        stretch_text(page)
        assert (address, overflow(page)) == (address, 0)


def test_every_description_points_at_something(client):
    """As the server sends it: no script of ours adds a description."""
    for address in PAGES:
        page = html.fromstring(client.get(address).content)
        told = page.xpath("//@aria-describedby | //@aria-labelledby")
        wanted = {name for names in told for name in names.split()}
        assert (address, wanted - set(page.xpath("//@id"))) == (address, set())


def test_menu_and_filter_with_the_keyboard_only(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Naar de inhoud"
    tab_to(page, "Bijeenkomsten")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Goed Werk Hubs", level=1).wait_for()

    tab_to(page, "id_provincie")
    page.keyboard.type("Utrecht")
    page.keyboard.press("Tab")
    assert focused(page) == "id_thema"
    page.keyboard.type("Prof")
    page.keyboard.press("Tab")
    assert focused(page) == "id_wanneer"
    page.keyboard.press("Tab")
    assert focused(page) == "Toon bijeenkomsten"
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=2, name="1 gevonden")).to_have_text(
        "Komende bijeenkomsten in Utrecht, over professionele ruimte: 1 gevonden"
    )
    tab_to(page, "Grensoverschrijdend")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Grensoverschrijdend", level=1).wait_for()


def test_minutes_in_a_row_can_be_clicked(page):
    page.goto("/hubs/?wanneer=geweest")
    page.route("https://verslagen.example/**", lambda route: route.fulfill(body="Het verslag"))
    page.get_by_role("link", name="Lees het verslag van Gehouden").click()
    page.wait_for_url("https://verslagen.example/1")


def test_everything_works_without_javascript(page_without_javascript):
    page = page_without_javascript
    page.goto("/")
    page.get_by_role("link", name="Utrecht 1 hub").click()
    expect(page).to_have_url(re.compile(re.escape("/hubs/?provincie=ut") + "$"))
    page.get_by_label("Wanneer").select_option("Geweest")
    page.get_by_role("button", name="Toon bijeenkomsten").click()
    expect(page.locator("li.card h3")).to_have_text(["Gehouden"])
    page.get_by_role("link", name="Wis de keuze").click()
    expect(page).to_have_url(re.compile(re.escape("/hubs/?wanneer=geweest") + "$"))


def test_what_axe_is_asked_it_finds(page):
    page.goto("/")
    ask(page, "document.querySelector('main').append(new Image())")
    assert violations(page) == [("image-alt", "<img>")]

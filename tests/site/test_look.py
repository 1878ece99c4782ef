"""The parts of the pages: as HTML, and in a browser as people meet them."""

from datetime import date

import pytest
from django.forms import inlineformset_factory
from django.template.loader import render_to_string
from lxml import html
from playwright.sync_api import expect

from backoffice.base import NamedRows
from dates.values import ApproximateDate
from meetings.models import Meeting, MeetingTitle
from programme.map_projection import HEIGHT, WIDTH, place_on_map
from tests.browsing import ask, expect_focus, faults, focused, overflow, stretch_text, violations

from .urls import DATES, example_context

pytestmark = pytest.mark.urls("tests.site.urls")

PAGES = ("/", "/lijst/", "/bijeenkomst/", "/rapport/")


def partial(name: str, **context: object) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_to_string(f'partials/{name}.html', context)}</div>")


def heard(element: html.HtmlElement) -> list[str]:
    """What is said aloud: the text outside aria-hidden."""
    parts = element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")
    return [part.strip() for part in parts if part.strip()]


@pytest.mark.parametrize(
    ("when", "said", "machine_readable"),
    [
        (DATES[0], "12 maart 2026", "2026-03-12"),
        (DATES[1], "mei 2026", "2026-05"),
        (DATES[2], "maart of april 2026", None),
        (DATES[3], "2026", "2026"),
        (DATES[4], "datum niet bekend", None),
    ],
)
def test_date_block_is_as_precise_as_the_date(when, said, machine_readable):
    block = partial("date_block", when=when)
    assert heard(block) == [said]
    assert block.xpath("string(.//time/@datetime)") == (machine_readable or "")


def test_date_block_shows_the_parts_of_a_day():
    shown = partial("date_block", when=DATES[0]).xpath(".//span[@aria-hidden]/text()")
    assert shown == ["mrt", "12", "2026"]


@pytest.mark.parametrize(
    ("first", "last", "wording", "lines"),
    [
        ((2014, 5, 1), (2014, 5, 31), "", ["mei", "2014"]),
        ((2014, 3, 1), (2014, 4, 30), "maart of april 2014", ["mrt–apr", "2014"]),
        ((2014, 9, 1), (2014, 10, 31), "september of oktober 2014", ["sep–okt", "2014"]),
        ((2014, 9, 1), (2014, 11, 30), "najaar 2014", ["najaar", "2014"]),
        ((2014, 4, 10), (2014, 4, 20), "medio april 2014", ["apr", "2014"]),
        ((2014, 1, 1), (2014, 3, 31), "eerste kwartaal 2014", ["jan–mrt", "2014"]),
        ((2014, 2, 24), (2014, 2, 24), "rond 24 februari 2014", ["feb", "2014"]),
        ((2026, 12, 3), (2026, 12, 4), "", ["dec", "3–4", "2026"]),
        ((2014, 1, 1), (2014, 12, 31), "", ["in", "2014"]),
        ((2014, 1, 1), (2014, 12, 31), "in de loop van 2014", ["in", "2014"]),
        ((2013, 1, 1), (2014, 12, 31), "2013 of 2014", ["2013", "–", "2014"]),
        ((2013, 12, 1), (2014, 2, 28), "winter 2013/2014", ["dec 2013", "–", "feb 2014"]),
    ],
)
def test_date_block_keeps_an_imprecise_date_whole(first, last, wording, lines):
    when = ApproximateDate(date(*first), date(*last), wording)
    block = partial("date_block", when=when)
    assert block.xpath(".//span[@aria-hidden]/text()") == lines
    assert heard(block) == [str(when)]


@pytest.mark.browser
def test_no_line_of_a_date_block_is_broken_or_cut(open_page):
    page = open_page("/lijst/", 320)
    broken = """[...document.querySelectorAll(".date-block > [aria-hidden]")]
        .filter(line => line.scrollWidth > line.clientWidth
            || line.getClientRects().length > 1
            || line.clientHeight > 1.9 * parseFloat(getComputedStyle(line).fontSize))
        .map(line => line.textContent)"""
    assert ask(page, broken) == []


def test_meeting_card_says_what_where_and_when():
    meeting = example_context()["meetings"][0]
    card = partial("meeting_card", meeting=meeting)
    assert card.xpath("string(.//h3/a/@href)") == "/bijeenkomst/"
    assert [dd.text_content() for dd in card.iter("dd")] == [
        "donderdag 12 maart 2026, 13.30 tot 17.00 uur",
        "Rotterdam",
        "ambtenaren van alle lagen",
    ]


def test_cancelled_meeting_says_so_instead_of_its_places():
    meeting = example_context()["meetings"][1]
    card = partial("meeting_card", meeting=meeting, badge="Nog 6 plaatsen")
    assert [badge.text for badge in card.find_class("badge")] == ["Gaat niet door"]


def test_province_without_meetings_is_no_link():
    provinces = [
        {"code": "ut", "name": "Utrecht", "count": 1, "url": "/lijst/?provincie=ut"},
        {"code": "ze", "name": "Zeeland", "count": 0, "url": "/lijst/?provincie=ze"},
    ]
    tiles = partial("provinces", provinces=provinces, current="ut")
    (link,) = tiles.iter("a")
    assert link.get("href") == "/lijst/?provincie=ut"
    assert link.get("aria-current") == "true"
    assert [tile.text_content() for tile in tiles.iter("li")] == [
        "Utrecht 1 bijeenkomst",
        "Zeeland 0 bijeenkomsten",
    ]


def test_map_gives_its_points_as_a_list_too():
    drawn = partial("map", points=example_context()["points"])
    assert [item.text_content() for item in drawn.iter("li")] == [
        "Groningen",
        "Den Haag",
        "Rotterdam",
    ]
    assert drawn.xpath(".//*[local-name()='text']/text()") == ["1", "2", "3"]
    assert drawn.xpath(".//svg/@aria-hidden") == ["true"]


def test_map_prints_coordinates_with_a_point():
    drawn = partial("map", points=[{"x": 120.5, "y": 236.1, "label": "Den Haag", "url": ""}])
    assert drawn.xpath(".//circle/@cx") == ["120.5"]


def test_breadcrumbs_end_at_this_page():
    trail = [{"label": "Bijeenkomsten", "url": "/lijst/"}]
    crumbs = partial("breadcrumbs", trail=trail, here="Groningen")
    assert heard(crumbs) == ["Home", "Bijeenkomsten", "Groningen"]
    assert crumbs.xpath("string(.//li[@aria-current='page'])") == "Groningen"


def test_dropped_date_is_told_apart_without_seeing_it():
    dates = partial("timeline", steps=example_context()["moves"])
    assert "Vervallen:" in heard(dates)


@pytest.mark.parametrize(
    ("latitude", "longitude", "province"),
    [
        (53.4395, 6.8351, (330, 30)),  # Eemshaven, in the north east corner
        (50.7545, 6.0209, (250, 434)),  # Vaals, in the far south
        (51.3679, 3.4084, (10, 342)),  # Cadzand, in the south west
    ],
)
def test_corners_of_the_country_lie_in_the_corners_of_the_map(latitude, longitude, province):
    x, y = place_on_map(latitude=latitude, longitude=longitude)
    assert (x, y) == pytest.approx(province, abs=6)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_menu_leaves_out_pages_that_do_not_exist(client):
    page = html.fromstring(client.get("/lijst/").content)
    menu = page.find_class("menu")[0]
    assert [(link.text, link.get("aria-current")) for link in menu.iter("a")] == [
        ("Bijeenkomsten", "page"),
        ("Rapportages", None),
    ]


def test_title_says_that_something_is_wrong(client):
    page = html.fromstring(client.post("/bijeenkomst/", {}).content)
    assert page.findtext(".//title").startswith("Fout: Jouw rol in een veranderende overheid")


@pytest.mark.parametrize("template", ["404.html", "403.html", "500.html"])
def test_error_page_needs_no_context(template):
    page = html.fromstring(render_to_string(template))
    assert len(page.xpath("//h1")) == 1
    assert page.get("lang") == "nl"


@pytest.mark.parametrize("name", ["about", "accessibility", "privacy"])
def test_page_of_text_has_one_heading_and_a_title(name):
    page = html.fromstring(render_to_string(f"pages/{name}.html"))
    assert page.findtext(".//title").startswith(page.findtext(".//h1"))


def test_inline_fields_say_what_they_are_and_in_which_row():
    formset_class = inlineformset_factory(
        Meeting, MeetingTitle, formset=NamedRows, fields=["title"], extra=2
    )
    rows = formset_class(instance=Meeting())
    names = [
        (form["title"].field.widget.attrs["aria-label"], form["DELETE"].field.widget.attrs)
        for form in rows
    ]
    assert names == [
        ("Andere titel, rij 1", {"aria-label": "Verwijderen, rij 1"}),
        ("Andere titel, rij 2", {"aria-label": "Verwijderen, rij 2"}),
    ]


@pytest.fixture
def open_page(open_context):
    """A function that opens a path at a width."""

    def open_at(path: str, width: int, **options: object):
        page = open_context(viewport={"width": width, "height": 900}, **options).new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(path)
        return page

    return open_at


@pytest.mark.browser
def test_pages_have_no_axe_violations(open_page):
    page = open_page("/", 1280)
    for path in PAGES:
        page.goto(path)
        assert (path, page.said, faults(page)) == (path, [], {})


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_refused_form_has_no_axe_violations_and_takes_the_focus(open_page, width):
    page = open_page("/bijeenkomst/", width)
    page.get_by_role("button", name="Meld mij aan").click()
    page.locator("#error-summary:focus").wait_for()
    page.get_by_role("link", name="Kies hoe u meedoet.").click()
    expect_focus(page, "id_way_0")
    assert page.said == []
    assert violations(page) == []


@pytest.mark.browser
def test_text_spacing_at_320_pixels_does_not_overflow(open_page):
    page = open_page("/", 320)
    for path in PAGES:
        page.goto(path)
        stretch_text(page)
        assert (path, overflow(page)) == (path, 0)


@pytest.mark.browser
def test_keyboard_goes_through_the_page_in_the_order_of_reading(open_page):
    page = open_page("/bijeenkomst/", 1280)
    order = []
    for _ in range(17):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order[0] == "Naar de inhoud"
    assert order[2:8] == [
        "Bijeenkomsten",
        "Rapportages",
        "Home",
        "Bijeenkomsten",
        "Naar aanmelden",
        "id_name",
    ]
    assert order[8:] == [
        "id_email",
        "id_organisation",
        "id_sector",
        "id_way_0",
        "id_themes_0",
        "id_themes_1",
        "id_question",
        "id_agreed",
        "submit-id-send",
    ]


@pytest.mark.browser
def test_skip_link_shows_itself_and_leads_to_the_content(open_page):
    page = open_page("/", 390)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect_focus(page, "content")


@pytest.mark.browser
def test_everything_works_without_javascript(open_page):
    page = open_page("/bijeenkomst/", 390, java_script_enabled=False)
    page.get_by_role("button", name="Meld mij aan").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(5)

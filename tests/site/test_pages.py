"""The public pages: what they tell, what they leave out, and how often they ask the database."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import server_error
from lxml import html

from dates.values import ApproximateDate
from meetings.models import Meeting
from reporting.models import StatedFigure
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    PublicationFactory,
    RegistrationFactory,
    ReschedulingFactory,
    ThemeFactory,
)

MARKER = "Verborgen-4711"
PAGES = ("/", "/hubs/", "/dienend-leiderschap/", "/over/", "/privacy/", "/toegankelijkheid/")
MACHINES = ("/agenda.ics", "/feed/", "/sitemap.xml", "/robots.txt")


def day(days: int) -> ApproximateDate:
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def upcoming(**values) -> Meeting:
    values = {
        "date": day(30),
        "start_time": time(13),
        "place": "Utrecht",
        "province": "ut",
    } | values
    return HubFactory(**values)


def read(client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content)


def titles(page: html.HtmlElement) -> list[str]:
    return [title.text_content() for title in page.xpath("//li[contains(@class, 'card')]//h3")]


def badges(page: html.HtmlElement) -> list[str]:
    return [badge.text_content() for badge in page.find_class("badge")]


def said(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_page_stands_without_any_data(client, address):
    page = read(client, address)
    assert len(page.findall(".//h1")) == 1
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://localhost:8000{address}"]


@pytest.mark.django_db
def test_list_tells_upcoming_ones_in_order_with_the_undated_last(client):
    upcoming(title="Zonder datum", date=None, start_time=None)
    upcoming(title="Later", date=day(60))
    upcoming(title="Eerst")
    upcoming(title="Geweest", held=True, date=day(-10))
    LeadershipMeetingFactory(title="Andere lijn", date=day(20))

    page = read(client, "/hubs/")

    assert titles(page) == ["Eerst", "Later", "Zonder datum"]
    assert badges(page) == ["Plaats genoeg", "Plaats genoeg", "Aanmelden kan als de dag bekend is"]
    assert "datum nog niet bekend" in said(page)


@pytest.mark.django_db
def test_cancelled_and_moved_meetings_say_so(client):
    upcoming(title="Afgelast", cancelled=True)
    moved = upcoming(title="Verzet", date=day(40))
    ReschedulingFactory(meeting=moved)

    page = read(client, "/hubs/")

    assert badges(page) == ["Gaat niet door", "Verplaatst", "Plaats genoeg"]


@pytest.mark.django_db
def test_past_ones_come_latest_first_with_their_minutes(client):
    early = upcoming(title="Eerder", held=True, date=day(-90))
    upcoming(title="Onlangs", held=True, date=day(-9))
    upcoming(title="Onzeker", date=day(-5))
    upcoming(title="Afgelast", cancelled=True, date=day(-4))
    PublicationFactory(kind="minutes", meeting=early, url="https://voorbeeld.example/verslag")
    PublicationFactory(kind="blog", meeting=early, url="https://voorbeeld.example/blog")

    page = read(client, "/hubs/?wanneer=geweest")

    assert titles(page) == ["Afgelast", "Onzeker", "Onlangs", "Eerder"]
    assert badges(page) == ["Ging niet door", "Nog niet bevestigd of dit is doorgegaan"]
    assert page.xpath("//li[contains(@class,'card')]//p/a/@href") == [
        "https://voorbeeld.example/verslag"
    ]


@pytest.mark.django_db
def test_filter_by_province_and_theme(client):
    theme = ThemeFactory(name="Loyaliteit", slug="loyaliteit")
    upcoming(title="Raak").themes.add(theme)
    upcoming(title="Ander thema")
    upcoming(title="Andere provincie", place="Groningen", province="gr").themes.add(theme)

    page = read(client, "/hubs/?provincie=ut&thema=loyaliteit")

    assert titles(page) == ["Raak"]
    assert said(page.get_element_by_id("found")) == (
        "Komende bijeenkomsten in Utrecht, over loyaliteit: 1 gevonden"
    )
    current = page.xpath("//a[@aria-current='true']")
    assert [said(tile) for tile in current] == ["Utrecht 2 bijeenkomsten"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/hubs/", "/dienend-leiderschap/"])
@pytest.mark.parametrize(
    "query",
    [
        "provincie=xx&thema=9",
        "provincie=%00&thema=%00",
        "provincie=" + "a" * 5000,
        "wanneer=morgen&thema=" + "1" * 400,
        "provincie=ut&provincie=xx&thema=<script>",
        "thema=%F0%9F%99%82",
    ],
)
def test_unknown_filter_value_is_told_and_left_out(client, address, query):
    upcoming(title="Toch te zien")
    LeadershipMeetingFactory(title="Toch te zien", date=day(3))

    page = read(client, f"{address}?{query}")

    errors = [said(error) for error in page.find_class("error-message")]
    assert errors != []
    assert {error.removeprefix("Fout: ").split(".")[0] for error in errors} <= {
        "Deze provincie kennen we niet",
        "Dit thema kennen we niet",
        "Kies komende bijeenkomsten, of die geweest zijn",
    }
    assert titles(page) == ["Toch te zien"]
    assert page.findtext(".//title").startswith("Fout: ")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-1", "zz", "", "99999999999999999999", "%00"])
def test_unknown_page_number_gives_the_nearest_page(client, number):
    upcoming(title="Enige")
    assert titles(read(client, f"/hubs/?pagina={number}")) == ["Enige"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/hubs/", "Er komen geen bijeenkomsten die hieraan voldoen."),
        ("/hubs/?wanneer=geweest&provincie=ze", "Er is niets geweest dat hieraan voldoet."),
    ],
)
def test_empty_list_says_so_and_where_to_go(client, address, sentence):
    page = read(client, address)
    (section,) = page.xpath("//section[@aria-labelledby='found']")
    assert sentence in said(section)
    assert section.xpath(".//p/a/@href") != []


@pytest.mark.django_db
def test_list_is_cut_in_pages_that_keep_the_filter(client):
    for _ in range(31):
        upcoming()
    first = read(client, "/hubs/?provincie=ut")
    assert len(titles(first)) == 30
    (following,) = first.xpath("//a[@rel='next']/@href")
    second = read(client, f"/hubs/{following}")
    assert len(titles(second)) == 1
    assert second.xpath("//link[@rel='canonical']/@href") == [
        "http://localhost:8000/hubs/?pagina=2"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/hubs/"])
def test_example_meetings_are_marked_and_announced(client, address):
    fictional = ProgrammeFactory(is_fictional=True)
    upcoming(programme=fictional)
    page = read(client, address)
    assert "Voorbeeld" in badges(page)
    assert "Dit zijn voorbeelden." in said(page)

    upcoming(date=day(31))
    page = read(client, address)
    assert badges(page).count("Voorbeeld") == 1
    assert "Dit zijn voorbeelden." not in said(page)


@pytest.mark.django_db
def test_home_counts_no_examples(client):
    fictional, real = ProgrammeFactory(is_fictional=True), ProgrammeFactory()
    for programme, place in [(fictional, "Zwolle"), (real, "Leiden"), (real, "Leiden")]:
        HubFactory(programme=programme, held=True, date=day(-30), place=place)
    for programme, value in [(fictional, 84), (real, 250)]:
        StatedFigure.objects.create(
            programme=programme,
            key="reach.organisations",
            value=value,
            qualifier="meer dan",
            as_of=ApproximateDate.of_month(2014, 4),
            source="telling",
        )
    page = read(client, "/")
    figures = [said(figure) for figure in page.xpath("//*[@class='key-figures']//dd")]
    assert figures == ["2", "1", "meer dan 250"]


@pytest.mark.django_db
def test_home_leaves_figures_out_where_only_examples_were_held(client):
    HubFactory(programme=ProgrammeFactory(is_fictional=True), held=True, date=day(-30))
    assert read(client, "/").find_class("key-figures") == []


@pytest.mark.django_db
def test_tile_of_home_counts_what_its_list_shows(client):
    upcoming(province="ut")
    LeadershipMeetingFactory(date=day(9), province="ut")
    tile = read(client, "/").xpath("//a[contains(@class, 'tile')]")[0]
    assert said(tile) == "Utrecht 1 hub"
    assert len(titles(read(client, tile.get("href")))) == 1


@pytest.mark.django_db
def test_what_is_not_public_is_nowhere(client):
    theme = ThemeFactory(name="Loyaliteit")
    hidden = {
        "title": MARKER,
        "slug": MARKER.lower(),
        "description": MARKER,
        "place": MARKER,
        "audience": MARKER,
        "is_public": False,
    }
    found = [
        HubFactory(date=day(9), **hidden),
        HubFactory(date=day(-9), held=True, **hidden | {"slug": "verborgen-2"}),
        LeadershipMeetingFactory(date=day(9), **hidden | {"slug": "verborgen-3"}),
    ]
    for meeting in found:
        meeting.themes.add(theme)
        PublicationFactory(kind="minutes", meeting=meeting, title=MARKER, date=day(-2))
        shown = upcoming(builds_on=meeting)
        RegistrationFactory(
            meeting=shown, name=MARKER, email=f"{MARKER.lower()}@x{shown.pk}.example"
        )
    lists = ("/hubs/", "/dienend-leiderschap/")
    filtered = [
        f"{address}?{query}"
        for address in lists
        for query in ("wanneer=geweest", f"thema={theme.slug}", "provincie=ut")
    ]
    details = [shown.get_absolute_url() for shown in Meeting.objects.public()]

    for address in (*PAGES, *MACHINES, *filtered, *details, "/rapportages/"):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert MARKER.lower() not in content.decode().lower(), address
    for meeting in found:
        assert client.get(meeting.get_absolute_url()).status_code == 404


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def fill(number: int) -> None:
    """Meetings of every kind, of both lines, each with a theme and registrations."""
    theme = ThemeFactory()
    for n in range(number):
        for factory in (HubFactory, LeadershipMeetingFactory):
            for values in ({"date": day(n % 50 + 1)}, {"date": day(-n - 1), "held": True}):
                meeting = factory(place="Utrecht", province="ut", **values)
                meeting.themes.add(theme)
                PublicationFactory(kind="minutes", meeting=meeting, url="https://v.example/")


ADDRESSES = (
    *PAGES,
    *MACHINES,
    "/hubs/?wanneer=geweest&provincie=ut&thema=xx",
    "/hubs/?wanneer=geweest&provincie=ut&pagina=2",
    "/dienend-leiderschap/?wanneer=geweest",
)


@pytest.mark.django_db
def test_number_of_queries_is_the_same_for_any_number_of_meetings(client):
    counted = {}
    stand = 0
    for size in (1, 3, 30, 300):
        fill(size - stand)
        stand = size
        counted[size] = {address: queries(client, address) for address in ADDRESSES}

    assert counted[1] == counted[3] == counted[30] == counted[300]
    assert {address: n for address, n in counted[300].items() if n > 4} == {}


@pytest.mark.django_db
def test_number_of_queries_is_the_same_for_any_number_of_registrations(
    client, django_assert_max_num_queries
):
    meeting = upcoming(capacity=1000)
    RegistrationFactory(meeting=meeting)
    before = [queries(client, address) for address in ("/", "/hubs/")]
    RegistrationFactory.create_batch(200, meeting=meeting)
    assert [queries(client, address) for address in ("/", "/hubs/")] == before
    for address in ("/", "/hubs/"):
        with django_assert_max_num_queries(4):
            client.get(address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_page_has_what_is_needed_to_share_and_follow_it(client, address, settings):
    settings.SITE_URL = "https://routekaart.example/"
    page = read(client, address)
    properties = {meta.get("property"): meta.get("content") for meta in page.iter("meta")}
    assert properties["og:url"] == f"https://routekaart.example{address}"
    assert properties["og:title"] and properties["og:description"]
    assert page.xpath("//link[@rel='alternate']/@type") == [
        "application/atom+xml",
        "text/calendar",
    ]


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/hubs/bestaat-niet/"])
@pytest.mark.django_db
def test_unknown_address_is_told_in_style(client, address):
    response = client.get(address)
    assert response.status_code == 404
    page = html.fromstring(response.content)
    assert page.findtext(".//h1") == "Pagina niet gevonden"
    assert page.find_class("site-footer") != []


def test_fault_is_told_without_database_and_context_processors(settings):
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = ["does.not.exist"]
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert html.fromstring(response.content).findtext(".//h1") == "Er ging iets mis"


@pytest.mark.django_db
def test_fault_in_a_view_gives_that_page(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("routekaart.pages.so_far", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.content.decode()


@pytest.mark.django_db
def test_expired_form_is_told_in_style():
    meeting = upcoming()
    response = Client(enforce_csrf_checks=True).post(meeting.get_absolute_url(), {"name": "A"})
    assert response.status_code == 403
    assert html.fromstring(response.content).findtext(".//h1") == "Dit formulier is verlopen"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_page_is_for_reading_only(client, address):
    assert client.post(address, {"a": "b"}).status_code == 405


def test_robots_stay_out_of_personal_pages(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    personal = [
        reverse("meetings:mine"),
        *(reverse(f"meetings:{name}", args=["t"]) for name in ("manage", "offer", "keep")),
        reverse("meetings:landing", args=["t"]),
        reverse("consents:confirm", args=["t"]),
        reverse("account_login"),
        reverse("admin:index"),
    ]
    assert [url for url in personal if not any(map(url.startswith, closed))] == []
    assert [page for page in PAGES if any(map(page.startswith, closed))] == []
    assert lines[-1] == "Sitemap: http://localhost:8000/sitemap.xml"

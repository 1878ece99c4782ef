"""The page of a meeting: what it shows, and in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate
from meetings.actions import cancel, reschedule
from meetings.models import Meeting, Registration
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    PublicationFactory,
    SeriesFactory,
)

from .registering import open_meeting, registered, text_of

pytestmark = pytest.mark.django_db


def page_of(client, meeting):
    response = client.get(meeting.get_absolute_url())
    assert response.status_code == 200
    return html.fromstring(response.content)


def badges(page):
    return [badge.text for badge in page.find_class("badge")]


@pytest.mark.parametrize(
    ("capacity", "people", "shown"),
    [
        (6, 0, ["Nog zes plaatsen"]),
        (2, 1, ["Nog één plaats"]),
        (1, 1, ["Vol, met wachtlijst"]),
        (1, 4, ["Vol, wachtlijst van 3"]),
        (7, 0, ["Plaats genoeg"]),
        (None, 4, ["Plaats genoeg"]),
    ],
)
def test_page_says_how_many_places_are_left(client, capacity, people, shown):
    meeting = open_meeting(capacity=capacity)
    for number in range(people):
        registered(meeting, number)

    assert badges(page_of(client, meeting)) == shown


def test_page_says_what_one_must_know(client):
    meeting = open_meeting(
        title="Jouw rol",
        audience="ambtenaren van alle lagen",
        venue="Stadhuis, Stationsplein 1",
        route="Vijf minuten lopen van het station.",
        accessibility="Er is een lift.",
        contact="Kim Bakker, kim@beroepseer.example",
    )

    page = page_of(client, meeting)

    facts = {row.findtext("dt"): row.find("dd").text_content() for row in page.xpath("//dl/div")}
    assert facts["Waar"] == "Stadhuis, Stationsplein 1, Leiden"
    assert facts["Route"] == "Vijf minuten lopen van het station."
    assert facts["Toegang"] == "Er is een lift."
    assert facts["Contact"] == "Kim Bakker, kim@beroepseer.example"
    assert page.findtext(".//p[@class='lead']") == "Voor ambtenaren van alle lagen"


def test_page_without_contact_names_that_of_the_foundation(client, settings):
    page = page_of(client, open_meeting())

    assert settings.CONTACT["email"] in page.xpath("//dl/div/dd/a/text()")


def test_page_describes_the_event_for_search_engines(client, settings):
    meeting = open_meeting(title="Jouw rol", venue="Stadhuis")

    page = page_of(client, meeting)

    event = page.xpath("//*[@itemtype='https://schema.org/Event']")[0]
    day = meeting.date.day.isoformat()
    assert event.xpath("string(.//*[@itemprop='startDate']/@content)") == day
    assert event.xpath(".//*[@itemprop='eventStatus']/@href") == [
        "https://schema.org/EventScheduled"
    ]
    assert event.xpath("string(.//*[@itemprop='address']/@content)") == "Stadhuis, Leiden"
    graph = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    assert graph["og:title"] == "Jouw rol"
    assert graph["og:url"] == settings.SITE_URL + meeting.get_absolute_url()


def test_page_without_a_day_takes_no_registrations_and_says_so(client):
    meeting = open_meeting(date=ApproximateDate.of_year(timezone.localdate().year + 1))

    response = client.get(meeting.get_absolute_url())

    assert "De dag is nog niet bekend. Aanmelden kan zodra de dag vaststaat." in text_of(response)
    assert "<form" not in text_of(response)
    assert "schema.org/Event" not in text_of(response)


def test_page_of_a_meeting_that_moved_shows_its_dates(client):
    meeting = open_meeting(date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=9)))
    former = str(meeting.date)
    to = ApproximateDate.of_day(timezone.localdate() + timedelta(days=40))
    reschedule(meeting, to=to, by=None, reason="De zaal is niet vrij.")

    page = page_of(client, meeting)

    steps = [" ".join(li.text_content().split()) for li in page.xpath("//ol[@class='timeline']/li")]
    assert steps == [
        f"Vervallen: {former} Reden: De zaal is niet vrij.",
        f"{to} De nieuwe datum.",
    ]
    assert page.xpath("//*[@itemprop='eventStatus']/@href") == [
        "https://schema.org/EventRescheduled"
    ]


def test_page_of_a_cancelled_meeting_says_where_else_to_go_its_series_first(client):
    series = SeriesFactory()
    meeting = open_meeting(series=series)
    same = {"programme": meeting.programme}
    other = open_meeting(title="Andere", **same)
    sister = open_meeting(title="Zuster", series=series, **same)
    open_meeting(title="Niet openbaar", is_public=False, **same)
    open_meeting(title="Ander programma")
    full = open_meeting(title="Vol", capacity=1, **same)
    registered(full)
    LeadershipMeetingFactory(title="Andere lijn", date=other.date)
    cancel(meeting, reason="too_few", by=None)

    page = page_of(client, meeting)

    note = page.find_class("note")[0]
    assert "Reden: te weinig aanmeldingen." in " ".join(note.text_content().split())
    assert note.xpath(".//a/text()") == ["Zuster", "Andere"]
    assert note.xpath(".//a/@href")[0] == sister.get_absolute_url()
    assert page.xpath("//main//form") == []


def test_page_shows_what_it_builds_on_and_what_followed(client):
    before, meeting = HubFactory(title="Eerst"), open_meeting(title="Dan")
    Meeting.objects.filter(pk=meeting.pk).update(builds_on=before)
    HubFactory(title="Daarna", builds_on=meeting)
    HubFactory(title="Verborgen", builds_on=meeting, is_public=False)

    page = page_of(client, meeting)

    assert page.xpath("//ol[@class='timeline']//h3//text()") == [
        "Eerst",
        "Deze bijeenkomst",
        "Daarna",
    ]


def test_page_of_a_held_meeting_links_its_minutes(client):
    meeting = HubFactory(held=True, date=ApproximateDate.of_year(2013))
    address = "https://beroepseer.example/verslag"
    PublicationFactory(kind="minutes", title="Verslag Leiden", meeting=meeting, url=address)

    page = page_of(client, meeting)

    assert page.xpath(f"//a[@href='{address}']/text()") == ["Verslag Leiden"]
    assert page.xpath("//main//form") == []


@pytest.mark.parametrize("slug", ["bestaat-niet", "verborgen"])
def test_unknown_and_hidden_meetings_are_not_found(client, slug):
    open_meeting(slug="verborgen", is_public=False)

    assert client.get(f"/hubs/{slug}/").status_code == 404


def test_meeting_of_another_line_is_not_found(client):
    assert client.get(f"/dienend-leiderschap/{open_meeting().slug}/").status_code == 404


def test_only_a_leadership_meeting_asks_whether_one_leads_people(client):
    leadership = LeadershipMeetingFactory(date=open_meeting().date)

    assert 'name="leads_people"' in text_of(client.get(leadership.get_absolute_url()))
    assert 'name="leads_people"' not in text_of(client.get(open_meeting().get_absolute_url()))


def test_opt_ins_are_off_by_default(client):
    boxes = page_of(client, open_meeting()).xpath("//input[@type='checkbox']")

    assert {box.get("name") for box in boxes} == {
        "needs_consent",
        "wants_news",
        "wants_ambassador",
    }
    assert [box for box in boxes if "checked" in box.attrib] == []


@pytest.mark.parametrize("people", [1, 3, 30, 300])
def test_page_makes_the_same_few_queries_at_any_number_of_registrations(
    client, django_assert_num_queries, people
):
    meeting = open_meeting(capacity=20)
    crowd(meeting, people)

    with django_assert_num_queries(1):
        client.get(meeting.get_absolute_url())


@pytest.mark.parametrize("status", ["planned", "held", "cancelled"])
def test_page_with_everything_on_it_makes_four_queries(client, django_assert_num_queries, status):
    meeting = open_meeting(builds_on=HubFactory())
    HubFactory(builds_on=meeting)
    open_meeting()
    to = ApproximateDate.of_day(timezone.localdate() + timedelta(days=50))
    reschedule(meeting, to=to, by=None)
    if status == "cancelled":
        cancel(meeting, reason="too_few", by=None)
    Meeting.objects.filter(pk=meeting.pk, status="planned").update(status=status)
    PublicationFactory(kind="minutes", meeting=meeting)

    with django_assert_num_queries(3 if status == "planned" else 4):
        client.get(meeting.get_absolute_url())


def crowd(meeting, people):
    Registration.objects.bulk_create(
        Registration(
            meeting_id=meeting.pk,
            name="Iemand",
            email=f"{number}@rijk.example",
            state="confirmed" if number < (meeting.capacity or people) else "waiting",
        )
        for number in range(people)
    )


@pytest.mark.parametrize("typed", ["griffiers", "Voor griffiers", "voor griffiers", "  griffiers"])
def test_for_whom_is_said_once(client, typed):
    page = text_of(client.get(open_meeting(audience=typed).get_absolute_url()))

    assert "Voor griffiers" in page
    assert "oor voor" not in page.lower()

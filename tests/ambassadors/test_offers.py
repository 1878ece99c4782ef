"""Who offers what, near which open question, for staff."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.offers import helping_now, near, offered, open_questions
from dates.values import ApproximateDate
from tests.factories import (
    AmbassadorFactory,
    ConsentFactory,
    ConversationFactory,
    HubFactory,
    OrganisationFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGE = reverse("admin:ambassadors_ambassador_aanbod")


def hub_to_come(**values):
    soon = ApproximateDate.of_day(TODAY + timedelta(days=30))
    return HubFactory(**{"date": soon, "title": "Hub in Zwolle", "province": "ov"} | values)


def names(question):
    return [(one.ambassador.name, one.why) for one in near(question, helping_now())]


def test_a_hub_without_a_room_finds_who_receives_one_in_its_province_first():
    hub_to_come()
    hub_to_come(title="Heeft al een zaal", venue="Stadhuis")
    hub_to_come(title="Geweest", date=ApproximateDate.of_day(TODAY - timedelta(days=9)))
    AmbassadorFactory(name="An", hosts_hub=True, province="ze")
    AmbassadorFactory(name="Bo", hosts_hub=True, province="ov")
    AmbassadorFactory(name="Cas", leads_talks=True, province="ov")

    (question,) = open_questions(TODAY)

    assert question.title.startswith("Hub in Zwolle")
    assert names(question) == [("Bo", "zelfde provincie"), ("An", "biedt dit aan")]


def test_talks_on_a_pilot_find_who_leads_talks_in_the_same_sector():
    party = ConversationFactory(stage="concrete").counterparty
    party.organisations.add(OrganisationFactory(sector="waterschap"))
    ConversationFactory(stage="declined")
    AmbassadorFactory(name="An", leads_talks=True, sector="gemeente")
    linked = OrganisationFactory(sector="waterschap")
    AmbassadorFactory(name="Bo", leads_talks=True, organisation=linked)

    (question,) = open_questions(TODAY)

    assert names(question) == [("Bo", "zelfde sector"), ("An", "biedt dit aan")]


def test_a_story_that_was_taken_back_waits_for_no_reader():
    consent = ConsentFactory(purpose="story", withdrawn_at=timezone.now())
    StoryFactory(state="anonymised", text="Een tekst.", consent=consent)

    assert open_questions(TODAY) == []


def test_a_story_that_waits_asks_for_a_reader_without_telling_which():
    StoryFactory(state="anonymised", title="Geheime titel", text="x")

    (question,) = open_questions(TODAY)

    assert (question.title, question.asks_for) == (
        "Verhalen die op een tweede lezer wachten: 1",
        "meelezen",
    )


@pytest.mark.parametrize("state", ["interested", "pausing", "left"])
def test_who_is_not_helping_now_is_not_named(state):
    AmbassadorFactory(hosts_hub=True, state=state)

    assert helping_now() == []


def test_offers_are_counted_where_they_are():
    AmbassadorFactory.create_batch(2, leads_talks=True, province="ut")
    AmbassadorFactory(leads_talks=True, hosts_hub=True)

    first = offered(helping_now())[0]

    assert (first.words, first.number) == ("een gesprek begeleiden", 3)
    assert first.places == [("Utrecht", 2), ("provincie niet ingevuld", 1)]


def test_page_is_for_who_may_see_ambassadors(client):
    hub_to_come()
    AmbassadorFactory(name="Bo Voorbeeld", hosts_hub=True, province="ov")
    assert client.get(PAGE).status_code == 302

    client.force_login(UserFactory())
    assert client.get(PAGE).status_code == 403

    client.force_login(UserFactory(is_superuser=True))
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "Bo Voorbeeld" in page
    assert "zelfde provincie" in page
    listed = client.get(reverse("admin:ambassadors_ambassador_changelist"))
    assert PAGE in listed.content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_asks_the_same_number_of_queries(client, count, django_assert_num_queries):
    client.force_login(UserFactory(is_superuser=True))
    for number in range(count):
        hub_to_come(slug=f"hub-{number}")
        ConversationFactory(stage="concrete")
        AmbassadorFactory(hosts_hub=True, leads_talks=True)
    client.get(PAGE)

    with django_assert_num_queries(7):
        client.get(PAGE)

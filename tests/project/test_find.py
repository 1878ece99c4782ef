"""The search over everything in the admin: records, lists, pages and deeds."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from dates.entry import read_date
from tests.factories import (
    AmbassadorFactory,
    GroupFactory,
    HubFactory,
    OrganisationFactory,
    PersonFactory,
    PilotFactory,
    PublicationFactory,
    RegistrationFactory,
    SessionFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PAGES = "Pagina's en handelingen"


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def found(client, words: str) -> dict[str, list[str]]:
    """By the heading of its kind, what the page names."""
    page = html.fromstring(client.get("/beheer/zoeken/", {"q": words}).content.decode())
    sections = page.xpath("//div[@class='found']/section")
    return {s.findtext("h2"): [a.text for a in s.xpath("ul/li/a")] for s in sections}


def test_every_kind_is_found_by_part_of_a_word_without_accents(client, staff):
    HubFactory(title="Vakmanschap in Łódź", place="Delft")
    PersonFactory(name="Zoë Łuczak")
    PilotFactory(title="Pilot łuczak")
    PublicationFactory(title="Artikel van LUCZAK")
    StoryFactory(title="Het verhaal Łuczak")
    AmbassadorFactory(name="Wim Łuczak", email="wim@gemeente.example")
    RegistrationFactory(name="Anna Łuczak")

    kinds = found(client, "luCZ")

    assert set(kinds) == {
        "Aanmeldingen",
        "Pilots",
        "Verhalen",
        "Ambassadeurs",
        "Bijdragen",
        "Medewerkers",
    }
    assert found(client, "lodz delft") == {"Hubs": ["Vakmanschap in Łódź, Delft"]}


def test_name_of_a_kind_beside_a_word_seeks_among_that_kind(client, staff):
    hub = HubFactory(title="Goed werk", place="Delft")
    OrganisationFactory(name="Gemeente Delft")

    kinds = found(client, "hub delft")

    assert kinds == {"Hubs": [str(hub)]}


@pytest.mark.parametrize(
    ("words", "title", "address"),
    [
        ("hub toevoegen", "Hub toevoegen", "/beheer/hubs/hub/add/"),
        ("VERZOEK persoon", "Verzoek van een persoon", "/beheer/verzoeken/"),
        ("handleiding wachtlijst", None, "/beheer/handleiding/"),
    ],
)
def test_deeds_lists_and_the_guide_are_found(client, staff, words, title, address):
    page = html.fromstring(client.get("/beheer/zoeken/", {"q": words}).content)

    links = {a.get("href"): a.text for a in page.xpath("//div[@class='found']//a")}

    where = [at for at in links if at.startswith(address)]
    assert where
    assert title is None or links[where[0]] == title


@pytest.mark.parametrize("sign", ["%", "_", "\\", "~"])
def test_signs_stand_for_themselves(client, staff, sign):
    HubFactory(title="Goed werk", place="Delft")

    assert found(client, sign) == {}

    HubFactory(title=f"Goed {sign} werk", place="Delft")

    assert found(client, sign) == {"Hubs": [f"Goed {sign} werk, Delft"]}


def test_who_may_not_see_a_thing_does_not_find_it(client):
    HubFactory(title="Goed werk", place="Delft")
    RegistrationFactory(name="Anna Delftenaar")
    AmbassadorFactory(name="Wim Delftenaar")
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Werkgroep Toolkit"))
    client.force_login(user)

    assert found(client, "delft") == {}
    assert PAGES not in found(client, "hub toevoegen")


def test_visitor_who_is_not_staff_finds_the_login(client):
    assert client.get("/beheer/zoeken/?q=delft").status_code == 302


def test_more_than_the_first_stand_in_the_list_itself(client, staff):
    for number in range(6):
        HubFactory(title=f"Werk {number}", place="Delft")

    page = html.fromstring(client.get("/beheer/zoeken/?q=hub+delft").content)
    (more,) = page.xpath("//div[@class='found']//section/p/a")

    assert len(found(client, "hub delft")["Hubs"]) == 5
    assert more.text == "Alle gevonden hubs"
    assert client.get(more.get("href")).context_data["cl"].result_count == 6


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Zoek hierboven op een naam"),
        ("?q=", "Vul “Zoeken” in."),
        ("?q=xyzzy", "Niets gevonden met “xyzzy”."),
        ("?q=%00", "Null-tekens zijn niet toegestaan."),
        (f"?q={'a' * 101}", "Zoek met hoogstens 100 tekens"),
        ("?q=%3Cscript%3Ealert(1)%3C/script%3E", "Niets gevonden met “&lt;script&gt;"),
    ],
)
def test_what_cannot_be_sought_is_said(client, staff, query, said):
    page = client.get(f"/beheer/zoeken/{query}")

    assert page.status_code == 200
    assert said in page.content.decode()


def test_as_many_queries_for_many_as_for_one(client, staff):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            hub = HubFactory(title="Zoekwoord", date=read_date("mei 2013"))
            RegistrationFactory(meeting_id=hub.pk, name="Zoekwoord")
            pilot = PilotFactory(title="Zoekwoord")
            SessionFactory(group=GroupFactory(pilot=pilot, name="Zoekwoord"))
            StoryFactory(title="Zoekwoord")
            PublicationFactory(title="Zoekwoord", meeting_id=hub.pk)
            AmbassadorFactory(name="Zoekwoord")
        with CaptureQueriesContext(connection) as queries:
            found(client, "zoekwoord")
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts

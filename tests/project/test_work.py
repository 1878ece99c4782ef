"""From the first page to what ends each kind of work: one click to the list, one to the deed."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from publications.models import Publication
from routekaart.today.tasks import tasks
from routekaart.work import WORK
from tests.factories import HubFactory, PublicationFactory, ReschedulingFactory, UserFactory

from .work import make_story_to_decide, make_unit_to_tell, make_work

pytestmark = pytest.mark.django_db

WITHOUT_MINUTES = "/beheer/hubs/hub/?taak=zonder-verslag"


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def deeds_on(page) -> list[tuple[str, str]]:
    """Label and address of what can be done from a list."""
    links = html.fromstring(page.content).xpath("//a[@class='deed']")
    return [(link.text, link.get("href")) for link in links]


def test_every_kind_of_work_is_ended_one_click_from_its_list(client, staff):
    make_work(1)
    make_story_to_decide()
    kinds = tasks(staff, timezone.localdate())

    assert len(kinds) == len(WORK) - 2, "only of leadership too few people, and empty seats"
    for kind in kinds:
        found = deeds_on(client.get(kind.address))
        assert found, kind.sentence
        for label, address in found:
            page, _, part = address.partition("#")
            answer = client.get(page)
            assert answer.status_code == 200, (kind.sentence, label)
            assert not part or f'id="{part}"' in answer.content.decode(), (kind.sentence, label)


def test_list_that_is_not_narrowed_has_no_such_column(client, staff):
    HubFactory(held=True)

    assert deeds_on(client.get(reverse("admin:hubs_hub_changelist"))) == []


def test_who_may_only_look_is_offered_no_deed(client):
    HubFactory(held=True)
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(user)

    page = client.get(WITHOUT_MINUTES)

    assert page.context_data["cl"].result_count == 1
    assert deeds_on(page) == []


def test_minutes_are_added_from_the_list_and_lead_back_to_it(client, staff):
    hub = HubFactory(held=True, title="Goed werk", place="Delft", date=read_date("mei 2013"))
    ((label, address),) = deeds_on(client.get(WITHOUT_MINUTES))
    form = html.fromstring(client.get(address).content).forms[-1]
    buttons = ("_addanother", "_continue")
    fields = {name: value or "" for name, value in form.fields.items() if name not in buttons}

    saved = client.post(address, fields)

    assert label == "Verslag toevoegen"
    assert (saved.status_code, saved.url) == (302, WITHOUT_MINUTES)
    minutes = Publication.objects.get()
    assert (minutes.kind, minutes.meeting_id, minutes.title) == (
        "minutes",
        hub.pk,
        "Verslag van Goed werk, Delft",
    )
    assert deeds_on(client.get(WITHOUT_MINUTES)) == []


def test_page_of_a_held_hub_offers_minutes_until_there_are_any(client, staff):
    hub = HubFactory(held=True)
    page = reverse("admin:hubs_hub_change", args=[hub.pk])
    assert "Verslag toevoegen" in client.get(page).content.decode()

    PublicationFactory(kind="minutes", meeting_id=hub.pk)

    assert "Verslag toevoegen" not in client.get(page).content.decode()


def test_page_of_a_planned_hub_offers_no_minutes(client, staff):
    page = reverse("admin:hubs_hub_change", args=[HubFactory().pk])

    assert "Verslag toevoegen" not in client.get(page).content.decode()


def test_letter_is_made_one_click_from_the_page_of_what_is_due(client, staff):
    hub = make_unit_to_tell()
    (due,) = (kind for kind in tasks(staff, date(2026, 3, 1)) if "meld dat" in kind.sentence)

    page = client.get(due.address).content.decode()

    assert page.count("Maak een brief") == 1
    assert str(hub) in page


@pytest.mark.parametrize("name", ["zonder-verslag", "reden-onbekend"])
def test_list_of_work_takes_as_many_queries_for_many_rows_as_for_one(client, staff, name):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            HubFactory(held=True)
            ReschedulingFactory(meeting=HubFactory())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/beheer/hubs/hub/?taak={name}")
        counts.append((page.context_data["cl"].result_count, len(queries)))

    assert [rows for rows, _ in counts] == [1, 3, 30]
    assert len({queries for _, queries in counts}) == 1

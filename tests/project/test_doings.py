"""What colleagues did, in sentences, of what the person may see."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from tests.factories import AmbassadorFactory, HubFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    user = UserFactory(is_superuser=True, first_name="Anna", last_name="Bos")
    client.force_login(user)
    return user


def log(user, obj, flag, message=""):
    return LogEntry.objects.log_actions(user.pk, [obj], flag, message, single_object=True)


def told(client, **asked):
    page = html.fromstring(client.get("/beheer/gedaan/", asked).content.decode())
    lines = page.xpath("//ul[@class='doings']/li[span]")
    for line in lines:
        line.find("span").clear(keep_tail=True)
    return [" ".join(line.text_content().split()) for line in lines]


def test_deeds_are_told_newest_first_with_what_was_said_of_them(client, anna):
    bo = UserFactory(first_name="Bo", last_name="Vos")
    hub = HubFactory(title="Goed werk", place="Delft")
    log(anna, hub, ADDITION)
    log(bo, hub, CHANGE, "Verplaatst naar 3 mei 2014.")
    log(bo, hub, DELETION)

    assert told(client) == [
        "Bo Vos verwijderde hub “Goed werk, Delft”",
        "Bo Vos wijzigde hub “Goed werk, Delft” Verplaatst naar 3 mei 2014.",
        "Anna Bos legde hub “Goed werk, Delft” vast",
    ]


def test_choosing_by_who_kind_and_name(client, anna):
    bo = UserFactory(first_name="Bo", last_name="Vos")
    log(anna, HubFactory(title="Łódź", place=""), CHANGE)
    log(bo, AmbassadorFactory(name="Wim Łuczak"), CHANGE)

    assert len(told(client)) == 2
    assert len(told(client, who=bo.pk)) == 1
    assert "“Łódź”" in told(client, name="lodz")[0]
    assert told(client, name="zzz") == []
    assert "Er is niets gevonden." in client.get("/beheer/gedaan/?name=zzz").content.decode()


@pytest.mark.parametrize("query", ["who=x", "who=99999", "kind=x", f"name={'a' * 101}"])
def test_what_cannot_be_chosen_is_said(client, anna, query):
    page = html.fromstring(client.get(f"/beheer/gedaan/?{query}").content.decode())

    assert page.xpath("//form[@class='doings-form']//ul[contains(@class, 'errorlist')]/li")


def test_of_what_one_may_not_see_nothing_is_told(client):
    writer = UserFactory(first_name="Merkcollega")
    log(writer, AmbassadorFactory(name="Merknaam"), CHANGE, "merkzin")
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Werkgroep Toolkit"))
    client.force_login(user)

    page = client.get("/beheer/gedaan/").content.decode()

    assert [marker for marker in ("Merknaam", "merkzin", "Merkcollega") if marker in page] == []


def test_as_many_queries_for_many_deeds_as_for_one(client, anna):
    counts = []
    for more in (1, 2, 57):
        for _ in range(more):
            log(UserFactory(), HubFactory(), CHANGE, "Iets.")
        with CaptureQueriesContext(connection) as queries:
            found = told(client)
        counts.append((len(found), len(queries)))

    assert [number for number, _ in counts] == [1, 3, 50]
    assert len({queries for _, queries in counts}) == 1, counts


def test_deed_with_an_inverse_is_undone_from_there_while_it_stands(client, anna):
    hub = HubFactory(date=read_date("3 mei 2027"))
    cancel, back = (
        reverse(f"admin:hubs_hub_{name}", args=[hub.pk])
        for name in ("annuleren", "toch-niet-geannuleerd")
    )
    client.post(cancel, {"reason": "too_few"})
    assert undo_links(client) == [back]

    client.post(back, {"why": "Toch een zaal."})

    assert undo_links(client) == []


def test_only_who_may_undo_it_sees_so(client, anna):
    hub = HubFactory(date=read_date("3 mei 2027"))
    client.post(reverse("admin:hubs_hub_annuleren", args=[hub.pk]), {"reason": "too_few"})
    reporter = UserFactory(is_superuser=False)
    reporter.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(reporter)

    assert len(told(client)) == 1
    assert undo_links(client) == []


def undo_links(client) -> list[str]:
    page = html.fromstring(client.get("/beheer/gedaan/").content.decode())
    return page.xpath("//a[@class='undo']/@href")


def test_page_that_undoes_is_there_for_each_deed_that_names_one():
    pages = [site.action_pages for site in admin.site._registry.values()]
    named = {page.undone_by for each in pages for page in each if page.undone_by}

    assert len(named) >= 10
    for each in pages:
        names = {page.name for page in each}
        assert {page.undone_by for page in each if page.undone_by} <= names

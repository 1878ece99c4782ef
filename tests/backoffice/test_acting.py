"""Two colleagues who act on the same thing: the second hears it, and nothing is double."""

import pytest
from django.urls import reverse

from dates.entry import read_date
from meetings.models import Rescheduling
from tests.backoffice.people import form_in, page_of, signed_in, words
from tests.factories import GroupFactory, HubFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


@pytest.fixture
def bram():
    return signed_in("Bram")


def test_the_same_action_twice_is_one_sentence_with_who_and_what_was_typed(anna, bram):
    hub = HubFactory(title="Jouw rol", place="Leiden", date=read_date("10 maart 2027"))
    page = page_of(hub, "annuleren")
    of_anna, of_bram = (form_in(client.get(page)) for client in (anna, bram))
    bram.post(page, of_bram | {"reason": "venue"})

    response = anna.post(page, of_anna | {"reason": "venue", "note": "Lekkage."}, follow=True)

    (sentence,) = map(str, response.context["messages"])
    assert sentence.startswith("Bram bewaarde dit op ")
    assert sentence.endswith(
        "“Annuleren” kan nu niet meer bij “Jouw rol, Leiden”. "
        "Dit had u ingevuld: Toelichting: Lekkage."
    )
    assert hub.history.count() == 2


def test_a_move_of_a_date_that_was_moved_meanwhile_is_asked(anna, bram):
    hub = HubFactory(date=read_date("10 maart 2027"))
    page = page_of(hub, "verplaatsen")
    of_anna, of_bram = (form_in(client.get(page)) for client in (anna, bram))
    bram.post(page, of_bram | {"to": "12 april 2027"})

    response = anna.post(page, of_anna | {"to": "14 mei 2027"})

    hub.refresh_from_db()
    assert "Nu staat er: datum: 12 april 2027. Wat u invulde, staat hieronder nog." in words(
        response
    )
    assert (str(hub.date), Rescheduling.objects.count()) == ("12 april 2027", 1)
    anna.post(page, form_in(response))
    hub.refresh_from_db()
    assert (str(hub.date), Rescheduling.objects.count()) == ("14 mei 2027", 2)


def test_another_remark_is_no_reason_to_stop_a_move(anna, bram):
    hub = HubFactory(date=read_date("10 maart 2027"))
    page = page_of(hub, "verplaatsen")
    of_anna = form_in(anna.get(page))
    bram.post(page_of(hub), form_in(bram.get(page_of(hub))) | {"remark": "Goed bezocht."})

    response = anna.post(page, of_anna | {"to": "14 mei 2027"})

    assert (response.status_code, Rescheduling.objects.count()) == (302, 1)


def test_sessions_are_planned_once(anna, bram):
    group = GroupFactory(planned_sessions=4)
    page = page_of(group, "sessies-toevoegen")
    of_anna, of_bram = (form_in(client.get(page)) for client in (anna, bram))
    bram.post(page, of_bram)

    anna.post(page, of_anna)

    assert group.sessions.count() == 4


def test_a_mangled_version_of_an_action_is_asked_once(anna):
    hub = HubFactory(date=read_date("10 maart 2027"))
    page = reverse("admin:hubs_hub_verplaatsen", args=[hub.pk])

    response = anna.post(page, {"to": "14 mei 2027", "opened_with": "vals"})

    assert "is niet na te gaan" in words(response)
    assert anna.post(page, form_in(response)).status_code == 302

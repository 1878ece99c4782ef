"""Results that stay closed open to who says why, and the log of reading keeps it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.models import Reading
from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import ObservationFactory, PilotFactory, UserFactory

pytestmark = pytest.mark.django_db

SECRET = "Wat vertrouwelijk bleek."


@pytest.fixture
def pilot():
    return PilotFactory(results=SECRET)


@pytest.fixture
def anna():
    return signed_in("Anna")


def test_results_show_only_after_a_reason_which_is_kept(anna, pilot):
    page, door = page_of(pilot), page_of(pilot, "resultaten")
    assert SECRET not in anna.get(page).content.decode()
    assert door in anna.get(page).content.decode()
    assert "Zeg waarom u dit leest" in anna.post(door, {"reason": ""}).content.decode()
    assert Reading.objects.count() == 0

    after = anna.post(door, {"reason": "Voor het gesprek."}, follow=True)

    assert SECRET in after.content.decode()
    logged = Reading.objects.get()
    assert (logged.activity, logged.reason) == ("results", "Voor het gesprek.")
    assert logged.subject == f"pilots.Pilot {pilot.pk}"
    assert SECRET not in signed_in("Bert").get(page).content.decode()
    assert "Voor het gesprek." in anna.get(door).content.decode()


def test_they_close_after_a_while_and_what_was_typed_is_kept(anna, pilot, monkeypatch):
    anna.post(page_of(pilot, "resultaten"), {"reason": "Schrijven."})
    typed = form_in(anna.get(page_of(pilot))) | {"results": "Anders."}
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("pilots.releasing.reading_results.timezone.now", lambda: later)

    assert SECRET not in anna.get(page_of(pilot)).content.decode()
    anna.post(page_of(pilot), typed)

    pilot.refresh_from_db()
    assert pilot.results == "Anders."


def test_saving_without_opening_them_leaves_them(anna, pilot):
    anna.post(page_of(pilot), form_in(anna.get(page_of(pilot))) | {"title": ["Nieuw"]})

    pilot.refresh_from_db()
    assert (pilot.title, pilot.results) == ("Nieuw", SECRET)


def test_where_nothing_is_written_nobody_is_asked(anna):
    pilot = PilotFactory()

    assert "id_results" in anna.get(page_of(pilot)).content.decode()


def test_who_may_not_read_them_finds_no_door(client, pilot):
    client.force_login(UserFactory(is_superuser=False, is_staff=True))

    assert client.get(page_of(pilot, "resultaten")).status_code == 403


def test_an_observation_opens_to_who_says_why(anna):
    observation = ObservationFactory(tension=SECRET)
    page = reverse("admin:pilots_observation_change", args=[observation.pk])
    assert SECRET not in anna.get(page).content.decode()

    shown = anna.post(page, {"reason": "Voor de bevindingen."})

    assert SECRET in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    logged = Reading.objects.get()
    assert (logged.activity, logged.subject) == (
        "observation",
        f"pilots.Observation {observation.pk}",
    )

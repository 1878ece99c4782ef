"""Two who save at the same moment, with real threads.

Each save waits a moment between comparing and writing, until the other has compared too. With the
lock the other cannot have; without it both go on from what they read, and one change is lost.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.urls import reverse

from backoffice import saving
from meetings.models import Series
from programme.models import Person
from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import PersonFactory, ProgrammeFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wait_for_each_other(monkeypatch):
    both_have_compared, save = Barrier(2), saving.ComparesVersions.save_form

    def wait_and_save(*args, **kwargs):
        with suppress(BrokenBarrierError):
            both_have_compared.wait(timeout=1)
        return save(*args, **kwargs)

    monkeypatch.setattr(saving.ComparesVersions, "save_form", wait_and_save)


@pytest.fixture
def without_the_lock(monkeypatch):
    monkeypatch.setattr(saving, "lock", lambda *args, **kwargs: None)


def at_once(*deeds):
    def do(deed):
        try:
            return deed().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return sorted(people.map(do, deeds))


def change_at_once():
    person = PersonFactory(name="J. de Vries", title="", capacity="")
    anna, bram = signed_in("Anna"), signed_in("Bram")
    page = page_of(person)
    of_anna, of_bram = form_in(anna.get(page)), form_in(bram.get(page))
    at_once(
        lambda: anna.post(page, of_anna | {"title": "dr."}),
        lambda: bram.post(page, of_bram | {"capacity": "senior docent"}),
    )
    return Person.objects.values_list("title", "capacity").get()


def test_two_changes_at_once_are_both_kept(wait_for_each_other):
    assert change_at_once() == ("dr.", "senior docent")


def test_one_of_two_changes_is_lost_without_the_lock(wait_for_each_other, without_the_lock):
    assert change_at_once() in [("dr.", ""), ("", "senior docent")]


def add_at_once():
    programme, address = ProgrammeFactory(), reverse("admin:meetings_series_add")
    new = {"programme": str(programme.pk), "title": "Drieluik", "planned_parts": "3"}
    anna, bram = signed_in("Anna"), signed_in("Bram")
    of_anna, of_bram = (form_in(client.get(address)) | new for client in (anna, bram))
    return at_once(lambda: anna.post(address, of_anna), lambda: bram.post(address, of_bram))


def test_two_who_add_the_same_at_once_add_it_once(wait_for_each_other):
    assert (add_at_once(), Series.objects.count()) == ([200, 302], 1)

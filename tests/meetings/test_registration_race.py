"""Many who register at once, with real threads, through the page; and what the lock prevents."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.test import Client

from meetings.actions import Applicant, register, registering
from meetings.models import Registration
from meetings.querysets import MeetingQuerySet
from outbox.models import Message

from .registering import filled_in, open_meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
]

PEOPLE, PLACES = 40, 10


def at_once(deed, people):
    def do_and_close(number):
        try:
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(do_and_close, range(people)))


def test_forty_at_once_for_ten_places_through_the_page(settings):
    settings.RATE_LIMIT_PER_IP = 0
    meeting = open_meeting(capacity=PLACES)
    address = meeting.get_absolute_url()

    def send(number):
        values = filled_in(email=f"{number}@rijk.example")
        return Client().post(address, values, follow=True)

    pages = at_once(send, PEOPLE)

    assert {page.status_code for page in pages} == {200}
    told = [b"<h1>U bent aangemeld</h1>" in page.content for page in pages]
    assert told.count(True) == PLACES
    # Rows are written under the lock, so their numbers are in the order of the commits.
    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed"] * PLACES + ["waiting"] * (PEOPLE - PLACES)
    mails = Message.objects.values_list("to", "template")
    assert len(mails) == len({to for to, _ in mails}) == PEOPLE
    assert [template for _, template in mails].count("confirmation") == PLACES


def test_one_address_that_registers_many_times_at_once_gets_one_place(settings):
    settings.RATE_LIMIT_PER_IP = settings.RATE_LIMIT_PER_ADDRESS = 0
    meeting = open_meeting(capacity=PLACES)
    address = meeting.get_absolute_url()

    statuses = at_once(lambda number: Client().post(address, filled_in()).status_code, 10)

    assert statuses == [302] * 10
    assert Registration.objects.count() == 1


@pytest.fixture
def pause_after_the_count(monkeypatch):
    """Hold each who counted the places until the other did so too, or cannot."""
    both_have_counted, counted = Barrier(2), registering.count_places

    def count_and_wait(*arguments):
        occupancy = counted(*arguments)
        with suppress(BrokenBarrierError):
            both_have_counted.wait(timeout=1)
        return occupancy

    monkeypatch.setattr(registering, "count_places", count_and_wait)


def states_of_two_at_once():
    meeting = open_meeting(capacity=1)
    applicants = [Applicant(name="Iemand", email=f"{n}@rijk.example") for n in (0, 1)]
    return sorted(at_once(lambda n: register(meeting, applicants[n]).state, 2))


@pytest.mark.postgresql
def test_last_place_is_sold_once(pause_after_the_count):
    assert states_of_two_at_once() == ["confirmed", "waiting"]


@pytest.mark.postgresql
def test_last_place_is_sold_twice_without_the_lock(pause_after_the_count, monkeypatch):
    monkeypatch.setattr(MeetingQuerySet, "select_for_update", lambda rows, **options: rows)

    assert states_of_two_at_once() == ["confirmed", "confirmed"]

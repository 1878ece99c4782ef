"""Staff, worker and people at once: no place is given twice, none is empty while someone waits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from meetings import actions, schedule
from meetings.models import Meeting, Registration
from outbox.models import Message

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db(transaction=True)

PLACES, MORE = 5, 9


def at_once(deeds):
    def do_and_close(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do_and_close, deeds))


def raise_places(meeting):
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.capacity = MORE
    actions.change_details(meeting, by=None)


def test_raising_leaving_coming_and_the_worker_at_once_fill_exactly_the_places():
    meeting = open_meeting(capacity=PLACES)
    there = [registered(meeting, number) for number in range(PLACES + 3)]
    leaving = [lambda each=each: actions.withdraw(each) for each in there[:3]]
    coming = [lambda number=number: registered(meeting, number) for number in range(20, 32)]

    at_once([lambda: raise_places(meeting), *leaving, *coming, *[schedule.fill_free_places] * 3])

    taking = Registration.objects.taking_a_place()
    assert (taking.count(), Registration.objects.waiting().count()) == (MORE, 8)
    offered = Registration.objects.filter(state="offered")
    assert Message.objects.filter(template="offer").count() == offered.count()
    earliest = Registration.objects.waiting().first()
    later = Registration.objects.taking_a_place().filter(pk__gt=earliest.pk)
    assert list(later) == []


def test_two_workers_pass_an_offer_on_once():
    meeting = open_meeting(capacity=1)
    first, *_ = [registered(meeting, number) for number in range(4)]
    actions.withdraw(first)
    end = Registration.objects.get(state="offered").offer_expires_at

    at_once([lambda: actions.expire_offers(end)] * 3)

    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["cancelled", "waiting", "offered", "waiting"]
    assert Message.objects.filter(template="offer_expired").count() == 1

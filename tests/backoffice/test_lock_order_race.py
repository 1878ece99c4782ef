"""The page of a part locks the whole first, as the actions do: nobody waits crosswise."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Registration
from pilots.models import Group, Pilot, Session
from tests.factories import SessionFactory, UserFactory
from tests.meetings.registering import open_meeting, registered

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
"""Not pg_stat_activity, which stands still within a transaction."""


def wait_for_one_who_waits():
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("Nobody waits for the lock.")


def posted(user, address, values):
    try:
        client = Client()
        client.force_login(user)
        return client.post(address, values).status_code
    finally:
        connection.close()


def part_is_free_while_the_whole_is_locked(whole, part, page, values=None):
    user = UserFactory(is_superuser=True)
    address = reverse(f"admin:{page}", args=[part.pk])
    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            type(whole).objects.select_for_update(no_key=True).get(pk=whole.pk)
            colleague = people.submit(posted, user, address, values or {})
            wait_for_one_who_waits()
            type(part).objects.select_for_update(nowait=True).get(pk=part.pk)
        return colleague.result()


@pytest.mark.parametrize("action", ["gaat-niet-door", "gehouden", "change"])
def test_a_session_is_not_held_by_who_waits_for_its_pilot(action):
    session: Session = SessionFactory(number=1)
    pilot: Pilot = session.group.pilot

    answer = part_is_free_while_the_whole_is_locked(
        pilot, session, f"pilots_session_{action}", {"_": "x"}
    )

    assert answer in (200, 302)


def test_a_group_is_not_held_by_who_waits_for_its_pilot():
    group: Group = SessionFactory(number=1).group
    values = {"reason": "geen tijd"}

    answer = part_is_free_while_the_whole_is_locked(
        group.pilot, group, "pilots_group_eerder-stoppen", values
    )

    assert answer == 302


def test_a_registration_is_not_held_by_who_waits_for_its_meeting():
    registration: Registration = registered(open_meeting())
    meeting: Meeting = registration.meeting

    answer = part_is_free_while_the_whole_is_locked(
        meeting, registration, "meetings_registration_afmelden"
    )

    assert answer == 302

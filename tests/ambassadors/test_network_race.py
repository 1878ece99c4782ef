"""What many do at once in the network, with real threads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ambassadors.links import ASKED
from ambassadors.models import Activity, Ambassador
from ambassadors.reminding import remind_of_activities
from outbox.models import Message
from privacy.models import Consent
from tests.factories import AmbassadorFactory, ConsentFactory, ProgrammeFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
JO = "jo@gemeente.example"
MANY = 8


def at_once(deed):
    def do_and_close(number):
        try:
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(do_and_close, range(MANY)))


def send(page, **typed):
    address = reverse(f"ambassadors:{page}", args=[ASKED.token_of(JO)])
    return lambda number: Client().post(address, typed).status_code


def test_one_who_signs_up_many_times_at_once_is_one_with_one_consent():
    ProgrammeFactory()
    typed = {"name": "Jo", "organisation": "Bureau", "wants_ambassador": "on"}

    statuses = at_once(send("page", **typed))

    assert set(statuses) <= {302, 200}  # who comes late is in already, and sees the own page
    assert Ambassador.objects.count() == 1
    assert Consent.objects.count() == 1


def test_what_is_noted_many_times_at_once_is_noted_once():
    AmbassadorFactory(email=JO)

    at_once(send("log", day="3-9-2026", kind="conversation"))

    assert Activity.objects.count() == 1


def test_two_workers_remind_once():
    ConsentFactory(purpose="reminder", email=JO, given_at=timezone.now() - timedelta(days=300))
    AmbassadorFactory(email=JO, state_since=timezone.localdate() - timedelta(days=300))

    sent = at_once(lambda number: remind_of_activities())

    assert sum(sent) == 1
    assert Message.objects.filter(template="network_reminder").count() == 1
    assert Ambassador.objects.get().unanswered == 1


def test_stopping_many_times_at_once_is_leaving_once():
    jo = AmbassadorFactory(email=JO)

    statuses = at_once(send("leave"))

    jo.refresh_from_db()
    assert set(statuses) <= {200, 302}
    assert jo.state == "left"
    assert [row.state for row in jo.history.all()].count("left") == 1

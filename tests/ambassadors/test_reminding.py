"""A reminder a quarter at most, for who agreed to it, that ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ambassadors.actions import allow_reminders, pause, resign
from ambassadors.models import Ambassador
from ambassadors.reminding import remind_of_activities
from outbox.composing import read_content
from outbox.models import Message
from privacy.models import Consent
from tests.factories import ActivityFactory, AmbassadorFactory, ConsentFactory

pytestmark = pytest.mark.django_db
JO = "jo@gemeente.example"
NOW = timezone.now().replace(hour=11)
"""Far from midnight: summer time begins within the year that is tried."""


def days(number):
    return timedelta(days=number)


@pytest.fixture
def jo():
    """Ambassador for a year, who agreed to reminders then."""
    ConsentFactory(purpose="reminder", email=JO, given_at=NOW - days(365))
    return AmbassadorFactory(email=JO, state_since=timezone.localdate() - days(365))


def mails():
    return Message.objects.filter(template="network_reminder")


def test_who_agreed_and_was_quiet_is_reminded_once(jo):
    assert [remind_of_activities(NOW), remind_of_activities(NOW)] == [1, 0]
    assert mails().get().to == JO


def test_a_year_of_every_day_is_two_reminders_and_then_none(jo):
    sent = [day for day in range(365) if remind_of_activities(NOW + days(day))]

    assert sent == [0, 92]
    last = mails().latest("pk")
    assert "herinneren we u niet meer" in read_content(last).text
    assert "herinneren we u niet meer" not in read_content(mails().earliest("pk")).text


def test_who_answers_is_reminded_again_a_quarter_later(jo):
    for day in (0, 92):
        remind_of_activities(NOW + days(day))
    ActivityFactory(ambassador=jo, logged_at=NOW + days(100))
    Ambassador.objects.update(unanswered=0)

    sent = [day for day in range(100, 300) if remind_of_activities(NOW + days(day))]

    assert sent == [192, 284]


@pytest.mark.parametrize(
    "change",
    [
        lambda jo: Consent.objects.filter(purpose="reminder").delete(),
        lambda jo: Consent.objects.filter(purpose="reminder").update(withdrawn_at=NOW),
        lambda jo: Consent.objects.filter(purpose="reminder").update(email="ander@x.example"),
        lambda jo: Consent.objects.filter(purpose="reminder").update(given_at=NOW - days(10)),
        lambda jo: Ambassador.objects.update(state="interested"),
        lambda jo: Ambassador.objects.update(state_since=timezone.localdate() - days(10)),
        lambda jo: ActivityFactory(ambassador=jo),
        pause,
        resign,
    ],
)
def test_nobody_else_is_reminded(jo, change):
    change(jo)

    assert remind_of_activities(NOW) == 0
    assert not mails().exists()


def test_saying_yes_again_begins_anew(jo):
    Ambassador.objects.update(unanswered=2, reminded_on=timezone.localdate() - days(100))
    assert remind_of_activities(NOW) == 0

    allow_reminders(jo)

    assert remind_of_activities(NOW) == 1
    assert Consent.objects.filter(purpose="reminder").count() == 1


def test_the_reminder_leads_to_the_form(client, jo):
    remind_of_activities(NOW)

    path = mails().get().context["url"].removeprefix("http://localhost:8000")

    assert "Noteer wat u deed" in client.get(path).content.decode()


@pytest.mark.each_database
def test_number_of_queries_is_that_of_who_is_due(jo, django_assert_num_queries):
    AmbassadorFactory.create_batch(20)

    with django_assert_num_queries(1):
        remind_of_activities(NOW - days(300))

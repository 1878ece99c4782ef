"""A meeting moves to a day that is not known, and gets one again: who counts on it hears so."""

from datetime import time

import pytest
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from meetings import actions
from meetings.models import Meeting
from outbox.composing import read_content
from outbox.models import Message
from tests.factories import UserFactory

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db

TWO_DAYS = read_date("12 en 13 maart 2027")


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page_of(meeting):
    return reverse("admin:hubs_hub_datum-verbeteren", args=[meeting.pk])


def is_ticked(staff, meeting):
    tree = html.fromstring(staff.get(page_of(meeting)).content)
    return bool(tree.xpath("//input[@name='notify']/@checked"))


def events_of(person):
    mails = Message.objects.filter(to=person.email).order_by("pk")
    found = [(mail.template, mail.context.get("event")) for mail in mails]
    return [(kind, event["start"], event["cancelled"]) for kind, event in found if event]


@pytest.mark.parametrize("words", ["", "voorjaar 2027", "wk. 12 2027"])
def test_mail_about_the_day_is_ticked_where_people_wait_for_it(staff, words):
    meeting, nobody = open_meeting(date=TWO_DAYS), open_meeting(date=read_date(words))
    registered(meeting)
    assert not is_ticked(staff, meeting)

    actions.reschedule(meeting, to=read_date(words), by=None)

    assert is_ticked(staff, meeting)
    assert not is_ticked(staff, nobody)


def test_two_days_that_come_back_stand_in_the_calendar_again():
    meeting = open_meeting(date=TWO_DAYS, start_time=time(13), end_time=time(1), capacity=1)
    has_place, waits = registered(meeting, 1), registered(meeting, 2)
    actions.reschedule(meeting, to=None, by=None)

    actions.correct_date(meeting, to=TWO_DAYS, by=None, why="toch dan", notify=True)

    assert events_of(has_place) == [
        ("confirmation", "2027-03-12T13:00:00+01:00", False),
        ("moved", "2027-03-12T13:00:00+01:00", True),
        ("moved", "2027-03-12T13:00:00+01:00", False),
    ]
    assert events_of(waits) == []
    told = read_content(Message.objects.filter(to=waits.email).latest("pk")).text
    assert "12 en 13 maart 2027" in told
    assert Meeting.objects.get().start_time == time(13)

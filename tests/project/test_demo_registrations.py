"""The example has people who registered and who wait, and answers; invented, and told as such."""

import re
from datetime import date

import pytest
from django.utils import timezone

from meetings.models import Evaluation, Meeting, Registration
from outbox.models import Message
from routekaart.demo.load import load_demo

pytestmark = pytest.mark.django_db

FULL = "voorbeeld-samen-aan-de-keukentafel"


@pytest.fixture
def loaded():
    load_demo(today=timezone.localdate())


def counted():
    return [model.objects.count() for model in (Meeting, Registration, Evaluation, Message)]


@pytest.mark.usefixtures("loaded")
def test_one_meeting_is_full_and_has_a_waiting_list():
    states = Registration.objects.filter(meeting__slug=FULL).values_list("state", flat=True)

    assert sorted(states) == ["confirmed"] * 6 + ["waiting"] * 2


@pytest.mark.usefixtures("loaded")
def test_some_walked_in_and_some_said_what_they_thought():
    assert Registration.objects.filter(is_walk_in=True, attended=True).count() == 4
    assert Evaluation.objects.count() >= 5


@pytest.mark.usefixtures("loaded")
def test_all_of_them_are_invented_and_of_the_example_programme():
    people = Registration.objects.select_related("meeting__programme")

    for person in people:
        assert person.meeting.programme.is_fictional
        assert not person.email or person.email.endswith(".example")
        assert re.search("oorbeeld|Denkbeeldig|Hypothese|Verzonnen|Fictie", person.name)
    assert all(e.meeting.programme.is_fictional for e in Evaluation.objects.all())
    assert all(m.to.endswith(".example") for m in Message.objects.all())


def test_loading_twice_changes_nothing(loaded):
    before = counted()

    load_demo(today=timezone.localdate())

    assert counted() == before


def test_nobody_registers_for_what_is_over():
    load_demo(today=date(2014, 3, 1))

    assert Registration.objects.filter(is_walk_in=False).count() == 0

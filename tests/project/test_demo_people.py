"""The example has people who register, wait, read, tell and sort; invented, and told as such."""

import re

import pytest
from django.db import transaction
from django.utils import timezone

from meetings.models import Evaluation, Meeting, Registration
from outbox.models import Message
from routekaart.demo.load import load_demo
from sorting.models import Round, Sort
from sorting.picture import other_picture, picture_of
from toolkit.models import Attempt, Conclusion, Story, StoryReader, StoryTerms

pytestmark = pytest.mark.django_db

FULL = "voorbeeld-samen-aan-de-keukentafel"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Loaded once; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today=timezone.localdate())
        yield
        transaction.set_rollback(True)


def counted():
    return [model.objects.count() for model in (Meeting, Registration, Evaluation, Message)]


def test_one_meeting_is_full_and_has_a_waiting_list():
    states = Registration.objects.filter(meeting__slug=FULL).values_list("state", flat=True)

    assert sorted(states) == ["confirmed"] * 6 + ["waiting"] * 2


def test_some_walked_in_and_some_said_what_they_thought():
    assert Registration.objects.filter(is_walk_in=True, attended=True).count() == 4
    assert Evaluation.objects.count() >= 5


def test_all_of_them_are_invented_and_of_the_example_programme():
    people = Registration.objects.select_related("meeting__programme")

    for person in people:
        assert person.meeting.programme.is_fictional
        assert not person.email or person.email.endswith(".example")
        assert re.search("oorbeeld|Denkbeeldig|Hypothese|Verzonnen|Fictie", person.name)
    assert all(e.meeting.programme.is_fictional for e in Evaluation.objects.all())
    assert all(m.to.endswith(".example") for m in Message.objects.all())


def test_loading_twice_changes_nothing():
    before = counted()

    load_demo(today=timezone.localdate())

    assert counted() == before


def test_each_page_of_the_toolkit_has_something_to_show_and_it_says_that_it_is_invented():
    assert StoryReader.objects.active(timezone.localdate()).count() == 2
    assert [attempt.answer.startswith("Verzonnen") for attempt in Attempt.objects.all()] == [
        True
    ] * 2
    assert Attempt.objects.to_compare().count() == Story.objects.tried().count() == 1
    assert StoryTerms.objects.exclude(asked_to_read_at=None).get().story.state == "checked"
    assert Conclusion.objects.to_read().count() == Conclusion.objects.count() == 2
    assert all(row.wise.startswith("Verzonnen") for row in Conclusion.objects.all())
    assert all(mail.to.endswith(".example") for mail in Message.objects.all())


def test_rounds_show_what_a_picture_can_tell_and_keep_no_sort():
    pictures = {at.question: picture_of(at) for at in Round.objects.filter(state="ended")}

    assert {question: bool(seen.split and seen.agreed) for question, seen in pictures.items()} == {
        "mine": True,
        "ours": True,
    }
    assert other_picture(pictures["mine"].round) is not None
    assert picture_of(Round.objects.get(state="open")).people == 5
    assert not Sort.objects.exclude(piles="").exists()

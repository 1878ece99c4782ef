"""The example has readers, answers, givers, conclusions and rounds; invented, and told as such."""

import pytest
from django.utils import timezone

from outbox.models import Message
from routekaart.demo.load import load_demo
from sorting.models import Round, Sort
from sorting.picture import other_picture, picture_of
from toolkit.models import Attempt, Conclusion, Story, StoryReader, StoryTerms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded():
    load_demo(today=timezone.localdate())


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

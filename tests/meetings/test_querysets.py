from datetime import date

import pytest

from dates.entry import read_date
from dates.values import Period
from meetings.models import Meeting
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db

IN_2013 = Period.of_year(2013)
TEXTS = (
    "2012",
    "december 2012 of januari 2013",
    "1-1-2013",
    "2013",
    "31-12-2013",
    "december 2013 of januari 2014",
    "januari 2014",
    "",
)


@pytest.fixture
def meetings():
    for text in TEXTS:
        MeetingFactory(title=text, date=read_date(text))


def titles(queryset):
    return [meeting.title for meeting in queryset]


def test_may_be_in_adds_dates_that_could_lie_in_it_but_never_unknown_ones(meetings):
    assert set(titles(Meeting.objects.may_be_in(IN_2013))) == {
        "december 2012 of januari 2013",
        "1-1-2013",
        "2013",
        "31-12-2013",
        "december 2013 of januari 2014",
    }


def test_meetings_stand_in_order_of_date_and_unknown_comes_last(meetings):
    assert titles(Meeting.objects.all()) == [
        "2012",
        "december 2012 of januari 2013",
        "1-1-2013",
        "2013",
        "december 2013 of januari 2014",
        "31-12-2013",
        "januari 2014",
        "",
    ]


def test_planned_held_and_cancelled_divide_all_meetings():
    planned, held = MeetingFactory(), MeetingFactory(held=True)
    cancelled = MeetingFactory(cancelled=True)

    assert list(Meeting.objects.planned()) == [planned]
    assert list(Meeting.objects.held()) == [held]
    assert list(Meeting.objects.cancelled()) == [cancelled]


@pytest.mark.parametrize(
    ("text", "state", "to_confirm", "upcoming"),
    [
        ("11 maart 2013", {}, True, False),
        ("12 maart 2013", {}, False, True),
        ("13 maart 2013", {}, False, True),
        ("maart 2013", {}, False, True),
        ("februari 2013", {}, True, False),
        ("", {}, False, False),
        ("11 maart 2013", {"held": True}, False, False),
        ("13 maart 2013", {"cancelled": True}, False, False),
    ],
)
def test_to_confirm_and_upcoming_on_12_march(text, state, to_confirm, upcoming):
    meeting = MeetingFactory(date=read_date(text), **state)
    today = date(2013, 3, 12)

    assert list(Meeting.objects.to_confirm(today)) == [meeting] * to_confirm
    assert list(Meeting.objects.upcoming(today)) == [meeting] * upcoming

"""Past, held and cancelled come before a day that is not known; and what counts as coming."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings.models import Meeting
from meetings.pages.listing import list_context
from meetings.times import why_closed
from tests.factories import HubFactory

from .registering import open_meeting, text_of

pytestmark = pytest.mark.django_db

OVER = "Deze bijeenkomst is geweest. Aanmelden kan niet meer."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"date": read_date("2013"), "held": True}, OVER),
        ({"date": None, "held": True}, OVER),
        ({"date": read_date("maart 2014")}, OVER),
        (
            {"date": read_date("2014"), "cancelled": True},
            "Deze bijeenkomst is niet doorgegaan. U kunt zich niet meer aanmelden.",
        ),
        (
            {"date": read_date("2099"), "cancelled": True},
            "Deze bijeenkomst gaat niet door. U kunt zich niet meer aanmelden.",
        ),
        (
            {"date": read_date("maart 2099")},
            "De dag is nog niet bekend. Aanmelden kan zodra de dag vaststaat.",
        ),
        ({"date": None}, "De dag is nog niet bekend. Aanmelden kan zodra de dag vaststaat."),
    ],
)
def test_why_one_cannot_register(values, sentence):
    assert why_closed(HubFactory(**values), timezone.now()) == sentence


def test_cancelled_meeting_of_the_past_is_told_in_the_past_tense(client):
    meeting = HubFactory(date=read_date("2014"), cancelled=True)

    page = text_of(client.get(meeting.get_absolute_url()))

    assert "is niet doorgegaan" in page
    assert "krijgt daarover een mail" not in page


def test_what_is_off_closed_or_undated_does_not_count_as_coming(rf):
    soon = timezone.localdate() + timedelta(days=20)
    for _ in range(2):
        open_meeting(province="zh")
    HubFactory(date=ApproximateDate.of_day(soon), cancelled=True, province="zh")
    HubFactory(date=None, province="zh")
    open_meeting(province="zh", registration_closes=timezone.now() - timedelta(days=1))

    context = list_context(rf.get("/hubs/"), Meeting.objects.all())

    tile = next(each for each in context["provinces"] if each["code"] == "zh")
    assert (context["found"], context["others"], tile["count"]) == (2, 3, 2)
    assert len(context["meetings"]) == 5

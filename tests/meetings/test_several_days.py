"""A meeting of several days, or that ends past midnight: its day is known."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings import actions, schedule
from meetings.models import Meeting
from meetings.registering.places_left import why_not
from meetings.times import ends_at, registration_is_open, starts_at, why_closed
from outbox.models import Message
from tests.factories import HubFactory, UserFactory

from .registering import filled_in, open_meeting, registered, text_of

pytestmark = pytest.mark.django_db

TWO_DAYS = read_date("12 en 13 maart 2027")
NOT_KNOWN = "nog niet bekend"


def two_days(**values) -> Meeting:
    return open_meeting(**{"date": TWO_DAYS, **values})


def local(moment) -> str:
    return f"{timezone.localtime(moment):%d-%m %H.%M}"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("12 maart 2027", True),
        ("12 en 13 maart 2027", True),
        ("12, 13 en 14 maart 2027", True),
        ("31 januari en 1 februari 2027", True),
        ("12 t/m 14 maart 2027", True),
        ("12-13 maart 2027", True),
        ("vrijdag 12 en zaterdag 13 maart 2027", True),
        ("12 of 13 maart 2027", False),
        ("tussen 3 en 7 maart 2027", False),
        ("week 12 2027", False),
        ("wk. 12 2027", False),
        ("2027-W12", False),
        ("begin maart 2027", False),
        ("1 t/m 20 maart 2027", False),
        ("maart 2027", False),
        ("2027", False),
    ],
)
def test_days_are_known_where_the_words_say_which(words, known):
    when = read_date(words)
    meeting = open_meeting(date=when)
    other = open_meeting(programme=meeting.programme)

    assert when.is_known_to_the_day == known
    assert registration_is_open(meeting, timezone.now()) == known
    assert (NOT_KNOWN in why_closed(meeting, timezone.now())) == (not known)
    assert Meeting.objects.sisters_of(other, timezone.localdate()).exists() == known


def test_interval_without_words_means_somewhere_in_it():
    first = timezone.localdate() + timedelta(days=40)

    assert not ApproximateDate(first, first + timedelta(days=1)).is_known_to_the_day


def test_one_registers_for_two_days_and_is_told_when(client):
    meeting = two_days(start_time=time(10), end_time=time(16))

    page = text_of(client.get(meeting.get_absolute_url()))
    client.post(meeting.get_absolute_url(), filled_in())

    assert meeting.registrations.get().state == "confirmed"
    assert (
        "12 en 13 maart 2027, de eerste dag vanaf 10.00 uur, de laatste dag tot 16.00 uur" in page
    )
    assert NOT_KNOWN not in page
    assert "12 en 13 maart 2027" in Message.objects.get().context["when"]


def test_two_days_stand_in_the_calendar_from_the_first_to_the_last():
    meeting = two_days(start_time=time(10), end_time=time(9))

    assert (local(starts_at(meeting)), local(ends_at(meeting))) == ("12-03 10.00", "13-03 09.00")


def test_calendar_holds_two_days_and_the_end_past_midnight(client):
    two_days(start_time=time(10), end_time=time(16))
    open_meeting(date=read_date("20 maart 2027"), start_time=time(20), end_time=time(0, 30))

    events = Calendar.from_ical(client.get(reverse("calendar")).content).walk("VEVENT")

    found = sorted((local(e.decoded("dtstart")), local(e.decoded("dtend"))) for e in events)
    assert found == [("12-03 10.00", "13-03 16.00"), ("20-03 20.00", "21-03 00.30")]


def test_end_past_midnight_is_on_the_next_day(client):
    meeting = open_meeting(date=read_date("20 maart 2027"))
    meeting.start_time, meeting.end_time = time(20), time(0, 30)
    meeting.full_clean()
    meeting.save()

    page = text_of(client.get(meeting.get_absolute_url()))

    assert local(ends_at(meeting)) == "21-03 00.30"
    assert "zaterdag 20 maart 2027, 20.00 tot 0.30 uur (de volgende dag)" in page


@pytest.mark.parametrize(("start", "end"), [(16, 14), (14, 14), (13, 12), (9, 7), (20, 19)])
def test_end_before_the_begin_is_a_mistake(start, end):
    meeting = open_meeting()
    meeting.start_time, meeting.end_time = time(start), time(end)

    with pytest.raises(ValidationError, match="met het einde na het begin"):
        meeting.full_clean()


@pytest.mark.parametrize("words", ["12 of 13 maart 2027", "week 12 2027", "maart 2027"])
def test_time_needs_days_that_are_known(words):
    meeting = HubFactory(date=read_date(words))
    meeting.start_time = time(14)

    with pytest.raises(ValidationError, match=r"Een tijd kan pas als de dag bekend is\."):
        meeting.full_clean()


def test_times_stay_when_a_meeting_moves_to_two_days_and_go_when_the_day_is_open():
    meeting = open_meeting(start_time=time(13), end_time=time(16))

    to_days = actions.reschedule(meeting, to=TWO_DAYS, by=None)
    kept = (to_days.start_time, to_days.end_time)
    to_open = actions.reschedule(meeting, to=read_date("15 of 16 maart 2027"), by=None)

    assert kept == (time(13), time(16))
    assert (to_open.start_time, to_open.end_time) == (None, None)


@pytest.mark.parametrize("words", [None, "mei 2027", "15 of 16 maart 2027"])
@pytest.mark.parametrize("moves", [True, False])
def test_times_come_back_with_the_next_known_day(client, words, moves):
    meeting = open_meeting(start_time=time(13, 10), end_time=time(16, 20))
    to = read_date(words) if words else None

    if moves:
        meeting = actions.reschedule(meeting, to=to, by=None)
    else:
        meeting = actions.correct_date(meeting, to=to, by=None, why="nog niet vast")
    page = text_of(client.get(meeting.get_absolute_url()))
    meeting = actions.correct_date(meeting, to=TWO_DAYS, by=None, why="nu bekend")

    assert "13.10" not in page
    assert (meeting.start_time, meeting.end_time) == (time(13, 10), time(16, 20))
    assert (meeting.kept_start_time, meeting.kept_end_time) == (None, None)


def test_times_that_are_filled_in_replace_those_that_were_kept():
    meeting = open_meeting(start_time=time(13), end_time=time(16))

    meeting = actions.reschedule(meeting, to=read_date("mei 2027"), by=None)
    meeting = actions.reschedule(meeting, to=TWO_DAYS, by=None, times=(time(9), None))

    assert (meeting.start_time, meeting.end_time) == (time(9), None)


def test_reminders_go_before_the_first_day_and_thanks_after_the_last():
    meeting = two_days(start_time=time(10), end_time=time(16))
    someone = registered(meeting)
    Message.objects.all().delete()
    begins, ends = starts_at(meeting), ends_at(meeting)

    schedule.send_reminders(begins - timedelta(hours=23))
    Meeting.objects.update(status="held")
    someone.attended = True
    someone.save()
    schedule.send_thanks(ends - timedelta(minutes=1))
    before = list(Message.objects.values_list("template", flat=True))
    schedule.send_thanks(ends)

    assert before == ["reminder"]
    assert set(Message.objects.values_list("template", flat=True)) == {"reminder", "thanks"}


def test_badge_says_that_registering_waits_only_where_the_day_does():
    closed = timezone.now() - timedelta(days=1)

    assert why_not(two_days(registration_closes=closed)) == "Aanmelden is gesloten"
    assert why_not(open_meeting(date=read_date("12 of 13 maart 2027"))).startswith("Aanmelden kan")


def test_staff_fill_in_two_days_with_times(client):
    client.force_login(
        UserFactory(is_superuser=True),
        backend="routekaart.accounts.lent_roles.StaffBackend",
    )
    meeting = open_meeting()
    url = reverse("admin:hubs_hub_verplaatsen", args=[meeting.pk])

    client.post(
        url, {"to": "12 en 13 maart 2027", "start_time": "10.00", "end_time": "9.00", "reason": "x"}
    )

    meeting.refresh_from_db()
    assert (str(meeting.date), meeting.start_time) == ("12 en 13 maart 2027", time(10))


@pytest.mark.parametrize("begin", [time(10), None])
def test_registering_closes_before_the_first_day_begins(begin):
    meeting = two_days(start_time=begin)
    meeting.registration_closes = starts_at(meeting) + timedelta(days=1, hours=1)

    with pytest.raises(ValidationError) as refused:
        actions.change_details(meeting, by=None)

    assert list(refused.value.message_dict) == ["registration_closes"]

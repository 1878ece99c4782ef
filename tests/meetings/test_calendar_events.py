"""What a meeting is in a calendar: what is known and no more, and a way out of it again."""

from datetime import date, datetime, time

import pytest
from icalendar import Calendar

from dates.entry import read_date
from meetings import actions
from meetings.emails import event_values
from meetings.models import Meeting
from meetings.registering.queue import fill_places
from outbox.calendar_file import make_calendar_file
from outbox.composing import compose, read_content
from outbox.models import Message
from tests.factories import HubFactory, ProgrammeFactory
from tests.meetings.registering import open_meeting, registered

pytestmark = pytest.mark.django_db

DAY = read_date("12 maart 2027")
UNCLEAR = [None, "maart 2027", "2027", "maart of april 2027"]


def event_of(meeting, attendee="jo@gemeente.example"):
    return read_event(make_calendar_file(event_values(meeting), attendee=attendee).text)


def read_event(text):
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert calendar.errors + event.errors == []
    return event


def moments(event):
    return {name: event.decoded(name).isoformat() for name in ("DTSTART", "DTEND") if name in event}


def file_of(message):
    (part,) = compose(message).attachments
    return part.get_param("method"), read_event(part.get_payload(decode=True).decode())


def files_to(registration):
    """Of each mail in the order in which they were written: method, start and number."""
    mails = Message.objects.filter(to=registration.email).order_by("pk")
    found = [file_of(mail) for mail in mails if "event" in mail.context]
    return [(method, moments(event)["DTSTART"], event["SEQUENCE"]) for method, event in found]


@pytest.mark.parametrize(
    ("begin", "end", "shown"),
    [
        (None, None, {"DTSTART": "2027-03-12", "DTEND": "2027-03-13"}),
        (time(13), None, {"DTSTART": "2027-03-12T12:00:00+00:00"}),
        (
            time(13),
            time(16),
            {"DTSTART": "2027-03-12T12:00:00+00:00", "DTEND": "2027-03-12T15:00:00+00:00"},
        ),
    ],
)
def test_calendar_shows_what_is_known_of_the_day_and_no_more(begin, end, shown):
    assert moments(event_of(HubFactory(date=DAY, start_time=begin, end_time=end))) == shown


def test_file_says_that_one_comes_and_asks_nothing():
    event = event_of(HubFactory(date=DAY))
    attendee, organizer = event["ATTENDEE"], event["ORGANIZER"]

    assert (str(attendee), dict(attendee.params)) == (
        "mailto:jo@gemeente.example",
        {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"},
    )
    assert (str(organizer), dict(organizer.params)) == (
        "mailto:routekaart@beroepseer.example",
        {"CN": "Stichting Beroepseer"},
    )


def test_uid_differs_between_installations_and_stays_with_the_meeting():
    meeting = HubFactory(date=DAY)
    uid = event_values(meeting)["uid"]
    actions.reschedule(meeting, to=read_date("19 maart 2027"), by=None, reason="zaal")

    assert (len(uid), str(meeting.pk) in uid.split("-")) == (36, False)
    assert event_values(Meeting.objects.get(pk=meeting.pk))["uid"] == uid


def test_invented_meeting_says_so_in_the_calendar():
    meeting = HubFactory(date=DAY, title="Moed", programme=ProgrammeFactory(is_fictional=True))

    assert event_of(meeting)["SUMMARY"] == "Voorbeeld: Moed"


def test_file_in_the_mail_holds_the_personal_link_and_only_there(client):
    registered(open_meeting())
    message = Message.objects.get()
    _, event = file_of(message)

    assert message.context["manage_url"] in event["DESCRIPTION"]
    assert "mijn-aanmelding" not in client.get("/agenda.ics").content.decode()
    message.context = message.get_context_display()
    assert "mijn-aanmelding" not in file_of(message)[1]["DESCRIPTION"]


@pytest.mark.parametrize("wording", UNCLEAR)
def test_day_that_is_given_up_leaves_the_calendar_and_comes_back_later(wording):
    meeting = open_meeting(start_time=time(13), end_time=time(16))
    jo = registered(meeting)
    actions.reschedule(meeting, to=wording and read_date(wording), by=None, reason="zaal")
    actions.correct_date(meeting, to=read_date("19 maart 2027"), by=None, why="bekend", notify=True)

    files = files_to(jo)
    first = datetime.combine(meeting.date.day, time(13)).astimezone().date().isoformat()
    assert [method for method, _, _ in files] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [start[:10] for _, start, _ in files] == [first, first, "2027-03-19"]
    assert [number for _, _, number in files] == sorted({number for _, _, number in files})


@pytest.mark.parametrize("wording", UNCLEAR)
def test_mail_about_a_day_that_is_given_up_asks_nothing(wording):
    meeting = open_meeting()
    registered(meeting)
    actions.reschedule(meeting, to=wording and read_date(wording), by=None, reason="De zaal.")
    message = Message.objects.get(template="moved")
    text = read_content(message).text

    assert "keep_url" not in message.context
    assert "Met het bestand bij deze mail haalt u de oude datum uit uw agenda." in text
    assert "Reden: De zaal." in text


def test_wrong_day_that_is_taken_back_leaves_the_calendar():
    meeting = open_meeting()
    jo = registered(meeting)
    actions.correct_date(meeting, to=None, by=None, why="vergissing", notify=True)

    assert [method for method, _, _ in files_to(jo)] == ["REQUEST", "CANCEL"]


def test_who_waits_or_says_no_to_a_place_gets_no_file_at_all():
    meeting = open_meeting(capacity=1)
    first, second, third = (registered(meeting, number) for number in (1, 2, 3))
    actions.withdraw(third)
    actions.withdraw(first)
    second.refresh_from_db()
    actions.decline_offer(second)
    actions.reschedule(meeting, to=None, by=None, reason="zaal")

    assert [files_to(second), files_to(third)] == [[], []]
    assert [method for method, _, _ in files_to(first)] == ["REQUEST", "CANCEL"]


def test_numbers_rise_for_who_leaves_and_comes_back():
    meeting = open_meeting()
    jo = registered(meeting)
    actions.withdraw(jo)
    again = registered(meeting)
    actions.cancel(meeting, reason="venue", by=None)

    files = files_to(again)
    numbers = [number for _, _, number in files]
    assert [method for method, _, _ in files] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert numbers == sorted(set(numbers))


def test_offer_taken_gives_a_file_with_the_number_of_now():
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.withdraw(first)
    second.refresh_from_db()
    fill_places(meeting)
    actions.accept_offer(second)

    assert [method for method, _, _ in files_to(second)] == ["REQUEST"]


def test_long_lines_are_folded_and_signs_are_escaped():
    title = "Goed werk; moed, rust en " + "vertrouwen in de organisatie " * 5
    text = make_calendar_file(
        event_values(HubFactory(date=DAY, title=title)), attendee="jo@gemeente.example"
    ).text

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "SUMMARY:Goed werk\\; moed\\, rust en " in text
    assert read_event(text)["SUMMARY"] == title


def test_day_of_a_whole_day_is_that_day_whatever_the_zone_of_the_reader():
    assert event_of(HubFactory(date=DAY)).decoded("DTSTART") == date(2027, 3, 12)

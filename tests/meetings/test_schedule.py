"""What happens by itself as time goes by."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates.entry import read_date
from meetings import actions, links
from meetings.models import Registration
from meetings.schedule import JOBS
from outbox.delivery import deliver_due
from outbox.models import Message
from tests.factories import HubFactory, LeadershipMeetingFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

START = datetime(2027, 3, 12, 12, 0, tzinfo=UTC)
LONG_BEFORE = START - timedelta(days=60)
WEEK, DAY, MINUTE = timedelta(days=7), timedelta(days=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def evaluation(monkeypatch):
    monkeypatch.setattr(links, "ticket_url", lambda person: f"/evaluatie/{person.pk}/")


def hub(**fields):
    known = {"date": read_date("12 maart 2027"), "start_time": time(13), "end_time": time(16)}
    return HubFactory(**(known | fields))


def registered(meeting, at=LONG_BEFORE, **fields):
    registration = RegistrationFactory(meeting_id=meeting.pk, **fields)
    Registration.objects.filter(pk=registration.pk).update(created_at=at)
    return registration


def round_at(now):
    for job in JOBS:
        job(now)


def mails(template=None):
    rows = Message.objects.order_by("pk")
    rows = rows.filter(template=template) if template else rows
    return list(rows.values_list("to", "template", "context__days"))


def test_reminders_go_a_week_and_a_day_before_once_each():
    someone = registered(hub())
    found = {}

    for moment in (WEEK + MINUTE, WEEK, WEEK - MINUTE, 3 * DAY, DAY, DAY - MINUTE, MINUTE, -MINUTE):
        round_at(START - moment)
        found[moment] = [days for _, _, days in mails()]

    assert list(found.values()) == [[], [7], [7], [7], [7, 1], [7, 1], [7, 1], [7, 1]]
    assert {to for to, _, _ in mails()} == {someone.email}


def test_worker_that_was_off_for_a_week_sends_only_the_nearest_reminder():
    registered(hub())

    round_at(START - DAY / 2)

    assert [days for _, _, days in mails()] == [1]


def test_who_registered_after_the_moment_gets_only_the_next_reminder():
    registered(hub(), at=START - 3 * DAY)

    round_at(START - 2 * DAY)
    assert mails() == []
    round_at(START - DAY)

    assert [days for _, _, days in mails()] == [1]


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_who_has_no_place_is_not_reminded(state):
    meeting = hub(capacity=1)
    registered(meeting, email="", is_walk_in=True)
    registered(meeting, state=state)

    round_at(START - DAY)

    assert mails() == []


def test_who_walked_in_without_address_is_not_reminded():
    registered(hub(), email="", is_walk_in=True)

    round_at(START - DAY)

    assert mails() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"cancelled": True},
        {"date": read_date("maart 2027"), "start_time": None, "end_time": None},
        {"date": None, "start_time": None, "end_time": None},
    ],
    ids=["cancelled", "only a month", "no date"],
)
def test_meeting_that_is_off_or_has_no_day_reminds_nobody(fields):
    registered(hub(**fields))

    round_at(START - DAY)

    assert mails() == []


def test_reminder_that_waits_is_taken_back_when_the_meeting_is_cancelled():
    meeting = hub()
    registered(meeting)
    round_at(START - DAY)

    actions.cancel(meeting, reason="venue", by=None)

    states = dict(Message.objects.values_list("template", "state"))
    assert states == {"reminder": "withdrawn", "cancelled": "queued"}


def test_moved_meeting_takes_back_the_reminder_that_waits_and_reminds_anew():
    meeting = hub()
    registered(meeting)
    round_at(START - DAY)

    actions.reschedule(meeting, to=read_date("19 maart 2027"), by=None, reason="zaal")
    round_at(START + WEEK - DAY)

    found = Message.objects.order_by("pk").values_list("template", "state")
    assert list(found) == [
        ("reminder", "withdrawn"),
        ("moved", "queued"),
        ("reminder", "queued"),
    ]


ENDED = START + timedelta(hours=3)


def test_thanks_go_once_to_who_was_there_with_a_place_or_without_one():
    meeting = hub(held=True)
    present = registered(meeting, attended=True)
    registered(meeting, attended=None)
    registered(meeting, attended=False)
    registered(meeting, state="waiting")
    from_the_list = registered(meeting, state="waiting", attended=True)

    for hours in (0, 1, 30):
        round_at(ENDED + timedelta(hours=hours))

    assert mails() == [(present.email, "thanks", None), (from_the_list.email, "thanks", None)]
    urls = [message.context["evaluation_url"] for message in Message.objects.order_by("pk")]
    assert urls == [
        f"http://localhost:8000/evaluatie/{person.pk}/" for person in (present, from_the_list)
    ]


def test_thanks_wait_for_the_end_of_a_meeting_that_was_said_to_be_held():
    meeting = hub(held=True)
    someone = registered(meeting, attended=True)

    round_at(ENDED - MINUTE)
    assert mails() == []
    round_at(ENDED)

    assert mails() == [(someone.email, "thanks", None)]


def test_day_without_times_is_over_when_staff_say_that_it_was_held():
    meeting = hub(held=True, start_time=None, end_time=None)
    someone = registered(meeting, attended=True)

    round_at(START - DAY)
    assert mails() == []
    round_at(START)

    assert mails() == [(someone.email, "thanks", None)]


def test_who_is_not_on_the_list_yet_is_thanked_the_day_after_where_no_list_is_kept():
    meeting = hub(held=True)
    someone = registered(meeting)

    round_at(ENDED)
    assert mails() == []
    round_at(ENDED + DAY)

    assert mails() == [(someone.email, "thanks", None)]


def test_no_show_is_not_thanked_when_the_list_is_closed_later():
    meeting = hub(held=True)
    came, absent = registered(meeting), registered(meeting)
    round_at(ENDED)
    actions.mark_attended(came, attended=True)
    actions.close_list(meeting, now=ENDED)

    round_at(ENDED + 2 * DAY)

    assert mails() == [(came.email, "thanks", None)]
    assert absent.email not in {to for to, _, _ in mails()}


def test_no_thanks_for_a_meeting_of_long_ago_or_one_not_known_to_be_held():
    registered(hub())
    registered(hub(held=True, date=read_date("1 maart 2027")))

    round_at(START + DAY)

    assert mails() == []


def test_offer_that_is_over_is_passed_on():
    meeting = hub(capacity=1)
    first = registered(meeting, state="offered", offer_expires_at=START - 10 * DAY)
    second = registered(meeting, state="waiting")

    round_at(START - 10 * DAY)

    assert mails() == [(first.email, "offer_expired", None), (second.email, "offer", None)]
    assert list(meeting.registrations.order_by("pk").values_list("state", flat=True)) == [
        "waiting",
        "offered",
    ]


def test_needs_are_erased_fourteen_days_after_the_meeting():
    needs = {"needs": "ringleiding", "needs_consented_at": LONG_BEFORE}
    someone = registered(hub(), **needs)

    round_at(START + 14 * DAY)
    someone.refresh_from_db()
    assert someone.needs == "ringleiding"

    round_at(START + 15 * DAY)
    someone.refresh_from_db()
    assert (someone.needs, someone.needs_consented_at) == ("", None)


def decided_hub(**fields):
    return hub(minimum=3, decision_date=START.date() - 14 * DAY, **fields)


DECISION = START - 14 * DAY


def warnings():
    return list(Message.objects.filter(template="decision_warning").order_by("pk"))


def test_staff_are_warned_a_week_and_a_day_before_the_decision_once_each(settings):
    meeting = decided_hub()
    registered(meeting)
    registered(meeting, state="waiting")
    counts = []

    for days in (8, 7, 6, 2, 1, 0, -1):
        round_at(DECISION - timedelta(days=days))
        counts.append(len(warnings()))

    assert counts == [0, 1, 1, 1, 2, 2, 2]
    assert {message.to for message in warnings()} == {settings.CONTACT["email"]}
    context = warnings()[0].context
    assert (context["registered"], context["minimum"], context["missing"]) == (1, 3, 2)


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (2, "Het minimum is nog niet gehaald: er ontbreekt nog één aanmelding."),
        (3, "Het minimum is gehaald."),
    ],
)
def test_warning_says_whether_the_minimum_is_reached(people, sentence, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    meeting = decided_hub(title="Moed")
    for _ in range(people):
        registered(meeting)

    round_at(DECISION - DAY)
    deliver_due()

    (sent,) = mail.outbox
    assert sent.subject == "Beslissen uiterlijk vrijdag 26 februari 2027: Moed"
    assert f"Aangemeld: {people}. Ten minste nodig: 3." in sent.body
    assert sentence in sent.body
    assert f"http://localhost:8000/beheer/meetings/meeting/{meeting.pk}/change/" in sent.body


def test_no_warning_without_minimum_or_for_a_cancelled_meeting():
    hub(decision_date=DECISION.date())
    decided_hub(cancelled=True)

    round_at(DECISION - DAY)

    assert warnings() == []


def test_later_decision_warns_anew():
    meeting = decided_hub()
    round_at(DECISION - DAY)
    meeting.decision_date = DECISION.date() + DAY
    meeting.save()

    round_at(DECISION - DAY)

    assert len(warnings()) == 2


def queries_of(now):
    with CaptureQueriesContext(connection) as queries:
        round_at(now)
    return [query["sql"] for query in queries]


def test_round_takes_as_many_queries_for_many_people_as_for_one():
    planned, held = hub(), LeadershipMeetingFactory(held=True, date=read_date("4 maart 2027"))
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            registered(planned)
            registered(held)
        counts.append(len(queries_of(START - DAY)))

    assert len(set(counts)) == 1
    assert (len(mails("reminder")), len(mails("thanks"))) == (30, 30)


def test_round_in_which_all_is_done_writes_nothing():
    for _ in range(3):
        registered(hub())
    registered(hub(held=True))
    decided_hub()
    for moment in (START - DAY, DECISION - DAY):
        round_at(moment)

        again = queries_of(moment)

        assert [sql for sql in again if sql.startswith(("INSERT", "DELETE"))] == []

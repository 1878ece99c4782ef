"""Whatever makes room moves the waiting list, and in whose turn it is."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates import office_hours
from dates.values import ApproximateDate
from meetings import actions, schedule
from meetings.actions import planning
from meetings.models import Meeting
from meetings.registering import queue
from outbox.composing import read_content
from outbox.models import Message
from tests.factories import HubFactory, RegistrationFactory

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db

NEXT_MONTH = ApproximateDate.of_day(timezone.localdate() + timedelta(days=45))


def states(meeting):
    return list(meeting.registrations.order_by("id").values_list("state", flat=True))


def full(people=2, **values):
    """Someone has the only place, the others wait."""
    meeting = open_meeting(capacity=1, **values)
    return meeting, [registered(meeting, number) for number in range(1, people + 1)]


def changed(meeting, **values):
    meeting = Meeting.objects.get(pk=meeting.pk)
    for name, value in values.items():
        setattr(meeting, name, value)
    return actions.change_details(meeting, by=None)


def mails_of(registration):
    mine = Message.objects.filter(key__startswith=f"registration:{registration.pk}:")
    return list(mine.order_by("pk").values_list("template", flat=True))


# What makes room


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [
        (3, ["confirmed", "offered", "offered", "waiting"]),
        (None, ["confirmed", "offered", "offered", "offered"]),
        (1, ["confirmed", "waiting", "waiting", "waiting"]),
    ],
)
def test_more_places_are_offered_to_who_waits(capacity, expected):
    meeting, _ = full(people=4)

    changed(meeting, capacity=capacity)

    assert states(meeting) == expected
    assert Message.objects.filter(template="offer").count() == expected.count("offered")


def test_after_reinstating_what_came_free_meanwhile_is_offered_after_the_news():
    meeting, (first, second) = full()
    actions.cancel(meeting, reason="too_few", by=None)
    actions.withdraw(first)

    actions.reverse_cancellation(meeting, by=None, why="toch wel")

    assert states(meeting) == ["cancelled", "offered"]
    assert mails_of(second)[-2:] == ["reinstated", "offer"]


def test_once_the_day_is_known_again_what_came_free_meanwhile_is_offered():
    meeting, (first, _) = full()
    actions.reschedule(meeting, to=None, by=None)
    actions.withdraw(first)
    assert states(meeting) == ["cancelled", "waiting"]

    actions.correct_date(meeting, to=NEXT_MONTH, by=None, why="dag bekend")

    assert states(meeting) == ["cancelled", "offered"]


def test_no_longer_held_is_planned_again_and_moves_the_queue():
    meeting, _ = full()
    Meeting.objects.filter(pk=meeting.pk).update(status="held", capacity=2)

    actions.reverse_hold(meeting, by=None, why="vergissing")

    assert states(meeting) == ["confirmed", "offered"]


def test_walk_in_that_was_entered_beforehand_by_mistake_frees_a_place():
    meeting = open_meeting(capacity=1)
    mistake = RegistrationFactory(meeting=meeting, name="Vergissing", is_walk_in=True)
    registered(meeting)

    actions.take_off_list(mistake)

    assert states(meeting) == ["cancelled", "offered"]


def test_times_that_come_nearer_shorten_what_was_offered():
    """By changing the page of the meeting, without moving it to another day."""
    meeting, (first, second) = full(start_time=time(16), end_time=time(17))
    actions.withdraw(first)
    late = timezone.make_aware(datetime.combine(meeting.date.day, time(15)))
    meeting.registrations.filter(pk=second.pk).update(offer_expires_at=late)

    changed(meeting, start_time=time(14))

    second.refresh_from_db()
    assert second.offer_expires_at < late
    assert mails_of(second) == ["waiting", "offer", "offer"]


def test_every_action_on_a_meeting_ends_where_the_queue_moves():
    """`planning._save` is the only place that saves a meeting, and it moves the queue."""
    source = Path(planning.__file__).read_text("utf-8")

    assert source.count("meeting.save(") == source.count("tend(meeting)") == 1
    assert "stored.save(" not in source
    assert ".update(" not in source


def test_newcomer_neither_waits_beside_empty_places_nor_goes_before_who_waits():
    meeting, _ = full()
    Meeting.objects.filter(pk=meeting.pk).update(capacity=3)

    registered(meeting, 3)
    registered(meeting, 4)

    assert states(meeting) == ["confirmed", "offered", "confirmed", "waiting"]


def test_worker_sees_what_no_action_did():
    meeting, _ = full(people=4)
    Meeting.objects.filter(pk=meeting.pk).update(capacity=3)

    for job in schedule.JOBS:
        job()

    assert states(meeting) == ["confirmed", "offered", "offered", "waiting"]


@pytest.mark.parametrize(
    "values",
    [
        {"status": "held", "capacity": None},
        {"status": "cancelled", "cancellation_reason": "venue", "capacity": None},
        {"date_earliest": None, "date_latest": None, "date_text": "", "capacity": None},
        {"capacity": 1},
        {"capacity": 0},
    ],
    ids=["held", "cancelled", "no day", "full", "too full"],
)
def test_worker_offers_nothing_where_nothing_can_be_offered(values):
    meeting, _ = full()
    known = {field.name for field in Meeting._meta.concrete_fields}
    fields = {name: value for name, value in values.items() if name in known}
    Meeting.objects.filter(pk=meeting.pk).update(**fields)

    schedule.fill_free_places()

    assert states(meeting) == ["confirmed", "waiting"]


def test_worker_looks_with_as_many_queries_at_one_meeting_as_at_thirty():
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            full()
        with CaptureQueriesContext(connection) as queries:
            schedule.fill_free_places()
        counts.append(len(queries))

    assert counts == [2, 2, 2]


def test_fewer_places_take_nobody_s_place_or_offer():
    meeting, (first, *_) = full(people=3)
    actions.withdraw(first)
    changed(meeting, capacity=2)

    changed(meeting, capacity=0)

    assert states(meeting) == ["cancelled", "offered", "offered"]


# Whose turn it is


def let_go_by(meeting):
    """All offers that stand end without an answer."""
    ends = meeting.registrations.filter(state="offered").values_list("offer_expires_at", flat=True)
    actions.expire_offers(max(ends))


def order(meeting):
    return [each.name[-1] for each in meeting.registrations.waiting()]


def test_who_misses_an_offer_goes_to_the_end_of_the_list():
    meeting, (first, second, third, _) = full(people=4)
    actions.withdraw(first)

    let_go_by(meeting)
    registered(meeting, 5)

    assert states(meeting) == ["cancelled", "waiting", "offered", "waiting", "waiting"]
    assert order(meeting) == ["4", "2", "5"]
    second.refresh_from_db()
    assert queue.position(second) == 2
    assert mails_of(second) == ["waiting", "offer", "offer_expired"]
    told = Message.objects.get(template="offer_expired").context
    assert told["position"] == 2


def test_who_waited_longest_comes_back_first_where_all_missed_theirs():
    meeting, (first, *_) = full(people=3)
    actions.withdraw(first)

    let_go_by(meeting)
    let_go_by(meeting)

    assert states(meeting) == ["cancelled", "offered", "waiting"]


def test_offers_of_one_meeting_that_end_together_go_to_who_waited_before_they_go_back():
    meeting, (first, *_) = full(people=5)
    changed(meeting, capacity=3)
    assert states(meeting) == ["confirmed", "offered", "offered", "waiting", "waiting"]

    let_go_by(meeting)

    assert states(meeting) == ["confirmed", "waiting", "waiting", "offered", "offered"]
    assert order(meeting) == ["2", "3"]


def test_the_only_one_who_waits_is_asked_three_times_and_then_no_more():
    meeting, (first, second) = full()
    actions.withdraw(first)

    let_go_by(meeting)
    let_go_by(meeting)
    assert states(meeting) == ["cancelled", "offered"]
    let_go_by(meeting)

    assert states(meeting) == ["cancelled", "cancelled"]
    assert mails_of(second) == ["waiting", "offer", "offer", "offer", "offer_expired"]
    offers = Message.objects.filter(template="offer").order_by("pk")
    said = [(each.context["missed"], each.context["is_last"]) for each in offers]
    assert said == [(0, False), (1, False), (2, True)]
    assert Message.objects.get(template="offer_expired").context["position"] is None
    assert registered(meeting, 2).state == "confirmed"


def test_who_gave_no_address_is_rung_by_staff_and_cannot_miss_an_offer_for_good(settings):
    meeting, (first, second) = full()
    meeting.registrations.filter(pk=second.pk).update(email="", added_by_staff=True)
    actions.withdraw(first)
    asked = Message.objects.get(template="offer_by_phone")
    content = read_content(asked)
    assert asked.to == settings.CONTACT["email"]
    assert reverse("admin:meetings_registration_change", args=[second.pk]) in content.text
    assert second.name not in content.text + content.html

    for _ in range(4):
        let_go_by(meeting)

    assert states(meeting) == ["cancelled", "offered"]


def test_offer_ends_in_office_hours_and_before_the_meeting():
    """Whenever it is made, and whenever the meeting is."""
    friday = timezone.make_aware(datetime(2026, 12, 18, 0, 30))
    for hours in range(0, 14 * 24, 5):
        now = friday + timedelta(hours=hours)
        for ahead in (1, 2, 3, 4, 7, 30):
            day = timezone.localdate(now) + timedelta(days=ahead)
            meeting = HubFactory.build(date=ApproximateDate.of_day(day))
            end = queue.offer_end(meeting, now)
            if end is None:
                assert ahead < 7
                continue
            assert office_hours.within(end)
            assert now < end < queue.starts_at(meeting)


@pytest.mark.parametrize(
    ("now", "start", "end"),
    [
        ("2026-11-24 11:00", "2026-12-20 13:00", "2026-11-26 11:00"),
        ("2026-11-27 16:00", "2026-12-20 13:00", "2026-12-01 16:00"),
        ("2026-12-23 16:00", "2027-01-20 13:00", "2026-12-28 16:00"),
        ("2026-11-27 16:00", "2026-11-30 13:00", "2026-11-30 10:00"),
        ("2026-11-27 15:00", "2026-11-30 09:30", "2026-11-30 09:00"),
        ("2026-11-27 15:00", "2026-11-30 09:00", "2026-11-27 17:00"),
        ("2026-11-27 19:00", "2026-11-28 13:00", None),
        ("2026-11-24 11:00", "2026-11-24 11:45", None),
        ("2026-11-24 09:00", "2026-11-24 13:00", "2026-11-24 11:00"),
    ],
    ids=[
        "two days",
        "over a weekend",
        "over Christmas",
        "half of what is left, at the first moment of an office",
        "as the office opens",
        "before the weekend, as the office opens too late",
        "no office opens before it",
        "shortly before",
        "the same day",
    ],
)
def test_until_when_a_place_is_kept(now, start, end):
    now, start = (timezone.make_aware(datetime.fromisoformat(text)) for text in (now, start))
    day = ApproximateDate.of_day(start.date())
    meeting = HubFactory.build(date=day, start_time=start.time())

    found = queue.offer_end(meeting, now)

    assert found == (end and timezone.make_aware(datetime.fromisoformat(end)))


def test_rows_of_before_this_rule_stand_by_arrival():
    meeting = open_meeting(capacity=0)
    rows = [RegistrationFactory(meeting=meeting, state="waiting", name=n) for n in "123"]

    assert [queue.position(row) for row in rows] == [1, 2, 3]


MARCH = ApproximateDate.of_day(date(2027, 3, 1))


def test_seat_that_no_mail_can_offer_any_more_is_for_ringing():
    """On Monday at 8.00 for a meeting at 9.30 no office hour is left to answer in."""
    monday = timezone.make_aware(datetime(2027, 3, 1, 8, 45))
    hub = HubFactory(date=MARCH, start_time=time(9, 30), capacity=1)
    full_one = HubFactory(date=MARCH, start_time=time(9, 30), capacity=1)
    RegistrationFactory(meeting=full_one)
    for meeting in (hub, full_one):
        RegistrationFactory(meeting=meeting, state="waiting")

    assert queue.too_late_to_offer(monday) == [hub.pk]
    assert queue.too_late_to_offer(monday - timedelta(days=3)) == []

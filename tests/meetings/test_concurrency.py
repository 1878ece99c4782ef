"""Two people who act on one meeting at once, with real threads.

Each action waits a moment between reading the meeting and saving it, until the other has read it
too. With the lock the other cannot have; without the lock both go on from what they read.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from dates.entry import read_date
from meetings import actions
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from tests.factories import HubFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MARCH, JUNE, JANUARY = (read_date(text) for text in ("maart 2013", "juni 2013", "januari 2014"))


@pytest.fixture
def wait_for_each_other(monkeypatch):
    """Hold each action after it read the meeting, until the other did so too or cannot."""
    both_have_read, check = Barrier(2), Meeting.full_clean

    def wait_and_check(meeting, **arguments):
        with suppress(BrokenBarrierError):
            both_have_read.wait(timeout=1)
        check(meeting, **arguments)

    monkeypatch.setattr(Meeting, "full_clean", wait_and_check)


@pytest.fixture
def without_the_lock(monkeypatch):
    monkeypatch.setattr(MeetingQuerySet, "select_for_update", lambda rows, **options: rows)


def at_once(*deeds):
    """What each deed came to: its sentence, or None where it was done."""
    with ThreadPoolExecutor(len(deeds)) as people:
        return [future.result() for future in [people.submit(outcome_of, deed) for deed in deeds]]


def outcome_of(deed):
    try:
        deed()
    except ValidationError as refusal:
        return refusal.messages[0]
    finally:
        connection.close()


def cancel_and_hold_at_once(meeting):
    return at_once(
        lambda: actions.cancel(meeting, reason="venue", by=None),
        lambda: actions.hold(meeting, by=None),
    )


def test_cancel_and_hold_at_once_exactly_one_wins(wait_for_each_other):
    meeting = HubFactory(date=MARCH)

    cancelling, holding = cancel_and_hold_at_once(meeting)

    meeting.refresh_from_db()
    assert (meeting.status, cancelling, holding) in [
        (
            "cancelled",
            None,
            "Deze bijeenkomst is geannuleerd en kan niet worden als gehouden vastgelegd.",
        ),
        ("held", "Deze bijeenkomst is gehouden en kan niet worden geannuleerd.", None),
    ]
    assert meeting.history.count() == 2


def test_cancel_and_hold_at_once_both_win_without_the_lock(wait_for_each_other, without_the_lock):
    meeting = HubFactory(date=MARCH)

    outcomes = cancel_and_hold_at_once(meeting)

    assert (outcomes, meeting.history.count()) == ([None, None], 3)


def move_twice_at_once(meeting):
    at_once(
        lambda: actions.reschedule(meeting, to=JUNE, by=None),
        lambda: actions.reschedule(meeting, to=JANUARY, by=None),
    )
    meeting.refresh_from_db()
    return [move.former_date for move in meeting.reschedulings.all()] + [meeting.date]


def test_two_moves_at_once_follow_each_other(wait_for_each_other):
    dates = move_twice_at_once(HubFactory(date=MARCH))

    assert dates in ([MARCH, JUNE, JANUARY], [MARCH, JANUARY, JUNE])


def test_two_moves_at_once_lose_a_date_without_the_lock(wait_for_each_other, without_the_lock):
    dates = move_twice_at_once(HubFactory(date=MARCH))

    assert dates in ([MARCH, MARCH, JANUARY], [MARCH, MARCH, JUNE])

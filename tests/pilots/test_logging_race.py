"""Two people who log one session at once, and one whose phone sends twice, with real threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pilots import actions
from pilots.facilitator.logging import log_held
from pilots.models import Observation, Pilot, Session
from pilots.participants import Participants
from tests.factories import PersonFactory, SessionFactory
from toolkit.from_pilots import take_in
from toolkit.models import Story

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session():
    return SessionFactory(number=1)


def led_by(session):
    person = PersonFactory()
    session.group.pilot.team.add(person)
    return person


def at_once(*deeds):
    """What each deed came to: its sentence, or empty where it was done."""
    with ThreadPoolExecutor(len(deeds)) as people:
        return [future.result() for future in [people.submit(outcome_of, deed) for deed in deeds]]


def outcome_of(deed):
    try:
        deed()
    except ValidationError as refusal:
        return refusal.messages[0]
    finally:
        connection.close()
    return ""


def log(session, person, number):
    return lambda: log_held(session, by=person, participants=Participants(number, number))


def test_of_two_who_log_differently_one_hears_what_stands(session):
    first, second = led_by(session), led_by(session)

    told = at_once(log(session, first, 7), log(session, second, 8))

    stands = str(Session.objects.get().participants)
    assert stands in ("7", "8")
    assert sorted(told)[0] == ""
    assert sorted(told)[1].startswith(
        f"Een collega legde deze sessie intussen vast: {stands} deelnemers."
    )
    assert Session.history.filter(status="held").values("history_change_reason").count() >= 1
    assert Pilot.history.filter(sessions_state="running").count() == 1


def test_what_a_phone_sends_twice_counts_once(session):
    person = led_by(session)
    pilot = session.group.pilot

    assert at_once(*[log(session, person, 8)] * 3) == ["", "", ""]
    assert at_once(*[lambda: actions.observe(session, by=person, tension="x")] * 3) == ["", "", ""]
    story = {"title": "De brief", "text": "Hij bleef liggen.", "email": ""}
    assert at_once(*[lambda: take_in(pilot, **story)] * 3) == ["", "", ""]

    assert Session.history.filter(history_change_reason__startswith="gehouden").count() == 1
    assert Observation.objects.count() == 1
    assert Story.objects.count() == 1

"""Holding, moving, cancelling and mending a session, and a group that stops or gets one more."""

import pytest
from django.core.exceptions import ValidationError

from dates.entry import read_date
from pilots import actions
from pilots.models import Session
from pilots.participants import MOST, Participants, read_participants
from tests.factories import (
    GroupFactory,
    PersonFactory,
    PilotFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def session_on(when="12 maart 2014", **values):
    return SessionFactory(date=read_date(when), **values)


def refusal(act, *args, **values):
    with pytest.raises(ValidationError) as refused:
        act(*args, **{"by": None} | values)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8", (8, 8)),
        (" 6 tot 11 ", (6, 11)),
        ("6-11", (6, 11)),
        ("6 t/m 11", (6, 11)),
        ("6 tot en met 11", (6, 11)),
        ("", None),
        ("Onbekend", None),
        (str(MOST), (MOST, MOST)),
    ],
)
def test_participants_are_a_number_a_range_or_unknown(typed, read):
    assert read_participants(typed) == read


@pytest.mark.parametrize("typed", ["0", "1000", "1.000", "0 tot 5", "6 tot 1000", "11 tot 6"])
def test_numbers_that_cannot_be_are_refused(typed):
    with pytest.raises(ValidationError):
        read_participants(typed)


@pytest.mark.parametrize("typed", ["Jan en Piet", "acht", "8 (Jan)", "-3", "8,5"])
def test_what_is_no_number_is_refused_and_names_are_not_kept(typed):
    with pytest.raises(ValidationError, match="Typ een aantal"):
        read_participants(typed)


def test_a_session_is_held_with_what_is_known_and_the_first_begins_the_pilot():
    session, person = session_on(), PersonFactory()

    actions.hold_session(
        session,
        by=None,
        participants=Participants(6, 11),
        source="mail van de afdeling",
        facilitators=[person],
    )

    found = Session.objects.get()
    assert (found.status, str(found.participants)) == ("held", "6 tot 11")
    assert found.participants_source == "mail van de afdeling"
    assert list(found.facilitators.all()) == [person]
    assert found.group.pilot.sessions_state == "running"


def test_held_without_a_number_stays_unknown():
    session = session_on()
    actions.hold_session(session, by=None)
    assert Session.objects.get().participants is None


def test_of_two_who_log_the_same_session_the_second_is_told():
    session = session_on()
    actions.hold_session(session, by=None, participants=Participants(8, 8))

    assert refusal(actions.hold_session, session, participants=Participants(3, 3)) == (
        "Deze sessie is gehouden en kan niet worden als gehouden vastgelegd."
    )
    assert Session.objects.get().participants == (8, 8)


def test_a_range_needs_its_source():
    session = session_on()
    said = refusal(actions.hold_session, session, participants=Participants(6, 11))
    assert said == "Schrijf op waar u dit aantal vandaan heeft."


@pytest.mark.parametrize("number", [0, 1000])
def test_the_action_refuses_the_numbers_that_the_form_refuses(number):
    said = refusal(actions.hold_session, session_on(), participants=Participants(number, number))
    assert said.startswith("Een gehouden sessie had 1 tot en met 999 deelnemers.")


def test_the_same_facilitator_twice_is_refused():
    person = PersonFactory()
    said = refusal(actions.hold_session, session_on(), facilitators=[person, person])
    assert said == f"{person} staat er twee keer. Kies elke begeleider één keer."
    assert Session.objects.get().status == "planned"


def test_a_move_keeps_the_former_date_its_reason_and_who():
    session, anna = session_on("19 december 2013"), UserFactory()

    actions.move_session(session, to=read_date("9 januari 2014"), reason="kerstreces", by=anna)
    actions.move_session(session, to=None, by=anna)

    moves = list(session.moves.all())
    kept = [(str(move.former_date), move.reason) for move in moves]
    assert kept == [("19 december 2013", "kerstreces"), ("9 januari 2014", "")]
    assert moves[0].recorded_by == anna
    assert Session.objects.get().date is None


def test_a_correction_is_no_move():
    session = session_on("2014")
    actions.correct_session_date(session, to=read_date("maart 2014"), why="nagevraagd", by=None)
    assert (session.moves.count(), str(Session.objects.get().date)) == (0, "maart 2014")
    assert session.history.first().history_change_reason == "datum verbeterd: nagevraagd"


@pytest.mark.parametrize(
    ("session", "to", "said"),
    [
        ({"date": None}, "2014", "Er staat nog geen datum"),
        ({}, "12 maart 2014", "De sessie staat al op deze datum"),
        ({"status": "held"}, "2015", "Deze sessie is gehouden en kan niet worden verplaatst."),
    ],
)
def test_what_cannot_be_moved_says_so(session, to, said):
    session = SessionFactory(**{"date": read_date("12 maart 2014")} | session)
    assert said in refusal(actions.move_session, session, to=read_date(to))


def test_cancelling_needs_a_reason_and_can_be_taken_back():
    session = session_on()
    assert refusal(actions.cancel_session, session, reason=" ") == (
        "Schrijf op waarom de sessie niet doorgaat."
    )

    actions.cancel_session(session, reason="te weinig mensen", by=None)
    assert Session.objects.get().cancellation_note == "te weinig mensen"

    actions.reverse_session(session, why="vergissing", by=None)
    assert (Session.objects.get().status, Session.objects.get().cancellation_note) == (
        "planned",
        "",
    )


def test_what_was_recorded_of_a_held_session_is_mended_with_a_reason():
    session, person = session_on(), PersonFactory()
    actions.hold_session(session, by=None, participants=Participants(8, 8))
    mend = {"participants": Participants(9, 9), "source": "", "facilitators": [person]}

    assert refusal(actions.correct_session, session, why=" ", **mend) == (
        "Schrijf op waarom u dit verandert."
    )
    actions.correct_session(session, why="verteld", by=None, **mend)

    assert Session.objects.get().participants == (9, 9)
    assert 8 in session.history.values_list("participants_min", flat=True)


def test_no_session_lies_before_the_pilot_begins():
    pilot = PilotFactory(begins=read_date("september 2013"))
    session = session_on("december 2013", group__pilot=pilot)

    said = refusal(actions.move_session, session, to=read_date("augustus 2013"))
    assert "“augustus 2013” ligt voor het begin van de pilot (september 2013)." in said
    actions.move_session(session, to=read_date("najaar 2013"), by=None)

    pilot.begins = read_date("2014")
    with pytest.raises(ValidationError, match="Een sessie ligt voor dit begin, op najaar 2013"):
        pilot.full_clean()


@pytest.mark.parametrize("state", ["cancelled", "completed"])
def test_nothing_is_logged_for_a_pilot_that_ended(state):
    note = "geen geld" if state == "cancelled" else ""
    pilot = PilotFactory(sessions_state=state, cancellation_note=note)
    session = session_on(group__pilot=pilot)
    assert "Heropen de pilot eerst." in refusal(actions.hold_session, session)


def test_an_added_session_leaves_the_number_intended_as_it_was():
    group = GroupFactory(planned_sessions=4)
    actions.plan_sessions(group)

    added = actions.add_session(group, why="de groep vroeg erom", by=None)

    assert (added.number, group.sessions.count()) == (5, 5)
    group.refresh_from_db()
    assert group.planned_sessions == 4


def test_a_group_that_stops_cancels_what_was_planned_and_lets_the_pilot_be_completed():
    pilot = PilotFactory()
    group = GroupFactory(pilot=pilot, planned_sessions=4)
    first, *_others = actions.plan_sessions(group)
    other = SessionFactory(group=group, number=9, status="cancelled", cancellation_note="ziek")
    actions.hold_session(group.sessions.get(number=first.number), by=None)

    actions.stop_group(group, reason="reorganisatie", by=None)

    states = list(group.sessions.values_list("status", flat=True))
    assert states == ["held", "cancelled", "cancelled", "cancelled", "cancelled"]
    assert "Deze groep is al gestopt." in refusal(actions.stop_group, group, reason="nog eens")
    assert actions.complete_sessions(pilot, by=None).sessions_state == "completed"

    actions.resume_group(group, why="toch door", by=None)
    states = list(group.sessions.values_list("status", flat=True))
    assert states == ["held", "planned", "planned", "planned", "cancelled"]
    other.refresh_from_db()
    assert other.cancellation_note == "ziek"


def test_a_group_stops_with_a_reason():
    assert refusal(actions.stop_group, GroupFactory(), reason="") == (
        "Schrijf op waarom de groep eerder stopt."
    )

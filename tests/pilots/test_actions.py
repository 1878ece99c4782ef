import pytest
from django.core.exceptions import ValidationError

from dates.entry import read_date
from pilots import actions
from pilots.models import Pilot, Session, What
from pilots.releasing.gate import audiences_told
from tests.factories import (
    GroupFactory,
    OrganisationFactory,
    PilotFactory,
    SessionFactory,
    TargetFactory,
    UserFactory,
)
from tests.factories.releasing import release

pytestmark = pytest.mark.django_db

APRIL = read_date("april 2014")


@pytest.fixture
def user():
    return UserFactory()


def states(pilot):
    pilot = Pilot.objects.get(pk=pilot.pk)
    released = bool(audiences_told(pilot, What.RESULTS))
    return pilot.sessions_state, pilot.closing_state, pilot.results_state, released


def refusal_of(action, pilot, **arguments):
    """The sentences with which the action is refused; nothing of it may be stored."""
    before = Pilot.objects.filter(pk=pilot.pk).values().get(), pilot.history.count()
    with pytest.raises(ValidationError) as refusal:
        action(pilot, **arguments)
    assert (Pilot.objects.filter(pk=pilot.pk).values().get(), pilot.history.count()) == before
    return refusal.value.messages


def running_pilot(**fields):
    """A pilot with one session, held: all that completing its sessions asks for."""
    pilot = PilotFactory(sessions_state="running", **fields)
    SessionFactory(group=GroupFactory(pilot=pilot, planned_sessions=1), status="held")
    return pilot


# The four states


def test_a_new_pilot_has_none_of_its_four_states_reached():
    assert states(PilotFactory()) == ("preparation", "none", "none", False)


@pytest.mark.parametrize(
    ("act", "after"),
    [
        (
            lambda pilot, user: actions.start_sessions(pilot, by=user),
            ("running", "none", "none", False),
        ),
        (
            lambda pilot, user: actions.cancel_pilot(pilot, note="geen tijd", by=user),
            ("cancelled", "none", "none", False),
        ),
        (
            lambda pilot, user: actions.plan_closing(pilot, on=APRIL, by=user),
            ("preparation", "planned", "none", False),
        ),
        (
            lambda pilot, user: actions.hold_closing(pilot, on=APRIL, by=user),
            ("preparation", "held", "none", False),
        ),
        (
            lambda pilot, user: actions.set_results_state(pilot, state="written", by=user),
            ("preparation", "none", "written", False),
        ),
    ],
    ids=["start", "cancel", "plan closing", "hold closing", "write results"],
)
def test_each_action_changes_one_state_and_leaves_the_others(act, after, user):
    pilot = PilotFactory()

    act(pilot, user)

    assert states(pilot) == after
    assert pilot.history.first().history_user == user


def test_completed_sessions_say_nothing_of_closing_results_or_release(user):
    pilot = running_pilot()

    actions.complete_sessions(pilot, by=user)

    assert states(pilot) == ("completed", "none", "none", False)


def test_release_changes_only_release(user):
    pilot = PilotFactory(sessions_state="running", results_state="written", results="Tekst")

    release(pilot, What.RESULTS)

    assert states(pilot) == ("running", "none", "written", True)


# Sessions


def test_four_groups_of_four_sessions_complete_once_all_sixteen_are_handled(user):
    pilot = PilotFactory(sessions_state="running")
    for group in GroupFactory.create_batch(4, pilot=pilot):
        actions.plan_sessions(group)
    sessions = Session.objects.filter(group__pilot=pilot)
    assert sessions.count() == 16

    assert refusal_of(actions.complete_sessions, pilot, by=user) == [
        "Nog niet alle sessies zijn afgehandeld: 16 staan op gepland."
    ]
    sessions.update(status="held")
    actions.complete_sessions(pilot, by=user)

    assert (states(pilot)[0], sessions.held().count()) == ("completed", 16)


def test_one_session_still_planned_is_said_of_one(user):
    pilot = running_pilot()
    SessionFactory(group=pilot.groups.get())

    assert refusal_of(actions.complete_sessions, pilot, by=user) == [
        "Nog niet alle sessies zijn afgehandeld: 1 staat op gepland."
    ]


def test_group_with_fewer_sessions_than_planned_is_not_complete(user):
    pilot = running_pilot()
    group = GroupFactory(pilot=pilot, name="Groep Zuid", planned_sessions=4)
    SessionFactory.create_batch(3, group=group, status="held")
    sentence = (
        "“Groep Zuid” heeft 3 van de 4 voorgenomen sessies. "
        "Voeg de andere toe, of verlaag het voorgenomen aantal."
    )

    assert refusal_of(actions.complete_sessions, pilot, by=user) == [sentence]
    SessionFactory(group=group, status="cancelled")
    assert actions.complete_sessions(pilot, by=user).sessions_state == "completed"


@pytest.mark.parametrize("groups", [0, 1])
def test_pilot_without_any_session_is_not_complete(groups, user):
    pilot = PilotFactory(sessions_state="running")
    GroupFactory.create_batch(groups, pilot=pilot, planned_sessions=0)

    assert refusal_of(actions.complete_sessions, pilot, by=user) == [
        "Deze pilot heeft nog geen sessies. Leg eerst vast welke er waren."
    ]


def test_plan_sessions_again_fills_what_is_missing_and_leaves_the_rest():
    group = GroupFactory(planned_sessions=4)
    held = SessionFactory(group=group, number=2, status="held")

    made = actions.plan_sessions(group)
    again = actions.plan_sessions(group)

    held.refresh_from_db()
    assert ([session.number for session in made], again) == ([1, 3, 4], [])
    assert (held.status, group.sessions.count()) == ("held", 4)


def test_complete_does_not_look_at_the_sessions_of_another_pilot(user):
    SessionFactory(status="planned")
    pilot = running_pilot()

    assert actions.complete_sessions(pilot, by=user).sessions_state == "completed"


@pytest.mark.parametrize(
    ("action", "state", "arguments", "sentence"),
    [
        (actions.start_sessions, "running", {}, "De sessies zijn al begonnen of voorbij."),
        (actions.start_sessions, "completed", {}, "De sessies zijn al begonnen of voorbij."),
        (
            actions.complete_sessions,
            "preparation",
            {},
            "Alleen een lopende pilot kan worden afgerond.",
        ),
        (
            actions.complete_sessions,
            "completed",
            {},
            "Alleen een lopende pilot kan worden afgerond.",
        ),
        (
            actions.cancel_pilot,
            "completed",
            {"note": "x"},
            "Deze pilot is al afgerond of gestopt.",
        ),
        (
            actions.reopen_pilot,
            "running",
            {"why": "x"},
            "Deze pilot is niet afgerond en niet gestopt.",
        ),
    ],
)
def test_action_from_a_wrong_state_is_refused(action, state, arguments, sentence, user):
    pilot = PilotFactory(sessions_state=state)

    assert refusal_of(action, pilot, by=user, **arguments) == [sentence]


def test_cancel_twice_is_refused_and_keeps_the_first_note(user):
    pilot = PilotFactory()
    actions.cancel_pilot(pilot, note="geen tijd", by=user)

    assert refusal_of(actions.cancel_pilot, pilot, note="geen geld", by=user) == [
        "Deze pilot is al afgerond of gestopt."
    ]


@pytest.mark.parametrize("note", ["", "  "])
def test_cancel_asks_why(note, user):
    assert refusal_of(actions.cancel_pilot, PilotFactory(), note=note, by=user) == [
        "Schrijf op waarom de pilot niet doorgaat."
    ]


@pytest.mark.parametrize("before", ["preparation", "running"])
def test_reopen_after_cancelling_goes_back_to_where_it_was(before, user):
    pilot = PilotFactory(sessions_state=before)
    actions.cancel_pilot(pilot, note="geen tijd", by=user)

    reopened = actions.reopen_pilot(pilot, by=user, why="toch wel tijd")

    assert (reopened.sessions_state, reopened.cancellation_note) == (before, "")
    assert pilot.history.first().history_change_reason == "heropend: toch wel tijd"


def test_reopen_after_completing_stands_as_running(user):
    pilot = running_pilot()
    actions.complete_sessions(pilot, by=user)

    assert actions.reopen_pilot(pilot, by=user, why="nog een sessie").sessions_state == "running"


def test_reopen_asks_why(user):
    pilot = running_pilot()
    actions.complete_sessions(pilot, by=user)

    assert refusal_of(actions.reopen_pilot, pilot, by=user, why=" ") == [
        "Schrijf op waarom u dit verandert."
    ]


# The closing meeting


def test_plan_closing_may_be_moved_until_it_was_held(user):
    pilot = PilotFactory()
    actions.plan_closing(pilot, on=APRIL, by=user)
    actions.plan_closing(pilot, on=None, by=user)

    held = actions.hold_closing(pilot, on=APRIL, by=user)

    assert (held.closing_state, held.closing_date) == ("held", APRIL)


@pytest.mark.parametrize("action", [actions.plan_closing, actions.hold_closing])
def test_closing_that_was_held_is_not_held_or_planned_again(action, user):
    pilot = PilotFactory(closing_state="held")

    assert refusal_of(action, pilot, on=APRIL, by=user) == ["De slotbijeenkomst is al gehouden."]


def test_date_of_a_closing_that_was_held_can_be_mended(user):
    pilot = actions.hold_closing(PilotFactory(), on=APRIL, by=user)
    day = read_date("24-2-2014")

    mended = actions.correct_closing(pilot, state="held", on=day, by=user, why="typefout")

    assert (mended.closing_state, mended.closing_date) == ("held", day)
    logged = pilot.history.first()
    assert logged.history_user == user
    assert logged.history_change_reason == "slotbijeenkomst verbeterd: typefout"


@pytest.mark.parametrize(("state", "on"), [("planned", APRIL), ("none", None)])
def test_closing_that_was_not_held_after_all_can_be_taken_back(state, on, user):
    pilot = actions.hold_closing(PilotFactory(), on=APRIL, by=user)

    actions.correct_closing(pilot, state=state, on=on, by=user, why="verkeerde pilot")

    assert states(pilot)[1] == state


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"why": " "}, "Schrijf op waarom u dit verandert."),
        ({"on": APRIL}, "Dit staat er al zo."),
        ({"state": "soon"}, "Kies een stand uit de lijst."),
        ({"state": "none"}, "Niet gepland: laat dan de datum leeg."),
        (
            {"on": read_date("2999")},
            "Deze datum ligt in de toekomst. Vul de datum in waarop het was.",
        ),
    ],
)
def test_correcting_a_closing_refuses_what_makes_no_sense(changes, sentence, user):
    pilot = PilotFactory(closing_state="held", closing_date=APRIL)
    arguments = {"state": "held", "on": read_date("mei 2014"), "why": "typefout"}

    assert refusal_of(actions.correct_closing, pilot, by=user, **arguments | changes) == [sentence]


def test_closing_is_not_held_on_a_day_to_come(user):
    assert refusal_of(actions.hold_closing, PilotFactory(), on=read_date("2999"), by=user) == [
        "Deze datum ligt in de toekomst. Vul de datum in waarop het was."
    ]


def test_set_results_state_to_an_unknown_state_is_refused(user):
    assert refusal_of(actions.set_results_state, PilotFactory(), state="klaar", by=user) == [
        "Kies een stand uit de lijst."
    ]


def test_history_never_holds_the_results(user):
    pilot = PilotFactory(results="Vertrouwelijke conclusies.")

    actions.set_results_state(pilot, state="written", by=user)

    assert not hasattr(pilot.history.first(), "results")
    assert Pilot.objects.get(pk=pilot.pk).results == "Vertrouwelijke conclusies."


@pytest.mark.parametrize("other", ["line", "programme"])
def test_a_target_of_another_line_or_programme_is_refused(other):
    pilot = PilotFactory(organisation=OrganisationFactory())
    line = "hubs" if other == "line" else "pilots"
    programme = {"programme": pilot.programme} if other == "line" else {}
    pilot.target = TargetFactory(line=line, **programme)

    with pytest.raises(ValidationError) as refusal:
        pilot.full_clean()

    assert refusal.value.message_dict == {
        "target": ["Kies een afspraak over pilots van hetzelfde programma."]
    }

from datetime import date

import pytest

from dates.entry import read_date
from pilots.models import SessionMove
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    FacilitatorLinkFactory,
    GroupFactory,
    ObservationFactory,
    PilotFactory,
    SessionFactory,
    VacationFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db


def pilot_with_results():
    return PilotFactory(results_state="written")


def group_beside_another():
    known = GroupFactory(slug="oost")
    return GroupFactory(pilot=known.pilot, slug="west")


def second_session():
    first = SessionFactory(number=1)
    return SessionFactory(group=first.group, number=2)


def counterparty_beside_another():
    known = CounterpartyFactory(name="VNG/KING")
    return CounterpartyFactory(programme=known.programme, name="Griffiers")


def moved_once():
    return SessionMove.objects.create(
        session=SessionFactory(), former_date=read_date("maart 2013"), reason="ziekte"
    )


IMPOSSIBLE = (
    {"participants_min": 6, "participants_max": None},
    {"participants_min": 0, "participants_max": 0},
    {"participants_min": 11, "participants_max": 6, "participants_source": "staf"},
    {"participants_min": 6, "participants_max": 11, "participants_source": ""},
    {"participants_min": 6, "participants_max": 1000, "participants_source": "staf"},
)


def participants_violation(**numbers: object) -> Violation:
    sentence = "Vul een aantal van 1 tot en met 999 in, en bij “6 tot 11” ook de bron."
    return Violation("pilots_session_participants", SessionFactory, numbers, sentence)


RANGE = "Vul het kleinste en het grootste aantal deelnemers in, en de bron ervan."
BY_AND_ON = "Leg vast wie toestemming gaf, en wanneer."
WITH_NOTE = "Schrijf op waarom de pilot niet doorgaat."


def range_violation(**numbers: object) -> Violation:
    constraint = "pilots_pilot_participants_range_with_source"
    return Violation(constraint, PilotFactory, numbers, RANGE)


VIOLATIONS = [
    *interval_violations("pilots_pilot_closing_date_interval", PilotFactory),
    *interval_violations("pilots_pilot_begins_interval", PilotFactory),
    *interval_violations("pilots_session_date_interval", SessionFactory),
    *interval_violations("pilots_sessionmove_former_date_interval", moved_once),
    *(participants_violation(**numbers) for numbers in IMPOSSIBLE),
    Violation(
        "pilots_conversation_step_with_day",
        ConversationFactory,
        {"next_step": "", "next_step_on": date(2027, 3, 1)},
        "Schrijf op wat de volgende stap is, of laat de dag leeg.",
    ),
    Violation(
        "pilots_vacation_in_order",
        VacationFactory,
        {"first": date(2027, 3, 2), "last": date(2027, 3, 1)},
        "De laatste dag ligt voor de eerste.",
    ),
    *interval_violations("pilots_conversation_date_interval", ConversationFactory),
    range_violation(participants_min=6, participants_source="staf"),
    range_violation(participants_max=11, participants_source="staf"),
    range_violation(participants_min=11, participants_max=6, participants_source="staf"),
    range_violation(participants_min=6, participants_max=11, participants_source=""),
    Violation(
        "pilots_pilot_release_by_and_on",
        pilot_with_results,
        {"release_consent_by": "de directeur"},
        BY_AND_ON,
    ),
    Violation(
        "pilots_pilot_release_by_and_on",
        pilot_with_results,
        {"release_consent_on": date(2014, 4, 1)},
        BY_AND_ON,
    ),
    Violation(
        "pilots_pilot_release_of_written_results",
        PilotFactory,
        {"release_consent_by": "de directeur", "release_consent_on": date(2014, 4, 1)},
        "Alleen geschreven resultaten kunnen worden vrijgegeven.",
    ),
    Violation(
        "pilots_pilot_cancelled_with_note",
        PilotFactory,
        {"sessions_state": "cancelled"},
        WITH_NOTE,
    ),
    Violation(
        "pilots_pilot_cancelled_with_note",
        PilotFactory,
        {"cancellation_note": "geen tijd"},
        WITH_NOTE,
    ),
    Violation(
        "pilots_group_slug_once",
        group_beside_another,
        {"slug": "oost"},
        "Deze pilot heeft al een groep met dit kenmerk.",
    ),
    Violation(
        "pilots_session_number_once",
        second_session,
        {"number": 1},
        "Deze groep heeft al een sessie met dit nummer.",
    ),
    Violation(
        "pilots_counterparty_name_once",
        counterparty_beside_another,
        {"sort_key": "vng/king"},
        "Deze gesprekspartner staat er al.",
    ),
    Violation(
        "pilots_facilitatorlink_once",
        FacilitatorLinkFactory,
        lambda row: {"person": FacilitatorLinkFactory().person},
        "Deze begeleider heeft al een link.",
    ),
    Violation(
        "pilots_observation_with_tension",
        ObservationFactory,
        {"tension": ""},
        "Schrijf op welke spanning u zag.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)

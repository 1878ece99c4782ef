from datetime import UTC, date, datetime

import pytest

from dates.entry import read_date
from pilots.models import Audience, Form, MarkedPassage, SessionMove, What
from pilots.releasing.recording import Choice
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
from tests.factories.releasing import asked, release
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
WITH_NOTE = "Schrijf op waarom de pilot niet doorgaat."


def range_violation(**numbers: object) -> Violation:
    constraint = "pilots_pilot_participants_range_with_source"
    return Violation(constraint, PilotFactory, numbers, RANGE)


def consent():
    pilot = PilotFactory(results_state="written", results="Tekst")
    return release(pilot, What.RESULTS)[0]


def consent_in_numbers():
    return release(consent().pilot, What.RESULTS, form=Form.NUMBERS)[0]


def request():
    return asked(consent().pilot, Choice(What.RESULTS, Audience.BZK, Form.FULL))


def mark():
    return MarkedPassage.objects.create(request=request(), what=What.RESULTS, passage="Tekst")


def two_consents():
    """The one of the BZK could become a second one for everybody."""
    return release(consent().pilot, What.RESULTS, audiences=(Audience.BZK,))[0]


def two_cells():
    pilot = consent().pilot
    audiences = (Audience.PUBLIC, Audience.BZK)
    choices = [Choice(What.RESULTS, audience, Form.FULL) for audience in audiences]
    return asked(pilot, *choices).cells.last()


NO_FORM = "Conclusies en de naam van een organisatie kunnen niet als aantal."
OF_A_TEXT = "Een vrijgave heeft een tekst."
BY_AND_ON = "Leg vast wie toestemming gaf, en wanneer."
SOURCE = "Leg vast waar de toestemming te vinden is."
ENDED = "Schrijf op waarom de vrijgave eindigt."
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RELEASE_VIOLATIONS = [
    Violation("pilots_release_form_is_possible", consent_in_numbers, {"what": "name"}, NO_FORM),
    Violation("pilots_release_of_a_text", consent, {"text": ""}, OF_A_TEXT),
    Violation("pilots_release_of_a_text", consent, {"read_hash": ""}, OF_A_TEXT),
    Violation("pilots_release_by_and_on", consent, {"consented_by": ""}, BY_AND_ON),
    Violation("pilots_release_by_and_on", consent, {"consented_on": None}, BY_AND_ON),
    Violation("pilots_release_with_source", consent, {"source_note": ""}, SOURCE),
    Violation("pilots_release_with_source", consent, {"source": "link"}, SOURCE),
    Violation("pilots_release_ended_with_reason", consent, {"ended_at": NOW}, ENDED),
    Violation("pilots_release_ended_with_reason", consent, {"ended_because": "x"}, ENDED),
    Violation(
        "pilots_release_once",
        two_consents,
        {"audience": "public"},
        "Dit is voor deze lezers al vrijgegeven.",
    ),
    Violation(
        "pilots_requestedcell_once",
        two_cells,
        {"audience": "public"},
        "Dit is voor deze lezers al gevraagd.",
    ),
    Violation(
        "pilots_requestedcell_form_is_possible",
        lambda: request().cells.get(),
        {"what": "name", "form": "numbers"},
        NO_FORM,
    ),
    Violation(
        "pilots_markedpassage_of_a_text", mark, {"passage": ""}, "Een markering heeft een passage."
    ),
    Violation(
        "pilots_releaserequest_decided_with_answer",
        request,
        {"decided_at": NOW},
        "Een beslissing heeft een antwoord, een naam en een tekst.",
    ),
]

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
    *RELEASE_VIOLATIONS,
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

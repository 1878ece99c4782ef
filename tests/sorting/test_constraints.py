import pytest

from sorting.models import Round
from tests.factories import RoundFactory, SortFactory
from tests.violations import Violation, assert_database_refuses, assert_person_hears

pytestmark = pytest.mark.django_db


def beside(row: Round) -> dict[str, object]:
    return {"code": RoundFactory(code="bezet2").code}


VIOLATIONS = [
    Violation(
        "sorting_round_code_once",
        RoundFactory,
        beside,
        "Deze code is al gebruikt. Open de ronde nog eens.",
    ),
    Violation(
        "sorting_round_shown_from_five",
        RoundFactory,
        {"shown_people": 4},
        "Een beeld is van ten minste vijf mensen.",
    ),
    Violation(
        "sorting_round_ended_without_tally",
        RoundFactory,
        {"state": "ended", "counted": 3},
        "Van een ronde die is afgelopen, blijft alleen het beeld.",
    ),
    Violation(
        "sorting_sort_forgotten_when_done",
        SortFactory,
        {"is_done": True},
        "Van wat is doorgegeven, blijven geen kaarten staan.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears(violation):
    assert_person_hears(violation)

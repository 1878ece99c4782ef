import pytest

from tests.factories import PilotFactory, PublicationFactory, StoryFactory
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db

VIOLATIONS = [
    *interval_violations("publications_publication_date_interval", PublicationFactory),
    Violation(
        "publications_publication_minutes_of_meeting",
        PublicationFactory,
        {"kind": "minutes"},
        "Kies de bijeenkomst waarvan dit het verslag is.",
    ),
    Violation(
        "publications_publication_of_one",
        PublicationFactory,
        lambda row: {"pilot": PilotFactory(), "story": StoryFactory()},
        "Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de andere leeg.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)

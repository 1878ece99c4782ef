"""The readiness list names what waits for a host, and warns of few people in released words."""

from datetime import date

import pytest

from pilots.models import Audience, Form, What
from pilots.releasing.recording import Choice
from reporting.collect import read_material
from reporting.making.readiness import missing_from
from tests.factories import PilotFactory, ProgrammeFactory, TargetFactory
from tests.factories.releasing import asked, release
from tests.reporting.reading import report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot():
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    report_of(programme)
    return PilotFactory(
        programme=programme,
        target=TargetFactory(programme=programme, year=2013, line="pilots", number=1),
        sessions_state="completed",
        results_state="written",
        results="Er kwamen drie deelnemers.",
    )


def lines():
    return [missing.text for missing in missing_from(read_material("routekaart", 2013))]


def test_what_waits_for_its_host_is_said_until_the_host_answers(pilot):
    assert not any("moet nog antwoorden" in line for line in lines())

    asked(pilot, Choice(What.RESULTS, Audience.PUBLIC, Form.FULL))

    assert any("De organisatie is gevraagd en moet nog antwoorden." in line for line in lines())


def test_released_words_are_no_longer_missing_and_are_read_for_few_people(pilot):
    assert not any("drie deelnemers" in line for line in lines())

    release(pilot, What.RESULTS, consent_on=date(2014, 1, 1))

    assert not any("nog niet vrijgegeven" in line for line in lines())
    assert any("drie deelnemers" in line for line in lines())

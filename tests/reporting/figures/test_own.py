"""Figures of one pilot, one meeting and one series."""

import pytest
from django.core.exceptions import ValidationError

from reporting.collect import collect
from reporting.narrative.checking import refuse_unreadable
from reporting.narrative.reading import fill
from tests.factories import GroupFactory, PilotFactory, ProgrammeFactory, SeriesFactory

from ..reading import figures_of, hub, report_of

pytestmark = pytest.mark.django_db
TEXT = "Er deden {pilot.eerste.groups|woorden} groepen mee."


@pytest.fixture
def programme():
    programme = ProgrammeFactory()
    report_of(programme)
    return programme


def values(programme, *keys: str) -> list:
    found = figures_of(programme)
    return [found[key] for key in keys]


def test_text_about_one_pilot_stays_true_when_a_second_comes(programme):
    GroupFactory(pilot=PilotFactory(programme=programme, slug="eerste"))
    before = fill(TEXT, collect(programme.slug, 2013).figures)
    for slug in ("tweede", "derde"):
        GroupFactory(pilot=PilotFactory(programme=programme, slug=slug))

    assert before == fill(TEXT, collect(programme.slug, 2013).figures)
    assert before == "Er deden één groepen mee."


def test_meeting_has_a_figure_where_its_number_is_recorded(programme):
    hub(programme, "mei 2013", slug="a-1", held=True, attended=12, attended_source="telling")
    hub(programme, "mei 2013", slug="b", held=True)
    found = figures_of(programme)
    assert [key for key in found if key.startswith("meeting.")] == ["meeting.a-1.attended"]
    assert found["meeting.a-1.attended"] == 12


def test_series_counts_its_parts(programme):
    series = SeriesFactory(programme=programme, slug="drieluik")
    hub(programme, "mei 2013", held=True, series=series, part=1)
    hub(programme, "juni 2013", cancelled=True, series=series, part=2)
    names = ("parts", "held", "cancelled")
    assert values(programme, *(f"series.drieluik.{name}" for name in names)) == [2, 1, 1]


def test_key_of_a_pilot_is_known_to_its_own_report_only(programme):
    PilotFactory(programme=programme, slug="eerste")
    refuse_unreadable(TEXT, figures_of(programme))
    with pytest.raises(ValidationError, match=r"pilot\.eerste\.groups"):
        refuse_unreadable(TEXT)

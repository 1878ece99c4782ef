"""A first text of the sections that look at the year as a whole, from the records alone."""

import pytest

from dates.entry import read_date
from meetings.actions import reschedule
from reporting.collect import read_material
from reporting.narrative.checking import refusals
from reporting.narrative.reading import read_narrative
from reporting.narrative.suggesting import suggestion_for
from reporting.narrative.suggesting_wholes import OF_THE_YEAR
from tests.factories import (
    EditionFactory,
    MilestoneFactory,
    PublicationFactory,
    TargetFactory,
)

from ..reading import BY, hub, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=2)
    report_of(target.programme)
    return target


def suggested(target, section: str) -> str:
    """It names no figure that there is not."""
    material = read_material(target.programme.slug, 2013)
    text = suggestion_for(section, material)
    assert refusals(text, material.figures) == []
    assert read_narrative(text, material.figures).unknown == []
    return text


def test_summary_says_which_year_it_is(target):
    assert suggested(target, "summary") == (
        "Deze rapportage gaat over het tweede van de drie jaren van het programma "
        f"{target.programme.name}."
    )


def test_request_asks_for_assent_to_what_went_otherwise(target):
    meeting = hub(target.programme, "mei 2013", target=target)
    reschedule(meeting, to=read_date("mei 2014"), by=BY)
    hubs = "- Goed Werk Hubs: {hubs.moved_out|woorden} doorgeschoven"
    assert suggested(target, "request").endswith(f"afgesproken:\n\n{hubs}")


def test_coherence_names_what_built_on_what(target):
    first = hub(target.programme, "mei 2013", title="Een *ster* {x}", held=True)
    hub(target.programme, "juni 2013", title="Vervolg", held=True, builds_on=first)
    assert suggested(target, "coherence").endswith(
        r"- *Vervolg* bouwde voort op *Een \*ster\* (x)*"
    )


def test_toolkit_names_editions_and_milestones(target):
    EditionFactory(programme=target.programme, title="Eerste", ready=read_date("mei 2013"))
    MilestoneFactory(programme=target.programme, title="Proef", actual=read_date("juni 2013"))
    assert suggested(target, "toolkit") == (
        "Deze edities zijn gereed:\n\n- Eerste: mei 2013\n\n"
        "Deze mijlpalen zijn bereikt:\n\n- Proef: juni 2013"
    )


def test_resume_sets_agreed_and_done_beside_each_other(target):
    line = "- Goed Werk Hubs: {hubs.agreed|woorden} afgesproken, {hubs.fulfilled|woorden} gehouden"
    assert suggested(target, "resume").endswith(line)


def test_communication_names_what_was_published(target):
    PublicationFactory(programme=target.programme, date=read_date("mei 2013"))
    assert suggested(target, "communication").startswith(
        "Over het openbaar bestuur verscheen in 2013: "
    )


@pytest.mark.parametrize("section", sorted(OF_THE_YEAR.keys() - {"summary", "resume"}))
def test_where_nothing_is_recorded_nothing_is_suggested(target, section):
    assert suggested(target, section) == ""

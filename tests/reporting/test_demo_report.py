"""The report over 2013 as the demo holds it: the figures of the source report."""

import re
from collections import Counter

import pytest

from reporting.collect import make_document
from reporting.document.texts import texts_of_document
from reporting.document.values import as_dict

from .conftest import DEMO_YEARS
from .contradictions import contradictions
from .reading import named_rows, section_of, table_of

FIGURES = {
    "hubs.agreed": 8,
    "hubs.held": 5,
    "hubs.moved_out": 2,
    "hubs.cancelled": 0,
    "hubs.unaccounted": 1,
    "hubs.held_after": 4,
    "hubs.unconfirmed_after": 1,
    "hubs.follow_ups": 3,
    "hubs.attended": None,
    "leadership.agreed": 3,
    "leadership.held": 1,
    "leadership.cancelled": 2,
    "leadership.unaccounted": 0,
    "pilots.agreed": 2,
    "pilots.completed": 1,
    "pilots.in_preparation": 1,
    "pilots.groups": 4,
    "pilots.sessions_held": 16,
    "pilots.participants_min": 6,
    "pilots.participants_max": 11,
    "pilots.conversation_parties": 7,
    "reach.organisations": 250,
}


@pytest.mark.parametrize(("key", "value"), FIGURES.items())
def test_figure_is_that_of_the_source(demo_document, key, value):
    assert demo_document.figures[key].value == value


@pytest.fixture
def plain(demo_document) -> dict:
    return as_dict(demo_document)


@pytest.mark.parametrize("more", [(), (3,)], ids=["as they are", "with a third pilot"])
@pytest.mark.parametrize("of_year", DEMO_YEARS)
def test_no_part_of_a_report_denies_another(demo_years, of_year, more):
    """Figures, tables and sentences beside each other, in every year of both programmes."""
    document = as_dict(make_document(demo_years[(*of_year, *more)]))
    assert contradictions(document) == []
    if more:
        assert "Derde pilot" in str(document) or not document["figures"]["pilots.agreed"]["value"]


def test_reach_is_more_than_250_as_stated(demo_document):
    figure = demo_document.figures["reach.organisations"]
    assert (figure.qualifier, figure.basis) == ("meer dan", "stated")
    assert figure.source and figure.as_of


def test_reference_date_is_april_2014(plain):
    assert plain["colophon"]["reference_date"] == "april 2014"


def test_utrecht_hub_is_one_meeting_with_two_titles(demo_document, plain):
    (moved,) = [row for row in table_of(plain, "hubs", "hubs-moved") if row[1] == "Utrecht"]
    assert "ook genoemd" in moved[0]
    records = demo_document.figures["hubs.moved_out"].records
    assert len(set(records)) == 2
    (utrecht,) = set(records) & set(demo_document.figures["hubs.held_after"].records)
    leadership = {
        record
        for key, figure in demo_document.figures.items()
        if key.startswith("leadership.")
        for record in figure.records
    }
    assert utrecht not in leadership


def test_utrecht_hub_is_shown_as_follow_up_of_leadership(plain):
    (row,) = table_of(plain, "leadership", "leadership-after")
    assert row[1] == "Utrecht"
    assert row[4].endswith("telt mee bij Goed Werk Hub")


def test_moved_hubs_say_where_they_stand(plain):
    states = {row[1]: row[4] for row in table_of(plain, "hubs", "hubs-moved")}
    assert states["Den Haag"] == "nog te bevestigen"
    assert states["Utrecht"].startswith("gehouden")


def test_follow_ups_stand_after_the_year(plain):
    places = [row[1] for row in table_of(plain, "hubs", "hubs-after")]
    assert sorted(places) == ["Eindhoven", "Groningen", "Utrecht"]


def test_talks_say_only_what_the_source_says_of_each(plain):
    stages = {row["Gesprekspartner"]: row["Stadium"] for row in talks(plain)}
    assert stages.pop("Belastingdienst") == "concreet"
    assert list(stages.values()) == ["niet vastgelegd"] * 6


def test_talks_have_no_column_that_is_recorded_of_none(plain):
    assert {label for row in talks(plain) for label in row} == {"Gesprekspartner", "Stadium"}
    assert (
        "Van geen van de zeven gesprekspartners is een beslisser, een belemmering of een volgende "
        "stap vastgelegd." in str(section_of(plain, "pilots"))
    )


def talks(document: dict) -> list[dict[str, str]]:
    return named_rows(document, "pilots", "conversations")


def test_who_led_which_session_is_said_once_not_to_be_known(plain):
    assert str(plain).count("Wie welke sessie heeft begeleid, is niet vastgelegd.") == 1


def test_results_of_the_pilot_are_not_released(plain):
    results = [row[4] for row in table_of(plain, "pilots", "pilots-overview")]
    assert "nog niet vrijgegeven" in results[0]


def test_lines_with_an_aim_in_words_have_no_numbers(demo_document):
    """Of the network there are figures, and in 2013 nothing was recorded of it."""
    figures = demo_document.figures
    of_network = {f.value for key, f in figures.items() if key.startswith("ambassadors.")}
    assert of_network == {None}
    lines = {key.partition(".")[0] for key in figures} - {"ambassadors"}
    assert lines == {"hubs", "leadership", "pilots", "reach", "cumulative", "previous"} | {
        "pilot",
        "series",
    }


def test_every_placeholder_of_the_demo_names_a_figure(plain):
    assert "{" not in "".join(texts_of(plain["sections"]))


def test_no_section_says_a_sentence_of_staff_twice(plain):
    """What the records say already in a section, its text leaves to them: no seven words twice."""
    for key, section in texts_of_document(plain).items():
        if key not in ("colophon", "summary"):
            running = [text for text in section.texts if text.endswith(".") and ": " not in text]
            told = Counter(run for text in running for run in runs_of(text))
            assert [run for run, number in told.items() if number > 1] == []


def runs_of(text: str, length: int = 7) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def texts_of(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts_of(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts_of(value)]
    return [node] if isinstance(node, str) else []

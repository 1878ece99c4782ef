"""The gate: what may be told, to whom, in which words; and nobody else decides that."""

import ast
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pilots.models import Audience, Form, Release, What
from pilots.releasing.gate import CLOSED, Gate, audiences_told, is_released
from pilots.releasing.recording import Choice, record_on_paper, withdraw
from pilots.releasing.standing import changed_since_read
from tests.factories import (
    GroupFactory,
    OrganisationFactory,
    PilotFactory,
    SessionFactory,
)
from tests.factories.releasing import GIVEN, release
from tests.project.floors import ROOT

pytestmark = pytest.mark.django_db

PUBLIC, BZK, WERKGROEP = Audience.PUBLIC, Audience.BZK, Audience.WORKING_GROUP
HOST = "Gemeente Voorbeeldstad"


@pytest.fixture
def pilot():
    """Written, at a host whose name stands in the results, and of which nothing is released."""
    return PilotFactory(
        title=f"Pilot bij {HOST}",
        organisation=OrganisationFactory(name=HOST, sector="gemeente", kind="gemeente"),
        results_state="written",
        results=f"Bij {HOST} bleek veel.\n\nTweede passage.",
        conclusions="Het kan.",
    )


def told(pilot, what=What.RESULTS, audience=PUBLIC):
    found = Gate.read(audience).told(pilot, what)
    return found and found.text


def test_without_a_consent_nothing_is_told_and_the_host_has_no_name(pilot):
    gate = Gate.read(PUBLIC)

    assert [gate.told(pilot, what) for what in What] == [None] * len(What)
    assert (gate.host(pilot), gate.title(pilot)) == (CLOSED, "Pilot bij een organisatie")


def test_what_is_for_everybody_is_for_each_and_what_is_for_one_is_for_that_one(pilot):
    release(pilot, What.NAME)
    release(pilot, What.RESULTS, audiences=(BZK,))
    release(pilot, What.CONCLUSIONS)

    assert audiences_told(pilot, What.RESULTS) == [BZK]
    assert audiences_told(pilot, What.CONCLUSIONS) == list(Audience)
    assert is_released(pilot, What.RESULTS, BZK)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form.KIND, "Bij [de organisatie] bleek veel.\n\nTweede passage."),
        (Form.NUMBERS, "1 groep, 2 sessies gehouden"),
    ],
)
def test_the_form_says_which_words_are_told(pilot, form, text):
    SessionFactory.create_batch(2, group=GroupFactory(pilot=pilot), status="held")
    release(pilot, What.RESULTS, form=form)

    assert told(pilot) == text


def test_the_kind_of_the_host_is_told_without_its_name(pilot):
    release(pilot, What.NAME, form=Form.KIND)

    gate = Gate.read(PUBLIC)
    assert (gate.host(pilot), gate.title(pilot)) == ("een gemeente", "Pilot bij een gemeente")


def test_words_in_full_need_the_name_and_close_with_it(pilot):
    with pytest.raises(ValidationError, match="kan de naam van de organisatie bevatten"):
        release(pilot, What.RESULTS)
    name, results = release(pilot, What.NAME, What.RESULTS)
    assert told(pilot) == pilot.results

    withdraw(pilot, releases=[name], why="toch niet", by=None)

    assert told(pilot) is None
    assert Release.objects.get(pk=results.pk).ended_at is None


def test_a_text_that_changes_is_told_as_it_was_read(pilot):
    release(pilot, What.NAME, What.RESULTS)
    before = pilot.results
    pilot.results = "Heel iets anders."
    pilot.save()

    assert told(pilot) == before
    assert [row.what for row in changed_since_read(pilot)] == [What.RESULTS]


def test_words_that_were_altered_are_told_to_nobody(pilot):
    release(pilot, What.NAME, What.CONCLUSIONS)
    Release.objects.filter(what=What.CONCLUSIONS).update(text="Vervalst.")

    assert told(pilot, What.CONCLUSIONS) is None


def test_a_withdrawal_counts_at_once_and_is_kept(pilot):
    found = release(pilot, What.NAME, What.RESULTS)

    withdraw(pilot, releases=found, why="verzoek van de directeur", by=None)

    assert audiences_told(pilot, What.RESULTS) == []
    ended = Release.objects.values_list("ended_because", flat=True)
    assert set(ended) == {"verzoek van de directeur"}
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw(pilot, releases=found, why="nog eens", by=None)


def test_the_last_day_counts_and_the_next_does_not(pilot, monkeypatch):
    today = timezone.localdate()
    release(pilot, What.CONCLUSIONS, form=Form.KIND, until=today)
    assert told(pilot, What.CONCLUSIONS)

    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert told(pilot, What.CONCLUSIONS) is None


def test_a_report_tells_no_text_that_was_released_after_its_reference_date(pilot):
    release(pilot, What.NAME, What.RESULTS, consent_on=date(2014, 4, 24))

    before = Gate.read(PUBLIC, on=date(2014, 4, 23))
    after = Gate.read(PUBLIC, on=date(2014, 4, 24))

    assert (before.is_released(pilot, What.RESULTS), before.host(pilot)) == (False, HOST)
    assert after.is_released(pilot, What.RESULTS)


def test_a_new_consent_takes_the_place_of_the_one_before(pilot):
    release(pilot, What.CONCLUSIONS, form=Form.KIND)
    pilot.conclusions = "Het kan niet."
    pilot.save()
    release(pilot, What.CONCLUSIONS, form=Form.KIND)

    assert told(pilot, What.CONCLUSIONS) == "Het kan niet."
    assert Release.objects.filter(ended_because__startswith="vervangen").count() == 1


def test_a_pilot_without_a_host_has_nothing_to_name():
    pilot = PilotFactory(title="Tweede pilot", results_state="written", results="Tekst")
    release(pilot, What.RESULTS)

    gate = Gate.read(PUBLIC)
    assert (gate.title(pilot), gate.host(pilot)) == ("Tweede pilot", "nog niet bekend")
    assert told(pilot) == "Tekst"


@pytest.mark.parametrize(
    ("choice", "given", "sentence"),
    [
        ((What.RESULTS, PUBLIC, Form.KIND), {"consent_by": " "}, "Schrijf op wie toestemming gaf."),
        (
            (What.RESULTS, PUBLIC, Form.KIND),
            {"source_note": ""},
            "Schrijf op waar de toestemming te vinden is.",
        ),
        (
            (What.STORIES, PUBLIC, Form.KIND),
            {},
            "Er is bij “verhalen” nog niets om vrij te geven.",
        ),
        (
            (What.RESULTS, PUBLIC, Form.KIND, date(2014, 1, 1)),
            {},
            "De laatste dag van “resultaten” is voorbij. Kies een dag die nog komt.",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_words(pilot, choice, given, sentence):
    with pytest.raises(ValidationError) as refusal:
        record_on_paper(pilot, choices=[Choice(*choice)], by=None, **GIVEN | given)

    assert refusal.value.messages == [sentence]
    assert not Release.objects.exists()


@pytest.mark.parametrize("state", ["none", "being_written"])
def test_only_written_results_are_released(pilot, state):
    pilot.results_state = state
    pilot.save()

    with pytest.raises(ValidationError, match="Alleen geschreven resultaten"):
        release(pilot, What.RESULTS, form=Form.KIND)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_gate_is_one_query_for_all_pilots(count, django_assert_num_queries):
    pilots = PilotFactory.create_batch(count, results_state="written", results="Tekst")
    for each in pilots:
        release(each, What.RESULTS)

    with django_assert_num_queries(1):
        gate = Gate.read(PUBLIC, pilots=pilots)
        assert all(gate.texts(each) for each in pilots)


# Nobody else asks ------------------------------------------------------------------------------

ROOMS = ("pilots/releasing/", "pilots/migrations/", "pilots/models/release.py")
"""Where releases are read and written; pages of staff and of the host stand here too."""
NAMES = {"Release", "RequestedCell", "MarkedPassage"}
REVERSE = {"releases", "release_requests"}
CLOSED_TEXTS = {"results", "conclusions"}
KNOWN = {
    "pilots/models/__init__.py": NAMES,
    "pilots/personal_data.py": {"Release"},
}


def asked_in(source: str) -> set[str]:
    """Names by which a module would decide for itself, or would read a closed text."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and "models" in (node.module or ""):
            found |= {alias.name for alias in node.names} & NAMES
        if isinstance(node, ast.Attribute):
            found |= {node.attr} & (REVERSE | NAMES)
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            if node.attr in CLOSED_TEXTS and "pilot" in owner:
                found.add(f"{owner}.{node.attr}")
        if isinstance(node, ast.keyword) and node.arg:
            found |= {node.arg.partition("__")[0]} & REVERSE
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value.partition("__")[0]} & REVERSE
    return found


@pytest.mark.parametrize(
    "source",
    [
        "from pilots.models import Release",
        "from ..models import Pilot, Release",
        "Pilot.objects.filter(releases__ended_at=None)",
        "pilot.releases.all()",
        "models.Release.objects.all()",
        "print(pilot.results)",
        "prefetch_related('releases')",
    ],
)
def test_asking_elsewhere_is_seen(source):
    assert asked_in(source)


def test_nothing_but_the_gate_decides_whether_something_is_released():
    found = {}
    for file in ROOT.rglob("*.py"):
        name = str(file.relative_to(ROOT))
        apart = name.startswith((".venv", "tests/", "var/", "bench/", *ROOMS))
        if not apart:
            asked = asked_in(file.read_text(encoding="utf-8")) - KNOWN.get(name, set())
            if asked:
                found[name] = asked
    assert found == {}


def test_no_template_asks_either():
    rooms = ("pilots/host/", "admin/pilots/")
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*.html")
        if not str(file.relative_to(ROOT / "templates")).startswith(rooms)
        and any(f"pilot.{name}" in file.read_text() for name in REVERSE | CLOSED_TEXTS)
    ]
    assert found == []

"""Waarom is dit anders? Explained in Dutch after each history, or honestly not."""

import pytest

from dates.entry import read_date
from meetings.actions import cancel, hold, reschedule
from programme.actions import change_number
from programme.lines import line_of
from reporting.document.texts import plain
from reporting.figures.why import difference, why_not_as_agreed
from tests.factories import PilotFactory, TargetFactory

from .contradictions import contradictions
from .reading import BY, hub, ledger_of, plain_document, report_of, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=1)
    report_of(target.programme, "31 december 2014")
    return target


def why(target) -> str:
    """What differs on the line, in a report that contradicts itself in nothing; its clauses add up
    to the difference."""
    ledger = ledger_of(target.programme, target.line)
    clauses = why_not_as_agreed(line_of(target.line), ledger)
    assert sum(clause.change for clause in clauses) == difference(ledger)
    document = plain_document(target.programme.reports.get())
    assert contradictions(document) == []
    return part_of(document, target, HEAD)


def part_of(document, target, head: str) -> str:
    """What the block of the line says under one of its labels."""
    for block in section_of(document, target.line)["blocks"]:
        told = plain(block["content"]) if block["type"] == "paragraph" else ""
        if told.startswith(head):
            return told.removeprefix(head)
    return ""


def cause(target) -> str:
    return part_of(plain_document(target.programme.reports.get()), target, CAUSE)


def moved(target, *dates: str, reason: str = ""):
    meeting = hub(target.programme, "maart 2013", title="Hub", target=target)
    for when in dates:
        meeting = reschedule(meeting, to=read_date(when), by=BY, reason=reason)
    return meeting


HEAD, CAUSE = "Afwijking. ", "Oorzaak. "
UNKNOWN = "“Hub”: de reden is niet vastgelegd."
LESS = "Er is één minder gehouden dan afgesproken: één"


def test_went_as_agreed_needs_no_words(target):
    hold(moved(target), by=BY)
    assert why(target) == ""


@pytest.mark.parametrize(
    ("dates", "reason", "told", "because"),
    [
        (["maart 2014"], "", "is doorgeschoven, “Hub” (naar maart 2014)", UNKNOWN),
        (["maart 2014"], "Zaal.", "is doorgeschoven, “Hub” (naar maart 2014)", "“Hub”: Zaal."),
        (["maart 2014", "mei 2013"], "Zaal.", "is nog te bevestigen, “Hub” (mei 2013)", ""),
        ([""], "", "is verplaatst, nieuwe datum onbekend, “Hub”", UNKNOWN),
        ([""], "Zaal.", "is verplaatst, nieuwe datum onbekend, “Hub”", "“Hub”: Zaal."),
        (["maart 2015"], "Zaal.", "is doorgeschoven, “Hub” (naar maart 2015)", "“Hub”: Zaal."),
    ],
)
def test_moved_is_told_with_its_reason(target, dates, reason, told, because):
    moved(target, *dates, reason=reason)
    assert why(target) == f"{LESS} {told}."
    assert cause(target) == because


def test_moved_twice_and_back_and_held_is_as_agreed(target):
    hold(moved(target, "maart 2014", "mei 2013"), by=BY)
    assert why(target) == ""


def test_cancelled_is_told_with_reason_and_note(target):
    cancel(moved(target), reason="too_few", note="Vier mensen.", by=BY)
    assert why(target) == f"{LESS} is geannuleerd, “Hub”."
    assert cause(target) == "“Hub”: te weinig aanmeldingen: Vier mensen."


def test_replaced_by_one_that_was_replaced_is_told_by_the_last(target):
    last = hub(target.programme, "mei 2014", title="Derde")
    second = hub(target.programme, "mei 2013", title="Tweede", cancelled=True, replaced_by=last)
    hub(
        target.programme, "mei 2013", title="Hub", target=target, cancelled=True,
        replaced_by=second,
    )  # fmt: skip
    told = "(vervangen door “Derde”, mei 2014)"
    assert why(target) == f"{LESS} is vervangen, “Hub” {told}."
    assert cause(target) == "“Hub”: te weinig aanmeldingen."


def test_what_nobody_recorded_is_said_to_be_so(target):
    assert why(target) == f"{LESS} is niet terug te vinden."
    assert cause(target) == "Wat niet is terug te vinden: de reden is niet vastgelegd."


def test_explained_by_staff_is_told_in_their_words(target):
    target.explanation = "De zaal brandde af."
    target.save()
    assert why(target) == f"{LESS} is niet terug te vinden."
    assert cause(target) == "De zaal brandde af."


def test_more_than_agreed_is_told(target):
    for _ in range(3):
        hub(target.programme, "mei 2013", target=target, held=True)
    told = "twee zijn meer vastgelegd dan afgesproken"
    assert why(target) == f"Er zijn twee meer gehouden dan afgesproken: {told}."


def test_number_that_was_lowered_half_way_is_told(target):
    hub(target.programme, "mei 2013", target=target, held=True)
    moved(target, "maart 2014", reason="Zaal.")
    target.number = 2
    target.save()
    change_number(
        target, number=1, since=read_date("juni 2013"), agreed_with="BZK", how="brief", by=BY
    )
    assert why(target) == (
        "Er is evenveel gedaan als afgesproken, maar niet alles ging zoals afgesproken: één is "
        "doorgeschoven, “Hub” (naar maart 2014); één is van een eerdere, hogere afspraak en "
        "telt daarom niet mee."
    )


def test_held_and_taken_into_another_year_is_told(target):
    hub(target.programme, "mei 2014", title="Hub", target=target, held=True)
    assert why(target) == f"{LESS} is gehouden in een ander jaar, “Hub” (mei 2014)."


def test_hub_of_another_programme_explains_nothing(target):
    other = TargetFactory(number=1)
    hub(other.programme, "mei 2013", target=other, held=True)
    assert "niet terug te vinden" in why(target)


@pytest.mark.parametrize(
    ("state", "note", "told", "because"),
    [
        ("running", "", "is bezig, “Proef”", ""),
        ("preparation", "", "is in voorbereiding, “Proef”", ""),
        ("cancelled", "Geen tijd.", "is geannuleerd, “Proef”", "“Proef”: Geen tijd."),
    ],
)
def test_pilot_is_told_in_its_own_words(target, state, note, told, because):
    pilots = TargetFactory(programme=target.programme, line="pilots", number=1)
    PilotFactory(
        programme=target.programme, target=pilots, title="Proef", sessions_state=state,
        cancellation_note=note,
    )  # fmt: skip
    assert why(pilots) == f"Er is één minder afgerond dan afgesproken: één {told}."
    assert cause(pilots) == because


def test_many_are_not_all_named(target):
    target.number = 9
    target.save()
    for number in range(9):
        hub(target.programme, "mei 2013", title=f"Hub {number}", target=target, cancelled=True)
    assert why(target).endswith("en nog drie.")

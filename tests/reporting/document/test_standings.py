"""What became of a unit: whatever is said of it stands in its row."""

import ast
from collections.abc import Iterator
from enum import Enum

import pytest

from programme.lines import COUNTED_LINES, line_of
from reporting.document.standings import BY_TONE, TONES, Counting, Row, Standing, countings
from reporting.figures.ledger import Ledger
from reporting.making import readiness
from reporting.models.notice import TOLD
from reporting.narrative.checking import known_keys
from reporting.renderings.charts.fills import FILLS
from reporting.renderings.charts.timeline import LABELS
from reporting.sections.plan import ROWS
from tests.project.floors import FLOOR_OF, ROOT


@pytest.mark.parametrize("standing", Standing)
def test_standing_can_be_counted_drawn_and_listed(standing):
    assert any(standing.counting(line) for line in COUNTED_LINES)
    assert standing.row.tone in TONES
    assert {standing.row.tone} <= FILLS.keys() & LABELS.keys()
    assert standing in [row.standing for row in ROWS]


@pytest.mark.parametrize("line", COUNTED_LINES, ids=lambda line: line.key)
def test_every_counting_is_a_figure(line):
    names = [counting.name for _standing, counting in countings(line)]

    assert [name for name in names if f"{line.key}.{name}" not in known_keys()] == []
    assert [name for name in names if f"cumulative.{line.key}.{name}" not in known_keys()] == []


def test_held_is_completed_where_it_is_a_pilot():
    assert Standing.HELD.word(line_of("pilots")) == "afgerond"
    assert Standing.HELD.word(line_of("hubs")) == "gehouden"
    assert Standing.CANCELLED.word(line_of("pilots")) == "geannuleerd"


def test_bar_begins_with_what_was_done_and_ends_with_what_was_lost():
    assert [standing.name for standing in BY_TONE] == [
        "HELD",
        "HELD_ELSEWHERE",
        "MOVED_OUT",
        "RUNNING",
        "IN_PREPARATION",
        "DATE_LOST",
        "TO_CONFIRM",
        "REPLACED",
        "CANCELLED",
    ]


def test_funder_is_told_by_the_names_that_are_stored():
    assert TOLD == [
        ("CANCELLED", "gaat niet door"),
        ("MOVED_OUT", "gaat uit zijn jaar"),
        ("NO_DATE", "heeft geen datum meer"),
    ]


POSTPONED = Row(
    word="uitgesteld",
    tone="later",
    of_meetings=Counting(name="postponed", label="uitgestelde {what}", definition="Uitgesteld."),
)


class WithOneMore(Enum):
    """The standings, one more of them."""

    _ignore_ = ["each"]
    for each in Standing:
        vars()[each.name] = each.value
    POSTPONED = POSTPONED


@pytest.mark.parametrize(
    ("units", "key"),
    [
        ((), "difference-None-0-0-0-0-0-0-0"),
        ((("unit", WithOneMore.HELD),), "difference-None-1-0-0-0-0-0-0"),
        ((("unit", WithOneMore.POSTPONED),), "difference-None-0-0-0-0-0-0-0-postponed-1"),
    ],
)
def test_waiver_of_a_difference_stays_when_a_standing_is_added(monkeypatch, units, key):
    monkeypatch.setattr(readiness, "Standing", WithOneMore)

    found = readiness._difference(Ledger("hubs", None, units, ()))

    assert found == key


def keyed_by_standing(source: str) -> Iterator[str]:
    """Dictionaries with a standing for a key, and rows of tables that begin with one."""
    for node in ast.walk(ast.parse(source)):
        keys = node.keys if isinstance(node, ast.Dict) else []
        keys = [*keys, *(node.elts[:1] if isinstance(node, ast.Tuple) else [])]
        for key in keys:
            if isinstance(key, ast.Attribute) and ast.unparse(key.value) == "Standing":
                yield ast.unparse(key)


def test_no_other_table_of_standings_stands_in_the_code():
    files = [file for app in FLOOR_OF for file in (ROOT / app).rglob("*.py")]
    found = [key for file in files for key in keyed_by_standing(file.read_text(encoding="utf-8"))]

    assert found == []


def test_table_of_standings_is_found():
    source = "TONES = {Standing.HELD: 'done'}\nROWS = ((Standing.CANCELLED, 'lost'),)"

    assert list(keyed_by_standing(source)) == ["Standing.HELD", "Standing.CANCELLED"]

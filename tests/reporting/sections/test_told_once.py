"""What all rows of a table share is said once under it."""

import pytest

from reporting.document.values import Cell, Note, Table
from reporting.sections.told_once import of_none, table_told_once

COLUMNS = "Bijeenkomst | Plaats | Aanwezigen | Wie beslist"


def told(*rows):
    table, *notes = table_told_once("k", "Titel", COLUMNS, rows, called="hubs")
    assert isinstance(table, Table) and all(isinstance(note, Note) for note in notes)
    return [column.label for column in table.columns], [note.text for note in notes]


def test_column_that_is_recorded_somewhere_stays():
    rows = [("a", "Leiden", "niet vastgelegd", "x"), ("b", "niet vastgelegd", "12", "y")]
    assert told(*rows) == (["Bijeenkomst", "Plaats", "Aanwezigen", "Wie beslist"], [])


def test_columns_that_are_recorded_nowhere_become_one_sentence():
    row = ("Leiden", "niet vastgelegd", "niet vastgelegd")
    labels, notes = told(*((name, *row) for name in "abcde"))
    assert labels == ["Bijeenkomst", "Plaats"]
    assert notes == [
        "Van geen van de vijf hubs is het aantal aanwezigen of een beslisser vastgelegd."
    ]


def test_what_is_equal_for_all_is_said_once():
    labels, notes = told(("a", "Leiden", "3", "HRM"), ("b", "Breda", "4", "HRM"))
    assert labels == ["Bijeenkomst", "Plaats", "Aanwezigen"]
    assert notes == ["Wie beslist, is bij beide hubs hetzelfde: HRM."]


def test_one_row_is_no_row_of_equals():
    assert told(("a", "Leiden", "3", "HRM"))[0][-1] == "Wie beslist"


def test_equal_places_stay_in_the_table():
    rows = [("a", "Leiden", "3", "x"), ("b", "Leiden", "4", "y")]
    assert "Plaats" in told(*rows)[0]


def test_column_of_dashes_goes_without_a_word():
    assert told(("a", "–", "3", "x"), ("b", "–", "4", "y")) == (
        ["Bijeenkomst", "Aanwezigen", "Wie beslist"],
        [],
    )


def test_column_with_a_figure_keeps_its_trace():
    rows = [("a", "Leiden", Cell("niet vastgelegd", figure="hubs.attended"), "x")]
    assert told(*rows) == (["Bijeenkomst", "Plaats", "Aanwezigen", "Wie beslist"], [])


def test_no_rows_no_table():
    assert table_told_once("k", "Titel", COLUMNS, [], called="hubs") == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Hiervan is niet vastgelegd: de plaats en de datum."),
        (2, "Van geen van beide hubs is de plaats of de datum vastgelegd."),
        (30, "Van geen van de 30 hubs is de plaats of de datum vastgelegd."),
    ],
)
def test_sentence_knows_how_many_there_are(number, sentence):
    assert of_none(["de plaats", "de datum"], number, "hubs") == sentence

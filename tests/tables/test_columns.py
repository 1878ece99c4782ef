from io import BytesIO

import pytest

from tables import Column, letter_of, read_table, recognise
from tables.columns import index_of

COLUMNS = [
    Column("title", "Titel", ("naam",), is_needed=True),
    Column("date", "Datum"),
    Column("url", "Adres op het web", ("link", "url")),
]


def recognised(text: str) -> tuple[int, dict[str, int]]:
    head, found = recognise(read_table(BytesIO(text.encode())), COLUMNS)
    return head.number, found


def test_columns_are_recognised_by_their_name_however_it_is_typed():
    assert recognised("LINK:;Iets;  titel ;dátum\n") == (1, {"title": 2, "date": 3, "url": 0})


def test_titles_may_stand_above_the_head():
    assert recognised("Overzicht 2013\n\nTitel;Datum\nDatum;x\n") == (3, {"title": 0, "date": 1})


def test_of_two_columns_with_one_name_the_first_counts():
    assert recognised("Titel;Titel\n") == (1, {"title": 0})


def test_two_names_of_one_thing_take_one_column():
    assert recognised("Naam;Titel\n") == (1, {"title": 0})


def test_a_table_without_known_names_has_its_first_row_as_head():
    assert recognised("x;y\n1;2\n") == (1, {})


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (16383, "XFD")]
)
def test_columns_are_lettered_as_a_spreadsheet_letters_them(index, letter):
    assert letter_of(index) == letter
    assert index_of(letter) == index

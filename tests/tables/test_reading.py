import tracemalloc
from datetime import date, datetime, time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from documents.csv_file import csv_file
from tables import Row, read_table
from tables.reading import EMPTY
from tables.table import (
    MOST_ROWS,
    NO_ROWS,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH_TEXT,
)
from tables.xlsx import BROKEN, LOCKED, TOO_MANY_CELLS, UNPACKS
from tests.tables.making import SHEET, saved, with_part, with_sheet, with_texts, xlsx


def rows_of(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(BytesIO(content)).rows]


def refusal_of(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        read_table(BytesIO(content))
    return refused.value.message


DUTCH = 'Titel;Datum\r\n"Één; voor ’t ïdee";02-04-2013\r\n\r\n;;\r\nPrijs € 5;\r\n'
MEANT = [("Titel", "Datum"), ("Één; voor ’t ïdee", "02-04-2013"), ("Prijs € 5",)]


@pytest.mark.parametrize(
    "content",
    [
        DUTCH.encode(),
        DUTCH.encode("utf-8-sig"),
        DUTCH.encode("cp1252"),
        DUTCH.encode("utf-16"),
        DUTCH.replace("\r\n", "\n").encode(),
        DUTCH.replace("\r\n", "\r").encode(),
        ("sep=;\r\n" + DUTCH).encode("utf-8-sig"),
        DUTCH.replace(";", "\t").replace("Één\t", "Één;").encode(),
    ],
)
def test_a_csv_is_read_as_it_was_meant(content):
    assert rows_of(content) == MEANT


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    table = read_table(BytesIO(DUTCH.encode()))

    assert table.rows[-1] == Row(5, ("Prijs € 5",))


def test_a_line_end_inside_quotes_stays_in_its_cell():
    assert rows_of(b'Titel;Datum\r\n"a\nb";2013\r\n') == [("Titel", "Datum"), ("a\nb", "2013")]


def test_our_own_export_comes_back_as_it_was():
    rows = [("Titel", "Datum"), ("=goed", "april 2014"), ("-min", "1-2"), ("'s-Gravenhage", "2013")]

    assert rows_of(csv_file(rows)) == rows


def test_a_csv_with_an_open_quote_names_its_row():
    assert refusal_of(b'Titel;Datum\nEen;2013\n"Twee;2014\n').startswith("Bij regel 3 van dit")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\0\0\0", b"a\0b", b"%PDF-1.7\n\x81\x8d\x8f\0"])
def test_what_is_no_text_is_refused(content):
    assert refusal_of(content).startswith("Dit bestand is geen tekst.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", EMPTY),
        (b" \r\n ", EMPTY),
        (b";;;\r\n;;;\r\n", NO_ROWS),
        (b"\n" * (MOST_ROWS + 1), EMPTY),
        (b"x" * (5 * 1024 * 1024 + 1), TOO_LARGE),
        (b"a\n" + b";\n" * MOST_ROWS, TOO_MANY_ROWS),
        (b";".join([b"a"] * 61), TOO_MANY_COLUMNS),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, LOCKED),
        (b"PK\x03\x04 no zip", BROKEN),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(content, sentence):
    assert refusal_of(content) == sentence


def test_no_more_is_read_from_a_large_file_than_may_be():
    class Endless:
        asked = 0

        def read(self, size: int = -1) -> bytes:
            self.asked += size
            return b"x" * size

    file = Endless()
    with pytest.raises(ValidationError):
        read_table(file)

    assert file.asked == 5 * 1024 * 1024 + 1


def test_a_spreadsheet_is_read_as_people_would_type_it():
    cells = ["Één", 2013, 1.5, True, date(2013, 4, 2), datetime(2014, 1, 2, 13, 5), time(9, 30)]

    (row,) = rows_of(xlsx([cells]))

    assert row == ("Één", "2013", "1,5", "ja", "02-04-2013", "02-01-2014 13.05", "9.30")


def test_a_hidden_sheet_is_not_read():
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("Blad2").append(["Titel"])

    assert rows_of(saved(book)) == [("Titel",)]


def test_rows_of_a_spreadsheet_keep_their_number():
    table = read_table(BytesIO(xlsx([["Titel"], [], ["Een"]])))

    assert [row.number for row in table.rows] == [1, 3]


def test_painted_cells_far_to_the_right_are_no_columns():
    book = Workbook()
    book.active.append(["Titel"])
    book.active.cell(1, 900).fill = PatternFill("solid", fgColor="FFFF00")

    assert rows_of(saved(book)) == [("Titel",)]


def empty_rows() -> str:
    return "".join(f'<row r="{number}" ht="15"/>' for number in range(1, 1_048_577))


ONE_CELL = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
WIDE = f"<row>{'<c><v>1</v></c>' * 200}</row>"
LIE = '<row r="1"><c r="A1048576"><v>1</v></c></row>'
FAR = '<row r="1"><c r="XFD1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (empty_rows, TOO_MANY_ROWS),
        (lambda: ONE_CELL, TOO_MANY_ROWS),
        (lambda: "<row/>" * 1_048_576, TOO_MANY_ROWS),
        (lambda: LIE, TOO_MANY_ROWS),
        (lambda: WIDE, TOO_MANY_COLUMNS),
        (lambda: FAR, TOO_MANY_COLUMNS),
    ],
)
def test_a_sheet_that_goes_too_far_is_refused_in_bounded_memory(rows, sentence):
    content = with_sheet(rows())

    assert memory_of(content, sentence) < 4 * 1024 * 1024


def memory_of(content: bytes, sentence: str) -> int:
    """The most that was held while the file was refused with the sentence."""
    tracemalloc.start()
    try:
        assert refusal_of(content) == sentence
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_empty_elements_are_counted_whatever_they_are(monkeypatch):
    monkeypatch.setattr("tables.xlsx.MOST_ELEMENTS", 1_000)

    assert refusal_of(with_sheet("<x/>" * 1_000)) == TOO_MANY_CELLS
    assert rows_of(xlsx([["Titel"]])) == [("Titel",)]


def test_the_count_of_empty_rows_ends_at_the_first_that_is_too_far(monkeypatch):
    met = []
    monkeypatch.setattr("tables.xlsx.Measured._row", counted("tables.xlsx.Measured._row", met))

    refusal_of(with_sheet(empty_rows()))

    assert len(met) == MOST_ROWS + 1


def counted(name, met):
    from tables.xlsx import Measured

    before = Measured._row

    def count(self, values):
        met.append(1)
        before(self, values)

    return count


def test_a_zip_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    content = with_part("xl/media/bomb.xml", b"<a>" + b" " * (60 * 1024 * 1024) + b"</a>")

    assert len(content) < 100 * 1024
    assert memory_of(content, UNPACKS) < 4 * 1024 * 1024


def test_a_zip_that_lies_about_what_it_unpacks_to_is_refused():
    content = with_part("xl/media/bomb.bin", b" " * (60 * 1024 * 1024))
    lying = content.replace((60 * 1024 * 1024).to_bytes(4, "little"), (9).to_bytes(4, "little"))

    assert lying != content
    assert memory_of(lying, BROKEN) < 4 * 1024 * 1024


def test_a_long_text_that_many_cells_share_counts_each_time():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000))
    content = with_texts(f"<si><t>{'x' * 30_000}</t></si>", rows)

    assert memory_of(content, TOO_MUCH_TEXT) < 4 * 1024 * 1024


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>',
        b"<worksheet><sheetData>",
        b"no xml",
    ],
)
def test_a_sheet_with_a_document_type_or_a_fault_is_refused(part):
    assert refusal_of(with_part(SHEET, part)) == BROKEN


def test_a_zip_that_is_no_spreadsheet_is_refused():
    assert refusal_of(with_part("xl/workbook.xml", b"<x/>")) == BROKEN

import pytest

from documents.csv_file import csv_file, safe_cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("april 2014", "april\u00a02014"),
        ("24 februari 2014", "24 februari\u00a02014"),
        ("maart of april 2014", "maart of april 2014"),
        ("Plan april 2014", "Plan april 2014"),
        ("1-2", "'1-2"),
        ("3/4", "'3/4"),
        ("2013", "2013"),
        ("=1+1", "'=1+1"),
        (12, 12),
    ],
)
def test_no_program_takes_a_text_for_a_day_or_a_formula(cell, written):
    assert safe_cell(cell) == written


def test_the_file_names_its_encoding():
    assert csv_file([["mei 2014", 1]]) == "\ufeffmei\u00a02014;1\r\n".encode()

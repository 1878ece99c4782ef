import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutch.numbers import in_digits, in_words


@pytest.mark.parametrize(
    ("number", "written"),
    [(None, "niet vastgelegd"), (0, "0"), (250, "250"), (1151, "1.151"), (1000000, "1.000.000")],
)
def test_in_digits_groups_thousands_with_points(number, written):
    assert in_digits(number) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (None, "niet vastgelegd"),
        (0, "nul"),
        (1, "een"),
        (8, "acht"),
        (11, "elf"),
        (14, "veertien"),
        (20, "twintig"),
        (21, "21"),
        (1151, "1.151"),
    ],
)
def test_in_words_writes_words_up_to_twenty(number, written):
    assert in_words(number) == written


@given(st.integers(0, 10**12))
def test_in_digits_keeps_the_number(number):
    assert int(in_digits(number).replace(".", "")) == number

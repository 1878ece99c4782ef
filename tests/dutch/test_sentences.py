"""A typed sentence gets one full stop, where another sentence follows."""

import pytest

from dutch.sentences import ended


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Er loopt een klacht", "Er loopt een klacht."),
        ("Er loopt een klacht. ", "Er loopt een klacht."),
        ("Wat nu?", "Wat nu?"),
        ("Zij zei: “Bewaar dit.”", "Zij zei: “Bewaar dit.”"),
        ("Een klacht (over de zaal)", "Een klacht (over de zaal)."),
        ("", ""),
    ],
)
def test_a_sentence_ends_once(typed, told):
    assert ended(typed) == told

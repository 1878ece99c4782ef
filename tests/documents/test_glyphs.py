import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.fonts import covered_characters
from documents.glyphs import STAND_IN, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Goed Werk, “hoe?” – één café €5", "Goed Werk, “hoe?” – één café €5"),
        ("cafe\u0301", "café"),
        ("hoera 🎉", "hoera [feest]"),
        ("👍🏽", "[duim omhoog]"),
        ("🦄 en 🇳🇱", "[unicorn face] en NL"),
        ("👩‍💻", "[vrouw][laptop]"),
        ("❤️", "[hart]" if ord("❤") not in covered_characters() else "❤"),
        ("漢字", "□□"),
        ("a\x00\x1b\ufeffb", "ab"),
        ("a\tb", "a b"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("af\u00adgesproken", "af\u00adgesproken"),
        ("\ud800", "□"),
        ("\ufffd", "□"),
        ("\ue000", "□"),
        ("om\u202edraaien", "omdraaien"),
    ],
)
def test_printable_text(text, printed):
    assert printable(text) == printed


def test_printable_goes_into_lists_and_dictionaries_and_leaves_values():
    values = {"a": ["🎉", 5, None], "b": {"c": ("x", True)}}

    assert printable(values) == {"a": ["[feest]", 5, None], "b": {"c": ["x", True]}}


def test_the_stand_in_can_be_printed():
    assert ord(STAND_IN) in covered_characters()


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_whatever_is_typed_only_covered_characters_remain(text):
    allowed = covered_characters() | {ord("\n")}

    assert {ord(character) for character in printable(text)} <= allowed

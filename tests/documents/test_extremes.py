"""What people may type that is very long or in other letters: all of it is in the PDF, inside the
margins."""

import subprocess
from functools import cache

import pytest

from documents.glyphs import STAND_IN
from tests.documents.extremes import ARABIC, ROWS, SIXTY, TITLE, extremes
from tests.documents.making import make_pdf


@cache
def made() -> bytes:
    return make_pdf(extremes())


def read(*options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=made(), capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    unseen = dict.fromkeys(map(ord, "\u00ad\u200b\u2060-\u202a\u202b\u202c"))
    return "".join(text.translate(unseen).split())


def test_long_words_and_all_rows_are_there_whole():
    text = squeezed(read("-raw"))

    assert [n for n in range(ROWS) if f"{SIXTY}{n}" not in text] == []
    assert text.count(squeezed(TITLE)) >= 3


def test_arabic_has_its_letters_and_an_emoji_its_name():
    text = read("-raw")

    assert STAND_IN not in text
    assert squeezed(text).count("[feest]") == 1
    assert set(ARABIC) <= set(text)  # readers of PDF do not agree on the order of its letters


def test_a_long_title_leaves_the_cover_one_page():
    cover, second, *_more = read("-raw").split("\f")

    assert squeezed(TITLE) in squeezed(cover)
    assert "In het kort" in second


@pytest.mark.parametrize(("left", "right"), [(50, 545)])
def test_nothing_runs_out_of_the_margins(left, right):
    """In points, of a page 595 wide; the cover has its own."""
    words = [line for line in read("-bbox").splitlines() if "<word" in line]
    edges = [[float(part) for part in line.split('"')[1::2]] for line in words]

    assert len(edges) > ROWS
    assert [edge for edge in edges if edge[0] < left or edge[2] > right] == []

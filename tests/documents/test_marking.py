"""A line at the foot of each page of a PDF that was made before."""

from datetime import UTC, datetime

import pytest

from documents.letters import LATIN, cover, letters
from documents.marking import marked, with_letters
from tests.documents.making import open_pdf, pages_of
from tests.documents.sample_book import hostile_book
from toolkit.editions.forms import FORMS

MOMENT = datetime(2014, 4, 15, 12, tzinfo=UTC)
WORDS = "Exemplaar van Zoë Ørsted-de Vries"


@pytest.fixture(scope="module")
def book():
    return FORMS["pdf"].make(hostile_book(), MOMENT)


def test_line_stands_on_every_page_and_nowhere_else_in_the_file(book):
    copy = marked(with_letters(book), WORDS)

    assert all(WORDS in page for page in pages_of(copy))
    with open_pdf(copy) as file, open_pdf(book) as before:
        assert file.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(file.docinfo) == dict(before.docinfo)


def test_line_is_no_part_of_what_is_read_aloud(book):
    with open_pdf(marked(book, WORDS)) as file:
        for page in file.pages:
            last = page.Contents[-1].read_bytes()
            assert last.count(b"BDC") == last.count(b"EMC") == 1 and b"/Artifact" in last


def test_the_same_copy_is_the_same_bytes_whether_the_letters_were_put_in_before_or_not(book):
    ready = with_letters(book)

    assert marked(ready, WORDS) == marked(ready, WORDS)
    assert pages_of(marked(book, WORDS)) == pages_of(marked(ready, WORDS))


def test_there_is_a_letter_for_all_that_is_covered_and_the_rest_is_refused(book):
    printable = {code for code in LATIN if chr(code).isprintable()}
    assert printable <= set(letters().glyphs)

    assert not cover("مرحبا") and not cover("\n")
    with pytest.raises(ValueError, match="no letters"):
        marked(book, "🌞")

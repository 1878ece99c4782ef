"""Every page of the PDF is composed: half full at least, unless a chapter ends there."""

import re
import subprocess

import pytest

from reporting.collect import make_document
from reporting.renderings.formats import FORMATS

from .conftest import DEMO_YEARS

FRONT = 3
"""Cover, "In het kort", and the colophon with the contents: each is made for one page."""
FOOT, HALF = 0.93, 0.5
"""Parts of the height of a page: where its foot begins, and where its middle is."""
PAGE = re.compile(r'<page width="[\d.]+" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')


def pages_of(content: bytes) -> list[list[tuple[float, str]]]:
    """Of each page its words and how far down they end, from 0 to 1, without head and foot."""
    read = ["pdftotext", "-bbox", "-", "-"]
    done = subprocess.run(read, input=content, capture_output=True, check=True)
    return [
        [(float(end) / float(height), word) for _y, end, word in WORD.findall(words)]
        for height, words in PAGE.findall(done.stdout.decode())
    ]


def filled(page: list[tuple[float, str]]) -> float:
    return max((end for end, _word in page if end < FOOT), default=0)


def chapters(document) -> list[str]:
    return [*(section.title for section in document.sections), "Herkomst van de cijfers"]


def begins_chapter(page: list[tuple[float, str]], titles: list[str]) -> bool:
    """After its running head; the number of a chapter hangs outside it."""
    below = "".join(word for end, word in page if end > 0.08)
    text = re.sub(r"^\d+", "", below.replace("\u00ad", ""))
    return any(text.startswith("".join(title.split())) for title in titles)


@pytest.mark.parametrize("programme, year", DEMO_YEARS)
def test_no_page_is_less_than_half_full_but_the_last_of_a_chapter(demo_years, programme, year):
    document = make_document(demo_years[programme, year])
    pages = pages_of(FORMATS["pdf"](document))
    titles = chapters(document)

    empty = [
        number
        for number, (page, after) in enumerate(zip(pages, pages[1:], strict=False), 1)
        if number > FRONT and filled(page) < HALF and not begins_chapter(after, titles)
    ]

    last = next(n for n, page in enumerate(pages) if begins_chapter(page, titles[-1:]))
    assert (empty, len(pages) <= 15, len(pages) - last <= 2) == ([], True, True)

"""The page: numbers as on paper, tables as cards and drawings for a phone."""

import re
from io import BytesIO

import pikepdf
import pytest
from lxml import html

from reporting.document.values import as_dict
from reporting.renderings.numbers import numbers_of

from ..forms import find, odt_part, words


@pytest.fixture(scope="module")
def tree(demo_as):
    return html.fromstring(demo_as("html").decode())


@pytest.fixture(scope="module")
def numbers(demo_document) -> dict[str, int]:
    return numbers_of(as_dict(demo_document))


def numbered(texts: list[str]) -> list[str]:
    return [found[0] for text in texts if (found := re.match(r"(Tabel|Figuur) \d+\.", text))]


def test_tables_and_figures_have_the_same_numbers_in_page_pdf_and_odt(tree, demo_as, pdf_text):
    page = numbered([words(each) for each in tree.xpath("//caption | //figcaption")])
    odt = odt_part(demo_as("odt"))
    captions = find(odt, "//text:p[@text:style-name='Caption']")
    pdf = pdf_text(demo_as("pdf"))

    assert numbered([words(each) for each in captions]) == page
    assert sorted(set(re.findall(r"(?:Tabel|Figuur) \d+\.", pdf))) == sorted(page)
    assert len(page) > 10


def test_chapters_have_the_same_numbers_in_page_contents_pdf_and_odt(
    tree, demo_document, demo_as, pdf_text
):
    titles = [section.title for section in demo_document.sections]
    chapters = [f"{number} {title}" for number, title in enumerate(titles, 1)]
    odt = odt_part(demo_as("odt"))
    heads = [words(each) for each in find(odt, "//text:h[@text:outline-level='1']")]
    contents = [words(each) for each in find(odt, "//text:p[@text:style-name='Contents_20_1']")]
    pdf = " ".join(pdf_text(demo_as("pdf")).split())

    assert [words(each) for each in tree.xpath("//article/section/h2")][1:-1] == chapters
    assert [words(each) for each in tree.xpath("//nav/ol/li/a")][1:-1] == chapters
    assert heads[1:-1] == chapters
    assert [entry.rstrip("–") for entry in contents][1:-1] == chapters
    assert [chapter for chapter in chapters if chapter not in pdf] == []


def test_an_origin_is_folded_under_its_name_and_number(tree):
    origins = tree.xpath("//details[@class='origins__figure']")

    assert len(origins) > 20
    assert [each.get("open") for each in origins] == [None] * len(origins)
    assert "Gehouden hubs: 5" in [words(each.find("summary")) for each in origins]


def test_each_table_and_figure_can_be_linked_to(tree, numbers):
    links = tree.xpath("//caption/a/@href | //figcaption/a/@href")
    ids = set(tree.xpath("//@id"))

    assert len(links) == len(numbers)
    assert {link.removeprefix("#") for link in links} <= ids


def test_each_value_of_a_card_has_its_head(tree):
    for table in tree.xpath("//table[contains(@class, 'row-cards')]"):
        heads = [words(head) for head in table.xpath("./thead/tr/th")]
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-label") for cell in row.xpath("./td")] == heads[1:]


def test_no_head_holds_a_soft_hyphen(tree):
    heads = tree.xpath("//h1 | //h2 | //h3 | //h4 | //th | //caption | //dt")

    assert [words(head) for head in heads if "\u00ad" in head.text_content()] == []


def test_charts_are_drawn_for_a_phone_too(tree):
    wide, narrow = (tree.xpath(f"//div[@class='chart__{name}']") for name in ("wide", "narrow"))

    assert len(wide) == len(narrow) > 0
    ids = tree.xpath("//*[local-name()='pattern']/@id")
    assert len(ids) == len(set(ids))


def test_a_report_of_2013_has_at_most_fifteen_pages(demo_as):
    with pikepdf.open(BytesIO(demo_as("pdf"))) as file:
        assert len(file.pages) <= 15

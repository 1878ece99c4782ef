"""Page, JSON and PDF: sound in themselves, and the same figures in each."""

import json
import re
from base64 import b64decode
from dataclasses import asdict, replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from lxml import html

from dutch.numbers import in_digits
from reporting.document.values import SCHEMA_VERSION, Bar, BarChart, Segment, as_dict
from reporting.renderings.charts import draw
from reporting.renderings.formats import FORMATS

from ..forms import printed_keys
from ..reading import VisibleText

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@pytest.fixture(scope="module")
def page(demo_as) -> str:
    return demo_as("html").decode()


@pytest.fixture(scope="module")
def tree(page) -> html.HtmlElement:
    return html.fromstring(page)


@pytest.fixture(scope="module")
def plain(demo_document) -> dict:
    return as_dict(demo_document)


@pytest.fixture
def pdf(demo_as) -> bytes:
    return demo_as("pdf")


class Nesting(HTMLParser):
    """Complains where an end tag does not end what was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"double attribute on {tag} at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} at {self.getpos()}")


def test_tags_nest(page):
    nesting = Nesting()
    nesting.feed(page)
    assert (nesting.faults, nesting.open) == ([], [])


def test_nothing_in_the_page_stands_in_a_wrong_element(tree):
    assert tree.xpath("//p//p | //p//ul | //p//table | //a//a | //h2//h3") == []
    assert tree.xpath("//dl/*[not(self::div or self::dt or self::dd)]") == []
    assert tree.xpath("//*[self::ul or self::ol]/*[not(self::li)]") == []


def test_no_chapter_is_folded_without_a_script(tree):
    folds = tree.xpath("//details[@class='report__fold']")
    assert len(folds) > 10
    assert [fold for fold in folds if "open" not in fold.attrib] == []


def test_no_inline_style_or_script(tree):
    assert tree.xpath("//script | //style | //@style | //@onclick") == []


def test_headings_skip_no_level(tree):
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_no_heading_or_link_is_empty(tree):
    spoken = tree.xpath("//h1|//h2|//h3|//h4|//a|//th|//caption|//li")
    assert [element.tag for element in spoken if not element.text_content().strip()] == []


def test_ids_are_unique(tree):
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_every_reference_in_the_page_has_its_target(tree):
    ids = set(tree.xpath("//@id"))
    references = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    references |= set(" ".join(tree.xpath("//@aria-labelledby | //@aria-describedby")).split())
    assert references - ids == set()
    assert len(references) > 20


def test_tables_have_a_caption_and_heads(tree):
    tables = tree.xpath("//table")
    assert len(tables) > 8
    captions = [table.xpath("string(./caption)") for table in tables]
    assert sorted(captions) == sorted(set(captions))
    for table in tables:
        width = len(table.xpath("./thead/tr/th[@scope='col']"))
        assert table.xpath("string(./caption)").strip()
        for row in table.xpath("./tbody/tr"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")
            assert len(row) == width


def test_file_needs_nothing_beside_it(tree):
    addresses = tree.xpath("//link/@href | //@src | //@srcset")
    assert [address.partition(",")[0] for address in addresses] == ["data:text/css;base64"]
    style = b64decode(addresses[0].partition(",")[2]).decode()
    assert "@import" not in style
    assert [url for url in re.findall(r"url\(([^)]*)\)", style) if "data:" not in url[:6]] == []
    assert ".report" in style and "--petrol-700" in style


def test_page_says_its_language_and_title(tree, plain):
    assert tree.get("lang") == "nl"
    assert tree.xpath("string(//title)") == f"{plain['title']} | {plain['subtitle']}"


def test_what_staff_typed_is_shown_as_text(demo_document):
    hostile = "<script>alert(1)</script>&amp;"
    document = replace(demo_document, subtitle=hostile)
    page = FORMATS["html"](document).decode()
    assert "<script>" not in page
    assert hostile in str(VisibleText(page))


# --- The same figures everywhere -----------------------------------------------------------------


def printed(figure: dict) -> str:
    if figure["value"] is None:
        return "niet vastgelegd"
    return f"{figure['qualifier']} {in_digits(figure['value'])}".strip()


def test_json_holds_the_whole_document(demo_as, plain):
    assert json.loads(demo_as("json")) == plain
    assert plain["schema_version"] == SCHEMA_VERSION


def test_page_prints_every_figure_as_the_json_holds_it(tree, plain):
    shown = {
        block.get("id").removeprefix("origin-"): block.xpath("string(./summary)").rpartition(": ")[
            2
        ]
        for block in tree.xpath("//details[contains(@class, 'origins__figure')]")
    }
    figures = plain["figures"]
    assert shown == {key: printed(figures[key]) for key in printed_keys(plain)}


def test_tables_hold_the_same_in_page_and_json(tree, plain):
    shown = {
        table.xpath("string(./caption/@id)").removeprefix("table-"): [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in table.xpath("./tbody/tr")
        ]
        for table in tree.xpath("//table")
    }
    expected = {
        block["key"]: [[" ".join(cell["text"].split()) for cell in row] for row in block["rows"]]
        for block in blocks_of(plain)
        if block["type"] == "table"
    }
    assert shown == expected


def test_texts_of_all_sections_stand_in_the_pdf(pdf, pdf_text, plain):
    text = squeezed(pdf_text(pdf))
    for block in blocks_of(plain):
        if block["type"] == "table":
            assert squeezed(block["caption"]) in text
        if block["type"] == "note":
            assert squeezed(block["text"]) in text


def squeezed(text: str) -> str:
    """Without spaces and hyphens, which lines on paper end with."""
    return re.sub(r"[\s\u00ad-]", "", text)


def blocks_of(document: dict) -> list[dict]:
    parts = [part for section in document["sections"] for part in section["sections"]]
    sections = [*document["sections"], *parts]
    return document["summary"] + [block for section in sections for block in section["blocks"]]


def test_pdf_carries_the_json(pdf, demo_as):
    with pikepdf.open(BytesIO(pdf)) as opened:
        (attached,) = opened.attachments.values()
        content = attached.get_file().read_bytes()
    assert content == demo_as("json")


def test_cells_that_print_a_figure_print_its_value(plain):
    cells = [
        cell
        for block in blocks_of(plain)
        if block["type"] == "table"
        for row in block["rows"]
        for cell in row
        if cell["figure"]
    ]
    assert len(cells) > 15
    for cell in cells:
        assert cell["text"] == printed(plain["figures"][cell["figure"]])


# --- Charts --------------------------------------------------------------------------------------


def test_chart_draws_what_the_figures_say(demo_document, plain):
    (chart,) = [block for block in blocks_of(plain) if block.get("key") == "plan-chart"]
    figures = plain["figures"]
    assert {bar["label"]: bar["total"] for bar in chart["bars"]} == {
        "Goed Werk Hubs": figures["hubs.agreed"]["value"],
        "Pilots": figures["pilots.agreed"]["value"],
        "Dienend Leiderschap": figures["leadership.agreed"]["value"],
    }
    for bar in chart["bars"]:
        assert sum(segment["value"] for segment in bar["segments"]) == bar["total"]


def test_segment_is_as_wide_as_its_number():
    segments = (Segment("gehouden", 3, "done"), Segment("geannuleerd", 1, "lost"))
    chart = BarChart("c", "Kop", "Zegt het", (Bar("Lijn", 4, segments),))
    svg = html.fromstring(draw(asdict(chart)))
    done, lost = (float(width) + 2 for width in svg.xpath("//rect[@stroke]/@width")[:2])
    assert done == pytest.approx(3 * lost, abs=0.3)
    assert svg.xpath("string(//title)") == "Zegt het"


def test_text_in_a_chart_is_text():
    chart = BarChart("c", "k", "<b>x</b>", (Bar('"&<i>', 1, (Segment("<u>", 1, "done"),)),))
    svg = draw(asdict(chart))
    assert html.fromstring(svg).xpath("//b | //i | //u") == []

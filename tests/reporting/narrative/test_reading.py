"""The narrative of staff: bound figures, and text that stays text."""

import time

import pytest

from reporting.document.values import (
    BulletList,
    Emphasis,
    Figure,
    FigureReference,
    Link,
    Paragraph,
    Quotation,
    Subheading,
    Text,
)
from reporting.narrative.reading import fill, read_narrative


def figure(key: str, value: int | None, qualifier: str = "") -> Figure:
    return Figure(key, key, value, "counted", "", qualifier=qualifier)


FIGURES = {
    figure.key: figure
    for figure in (
        figure("hubs.held", 5),
        figure("hubs.many", 1151),
        figure("hubs.attended", None),
        figure("reach.organisations", 250, "meer dan"),
    )
}


def read(markdown: str):
    return read_narrative(markdown, FIGURES)


def one_paragraph(markdown: str) -> tuple:
    (paragraph,) = read(markdown).blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{hubs.held}", "5"),
        ("{hubs.held|woorden}", "vijf"),
        ("{ hubs.held | woorden }", "vijf"),
        ("{hubs.many}", "1.151"),
        ("{hubs.many|woorden}", "1.151"),
        ("{hubs.attended}", "niet vastgelegd"),
        ("{hubs.attended|woorden}", "niet vastgelegd"),
        ("{reach.organisations}", "meer dan 250"),
    ],
)
def test_placeholder_prints_its_figure(typed, printed):
    (reference,) = one_paragraph(typed)
    assert isinstance(reference, FigureReference)
    assert reference.text == printed


def test_unknown_placeholder_stands_as_typed_and_is_told():
    reading = read("Er waren {hubs.helt|woorden} hubs.")
    (paragraph,) = reading.blocks
    assert paragraph.content == (Text("Er waren {hubs.helt|woorden} hubs."),)
    assert (reading.unknown, reading.used) == (["hubs.helt"], [])


@pytest.mark.parametrize("typed", ["{}", "{hubs}", "{hubs.held", "hubs.held}", "{hubs.held|x}"])
def test_what_is_no_placeholder_stays_text(typed):
    assert one_paragraph(typed) == (Text(typed),)


def test_escaped_placeholder_stays_text():
    assert one_paragraph(r"\{hubs.held}") == (Text("{hubs.held}"),)


def test_placeholders_are_read_inside_everything():
    reading = read(
        "# {hubs.held}\n\n- **{hubs.held}**\n\n> *{hubs.held}*\n\n[{hubs.held}](https://a.nl)"
    )
    reference = FigureReference("hubs.held", "5")
    assert reading.used == ["hubs.held"] * 4
    assert reading.blocks == (
        Subheading((reference,)),
        BulletList(((Paragraph((Emphasis((reference,), strong=True),)),),)),
        Quotation((Paragraph((Emphasis((reference,)),)),)),
        Paragraph((Link("https://a.nl", (reference,)),)),
    )


def test_lists_nest_and_number():
    (numbered,) = read("1. een\n   - onder\n2. twee").blocks
    assert numbered == BulletList(
        (
            (Paragraph((Text("een"),)), BulletList(((Paragraph((Text("onder"),)),),))),
            (Paragraph((Text("twee"),)),),
        ),
        ordered=True,
    )


def test_single_line_end_is_a_space():
    assert one_paragraph("een\ntwee") == (Text("een twee"),)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<b>vet</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- weg -->",
        "&lt;script&gt;",
    ],
)
def test_html_stays_text(hostile):
    assert one_paragraph(hostile) == (Text(hostile),)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,PHN2Zz4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//elders.example",
        "/beheer/",
        "java&#115;cript:alert(1)",
    ],
)
def test_only_links_to_the_web_or_mail_are_links(url):
    content = one_paragraph(f"[klik]({url})")
    assert all(isinstance(inline, Text) for inline in content)


@pytest.mark.parametrize("url", ["https://a.nl/b", "http://a.nl", "mailto:a@b.example"])
def test_links_to_the_web_and_mail_are_links(url):
    assert one_paragraph(f"[klik]({url})") == (Link(url, (Text("klik"),)),)


def test_link_without_text_shows_its_address():
    assert one_paragraph("[](https://a.nl)") == (Link("https://a.nl", (Text("https://a.nl"),)),)


@pytest.mark.parametrize("typed", ["#", "# ", "> ", "**", "* "])
def test_marks_without_text_make_no_empty_heading(typed):
    assert not any(isinstance(block, Subheading) for block in read(typed).blocks)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Hij zei: "ja".', "Hij zei: “ja”."),
        ("een 'hub'", "een ‘hub’"),
        ("'s avonds en 's morgens", "’s avonds en ’s morgens"),
        ("'t is zo, zei hij: 'goed'", "’t is zo, zei hij: ‘goed’"),
        ("thema's", "thema’s"),
        ("onderdeel (c) en (r)", "onderdeel (c) en (r)"),
        ("2012 - 2014", "2012 - 2014"),
    ],
)
def test_quotes_are_typographic_and_nothing_else_is_replaced(typed, printed):
    assert one_paragraph(typed) == (Text(printed),)


@pytest.mark.parametrize(
    "typed",
    [
        "**vet zonder eind",
        "*" * 5000,
        "[" * 3000 + "x" + "](https://a.nl)" * 3000,
        ">" * 3000 + " diep",
        "".join("  " * n + "- x\n" for n in range(300)),
        "{" * 5000,
        "\x00\x07 vreemde tekens",
        "{hubs.held}" * 3000,
    ],
)
def test_unbalanced_and_deep_text_is_read_soon(typed):
    started = time.monotonic()
    read(typed)
    assert time.monotonic() - started < 10


def test_two_hundred_pages_are_read_soon():
    page = "## Kop\n\n" + 'Een zin met {hubs.held|woorden} "hubs" en *nadruk*. ' * 60 + "\n\n"
    started = time.monotonic()
    reading = read(page * 200)
    assert time.monotonic() - started < 30
    assert len(reading.used) == 12_000


# --- What nobody can follow ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "markdown",
    [
        "\n".join(f"{'  ' * level}- niveau {level}" for level in range(22)) + "\n\nDaarna.",
        "> " * 30 + "diep",
        "*a " * 100 + "a* " * 100,
        "*a " * 400 + "a* " * 400,
    ],
)
def test_text_that_lies_too_deep_stays_whole_as_it_was_typed(markdown):
    reading = read(markdown)
    printed = " ".join(block.content[0].text for block in reading.blocks)
    assert reading.too_deep
    assert printed.split() == markdown.split()


def test_list_of_a_few_levels_is_a_list():
    (block,) = read("\n".join(f"{'  ' * level}- niveau {level}" for level in range(12))).blocks
    assert isinstance(block, BulletList)


@pytest.mark.parametrize("typed", ["2013. Dat jaar was druk.", "3. drie"])
def test_list_that_does_not_begin_at_one_keeps_its_number(typed):
    (paragraph,) = read(typed).blocks
    assert "".join(text.text for text in paragraph.content) == typed


def test_placeholder_over_two_lines_is_none():
    assert read("{hubs.held\n}").used == []


# --- How a figure is written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number", "printed"),
    [
        ("{hubs.held|Woorden} hubs", 5, "Vijf hubs"),
        ("{hubs.held|woorden} {hubs.held|hub/hubs}", 1, "één hub"),
        ("{hubs.held|woorden} {hubs.held|hub/hubs}", 0, "nul hubs"),
        ("er {hubs.held|is/zijn} {hubs.held}", 2, "er zijn 2"),
        ("{hubs.held|woorden} van de hubs", 1, "een van de hubs"),
        ("{hubs.held|Woorden} van de hubs", 1, "Een van de hubs"),
        ("{hubs.held|Woorden} hub", 1, "Eén hub"),
        ("{hubs.held|Woorden}", None, "Niet vastgelegd"),
    ],
)
def test_figure_is_written_as_the_sentence_asks(written, number, printed):
    figures = {"hubs.held": figure("hubs.held", number)}
    (paragraph,) = read_narrative(written, figures).blocks
    assert "".join(inline.text for inline in paragraph.content) == printed
    assert fill(written, figures) == printed

import tracemalloc
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from tables import read_table
from tables.feed import BROKEN, HAS_TYPE, NOT_A_FEED
from tables.table import MOST_ROWS, TOO_LARGE, TOO_MANY_ROWS

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Site</title>{}</feed>'
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>S</title>{}</channel></rss>'


def items_of(content: str | bytes) -> list[tuple[str, ...]]:
    content = content if isinstance(content, bytes) else content.encode()
    table = read_table(BytesIO(content))
    assert table.is_feed
    return [row.cells for row in table.rows[1:]]


def refusal_of(content: str | bytes) -> str:
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(ValidationError) as refused:
        read_table(BytesIO(content))
    return refused.value.message


def test_atom_gives_title_day_and_page():
    entry = (
        '<entry><title>Goed werk</title><link rel="self" href="https://x.example/self"/>'
        '<link href="https://x.example/1"/><updated>2014-05-01T00:00:00Z</updated>'
        "<published>2014-03-31T23:30:00Z</published>"
        "<author><name>Iemand</name><title>Dr.</title></author></entry>"
    )

    assert items_of(ATOM.format(entry)) == [("Goed werk", "01-04-2014", "https://x.example/1")]


def test_rss_gives_title_day_and_page():
    item = (
        "<item><title>Eén &amp; twee</title><link>https://x.example/2 </link>"
        "<pubDate>Mon, 31 Mar 2014 23:30:00 +0200</pubDate><description>x</description></item>"
    )

    assert items_of(RSS.format(item)) == [("Eén & twee", "31-03-2014", "https://x.example/2")]


def test_rss_1_gives_the_same():
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>S</title></channel><item><title>Een</title><link>https://x.example/</link>"
        "<dc:date>2013-05-06</dc:date></item></rdf:RDF>"
    )

    assert items_of(feed) == [("Een", "06-05-2013", "https://x.example/")]


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_outside_our_calendar_stays_as_it_was_written(moment):
    entry = f'<entry><title>A</title><link href="https://x.example/"/><published>{moment}</published></entry>'

    assert items_of(ATOM.format(entry)) == [("A", moment, "https://x.example/")]


def test_an_item_that_only_says_when_it_changed_has_no_date():
    entry = '<entry><title>A</title><link href="https://x.example/"/><updated>2014-05-01</updated></entry>'

    assert items_of(ATOM.format(entry)) == [("A", "", "https://x.example/")]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("&lt;script&gt;steal()&lt;/script&gt;Goed werk", "Goed werk"),
        ("&amp;lt;script&amp;gt;steal()&amp;lt;/script&amp;gt;Goed werk", "Goed werk"),
        ("<![CDATA[<script>steal()</script>Goed <b>werk</b>]]>", "Goed werk"),
        ("&lt;img src=x onerror=steal()&gt;Goed werk", "Goed werk"),
        ("&lt;b&gt;Goed&lt;/b&gt;&lt;!-- x --&gt; werk", "Goed werk"),
        ("Goed&amp;nbsp;werk &amp;amp; meer", "Goed werk & meer"),
        ("Meer &lt; 5 mensen", "Meer < 5 mensen"),
        ("Goed\u202e\u200b werk\n", "Goed werk"),
        ("&lt;!DOCTYPE html&gt;", ""),
    ],
)
def test_of_a_title_only_its_text_is_kept(title, read):
    item = f"<item><title>{title}</title><link>https://x.example/</link></item>"

    assert items_of(RSS.format(item)) == [(read, "", "https://x.example/")]


def test_script_inside_a_title_in_xhtml_is_left_out():
    title = (
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Goed '
        "<script>steal()</script><em>werk</em></div></title>"
    )

    assert items_of(ATOM.format(f"<entry>{title}</entry>")) == [("Goed werk",)]


def bomb() -> str:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    return f'<!DOCTYPE feed [<!ENTITY a0 "lol">{levels}]>' + ATOM.format(
        "<entry><title>&a12;</title></entry>"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb(), HAS_TYPE),
        ('<!DOCTYPE feed SYSTEM "file:///etc/passwd">' + ATOM.format(""), HAS_TYPE),
        ('<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>', HAS_TYPE),
        ("<!DOCTYPE html><html><body>Inloggen</body></html>", HAS_TYPE),
        ("<html><body>Inloggen</body></html>", NOT_A_FEED),
        ("<feed><entry><title>Half", BROKEN),
        ("<feed><entry><title>&nbsp;</title></entry></feed>", BROKEN),
        ("<feed>" + "<a>" * 500 + "</a>" * 500 + "</feed>", BROKEN),
        ("< geen feed", NOT_A_FEED),
        (bomb().encode("utf-16"), HAS_TYPE),
    ],
)
def test_what_is_no_sound_feed_is_refused(content, sentence):
    assert refusal_of(content) == sentence


def test_a_feed_of_200_mb_is_refused_in_bounded_memory():
    class Large:
        """200 MB that are made as they are read."""

        left = 200 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            size = self.left if size < 0 else min(size, self.left)
            self.left -= size
            return b"<feed>".ljust(size)

    file = Large()
    tracemalloc.start()
    try:
        with pytest.raises(ValidationError) as refused:
            read_table(file)
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert refused.value.message == TOO_LARGE
    assert held < 20 * 1024 * 1024
    assert file.left == 195 * 1024 * 1024 - 1


def test_a_feed_of_many_items_is_refused():
    assert refusal_of(RSS.format("<item/>" * (MOST_ROWS + 1))) == TOO_MANY_ROWS


def test_a_long_text_in_an_item_is_cut():
    item = f"<item><title>{'x' * 1_000_000}</title></item>"

    assert items_of(RSS.format(item)) == [("x" * 2_000,)]

"""The items of an RSS or Atom feed as a table: title, date, address.

A feed comes from another site, so it is read as a stream in which no tree is built; a document type
is refused, with whatever entities it would have brought. In titles, only their text is kept. Only
the day of publication counts: that an item was changed later says nothing of when it was published.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape

from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import etree
from lxml import html as html_of

from .cells import typed
from .table import MOST_ROWS, TOO_MANY_ROWS

HEAD = ["Titel", "Datum", "Adres op het web"]
ROOTS = {"rss", "feed", "rdf"}
ITEMS = {"item", "entry"}
FIELDS = {"title": 0, "pubdate": 1, "published": 1, "date": 1, "link": 2}
UNSEEN = ("script", "style", "template", "iframe", "object", "noscript")
MOST_SIGNS = 2_000
"""Of one title, date or address; what is longer is cut, and is then too long for its field."""
DEEPEST = 100
PIECE = 64 * 1024
TAG = re.compile(r"<[a-zA-Z!/?]")

NOT_A_FEED = (
    "Dit bestand is geen RSS of Atom. Bewaar de feed van de site opnieuw, of kies een CSV of XLSX."
)
BROKEN = "Deze feed is niet goed opgebouwd. Bewaar de feed van de site opnieuw, en kies haar weer."
HAS_TYPE = (
    "Deze feed begint met een documenttype (DOCTYPE). Om veiligheid lezen we dat niet. Haal die "
    "regels weg, of kies een CSV of XLSX."
)


def lines_of(content: bytes) -> Iterator[list[str]]:
    """Raises ValidationError."""
    items = Items()
    parser = etree.XMLParser(
        target=items, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(content), PIECE):
            parser.feed(content[start : start + PIECE])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ValidationError(BROKEN if items.is_feed else NOT_A_FEED) from error
    yield HEAD
    for title, day, address in items.found:
        yield [plain_title(title), day_of(day), address.strip()]


class Items:
    """What lxml tells while it reads."""

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self.is_feed = False
        self._path: list[str] = []
        self._at: int | None = None
        """Which field of the item is being read."""

    def doctype(self, *found: object) -> None:
        raise ValidationError(HAS_TYPE)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = etree.QName(tag).localname.lower()
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise ValidationError(BROKEN)
        if len(self.found) > MOST_ROWS:
            raise ValidationError(TOO_MANY_ROWS)
        if len(self._path) == 1:
            self.is_feed = name in ROOTS
            if not self.is_feed:
                raise ValidationError(NOT_A_FEED)
        elif name in ITEMS:
            self.found.append(["", "", ""])
        elif self.found and self._path[-2] in ITEMS:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """The first of each counts; Atom has links of several kinds, of which one is the page."""
        place = FIELDS.get(name)
        if place is None or self.found[-1][place]:
            return
        self._at = place
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            self.found[-1][place] = attributes.get("href", "")[:MOST_SIGNS]

    def data(self, text: str) -> None:
        if self._at is not None and self._path[-1] not in UNSEEN:
            before = self.found[-1][self._at]
            self.found[-1][self._at] = (before + text)[:MOST_SIGNS]

    def end(self, tag: str) -> None:
        self._path.pop()
        if self._path and self._path[-1] in ITEMS:
            self._at = None

    def close(self) -> None:
        return None


def plain_title(text: str) -> str:
    """Without tags, script and signs that are not seen; entities that were written twice are read,
    so that no tag comes out of them either."""
    for _ in range(3):
        text = _without_tags(text) if TAG.search(text) else unescape(text)
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return typed(" ".join(seen.split()))


def _without_tags(text: str) -> str:
    try:
        root = html_of.fragment_fromstring(text, create_parent=True)
    except etree.ParserError:
        return ""
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    return str(root.text_content())


def day_of(text: str) -> str:
    """On the clock of the country; what is no moment stays, to be mended by people."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(text.strip())
            here = timezone.localtime(when) if timezone.is_aware(when) else when
        except (ValueError, OverflowError):  # the last hours of year 9999 are not here
            continue
        return typed(here.date())
    return text.strip()

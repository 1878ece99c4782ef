"""The book as EPUB 3: a zip with one page a part, its contents, and what it says of itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
STYLE = """body { font-family: serif; line-height: 1.5; margin: 5%; }
h1, h2 { font-family: sans-serif; color: #082f34; line-height: 1.2; }
.tension { font-style: italic; }
.example, .about { font-family: sans-serif; font-size: 0.85em; color: #47595b; }
"""


def epub(book: dict[str, Any], at: datetime) -> bytes:
    """The same book and moment give the same bytes. The first file is `mimetype`, not packed."""
    pages = list(_pages(book))
    values = {"book": book, "pages": pages, "key": _key(book), "at": at.astimezone(UTC)}
    stream = BytesIO()
    with ZipFile(stream, "w") as zipped:
        _write(zipped, "mimetype", "application/epub+zip", at, ZIP_STORED)
        _write(zipped, "META-INF/container.xml", CONTAINER, at)
        for name in ("package.opf", "nav.xhtml"):
            _write(zipped, f"EPUB/{name}", render_to_string(f"toolkit/epub/{name}", values), at)
        _write(zipped, "EPUB/style.css", STYLE, at)
        for page in pages:
            text = render_to_string("toolkit/epub/page.xhtml", {"page": page, "book": book})
            _write(zipped, f"EPUB/{page['name']}", text, at)
    return stream.getvalue()


def _pages(book: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One for each part; of the cards, which are short, one together."""
    yield {"name": "title.xhtml", "title": book["title"], "is_cover": True}
    number = 0
    for chapter in book["chapters"]:
        together = chapter["kind"] == "card"
        for items in [chapter["items"]] if together else [[item] for item in chapter["items"]]:
            number += 1
            title = chapter["title"] if together else items[0]["title"]
            name = f"part-{number:03}.xhtml"
            yield {"name": name, "title": title, "items": items, "together": together}
    yield {"name": "colophon.xhtml", "title": "Colofon", "colophon": book["colophon"]}


def _key(book: dict[str, Any]) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, book['title'] + book['colophon']['Uitgave'])}"


def _write(zipped: ZipFile, name: str, text: str, at: datetime, packed: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    info.compress_type = packed
    zipped.writestr(info, "".join(filter(_is_xml, text)))


def _is_xml(character: str) -> bool:
    """XML knows no control signs but these."""
    return character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff")

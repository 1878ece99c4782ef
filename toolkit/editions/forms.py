"""The forms in which a book is handed out: for reading, for an e-reader, for the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.marking import with_letters
from documents.pdf import compile_pdf

from ..models import Audience
from .epub import epub

CARD = "card"


@dataclass(frozen=True)
class Form:
    """`make` gives the bytes; it raises documents.pdf.DocumentError. `fits` says of which book, and
    `reader` which of its parts are in it."""

    name: str
    label: str
    mime_type: str
    ending: str
    make: Callable[[dict[str, Any], datetime], bytes]
    fits: Callable[[dict[str, Any]], bool] = lambda book: True
    reader: Audience = Audience.FACILITATORS


def pdf(book: dict[str, Any], at: datetime) -> bytes:
    """With letters in it for the line by which a copy is told from another."""
    return with_letters(compile_pdf("book", {"book": book, "bleed": False}, timestamp=at))


def for_the_printer(book: dict[str, Any], at: datetime) -> bytes:
    """With 3 mm bleed round the page, and a TrimBox that says where to cut."""
    return compile_pdf("book", {"book": book, "bleed": True}, timestamp=at)


def cards(book: dict[str, Any], at: datetime) -> bytes:
    """Ten on a sheet; each back lies behind its front when turned over the long edge."""
    return compile_pdf("cards", {"book": book, "cards": cards_of(book)}, timestamp=at)


def cards_of(book: dict[str, Any]) -> list[dict[str, Any]]:
    chapters = (each for each in book["chapters"] if each["kind"] == CARD)
    return next((chapter["items"] for chapter in chapters), [])


def has_parts(book: dict[str, Any]) -> bool:
    return bool(book["chapters"])


def has_cards(book: dict[str, Any]) -> bool:
    return bool(cards_of(book))


PDF = "application/pdf"
AMBASSADORS, PUBLIC = Audience.AMBASSADORS, Audience.PUBLIC
FORMS = {
    form.name: form
    for form in (
        Form("pdf", "Boek (PDF)", PDF, "pdf", pdf),
        Form("pdf-amb", "Boek voor ambassadeurs (PDF)", PDF, "pdf", pdf, has_parts, AMBASSADORS),
        Form("pdf-open", "Boek voor iedereen (PDF)", PDF, "pdf", pdf, has_parts, PUBLIC),
        Form("epub", "Boek (EPUB)", "application/epub+zip", "epub", epub),
        Form("drukker", "Voor de drukker (PDF met afloop)", PDF, "pdf", for_the_printer),
        Form("kaarten", "Waardenkaarten, tien op een vel (PDF)", PDF, "pdf", cards, has_cards),
    )
}

BOOK_FOR = {FORMS[name].reader: name for name in ("pdf", "pdf-amb", "pdf-open")}
"""The form of the book to read, by who reads it."""

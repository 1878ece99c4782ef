"""The forms in which a book is handed out: for reading, for an e-reader, for the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.pdf import compile_pdf

from .epub import epub

CARD = "card"


@dataclass(frozen=True)
class Form:
    """`make` gives the bytes; it raises documents.pdf.DocumentError. `fits` says of which book."""

    name: str
    label: str
    mime_type: str
    ending: str
    make: Callable[[dict[str, Any], datetime], bytes]
    fits: Callable[[dict[str, Any]], bool] = lambda book: True


def pdf(book: dict[str, Any], at: datetime) -> bytes:
    return compile_pdf("book", {"book": book, "bleed": False}, timestamp=at)


def for_the_printer(book: dict[str, Any], at: datetime) -> bytes:
    """With 3 mm bleed round the page, and a TrimBox that says where to cut."""
    return compile_pdf("book", {"book": book, "bleed": True}, timestamp=at)


def cards(book: dict[str, Any], at: datetime) -> bytes:
    """Ten on a sheet; each back lies behind its front when turned over the long edge."""
    return compile_pdf("cards", {"book": book, "cards": cards_of(book)}, timestamp=at)


def cards_of(book: dict[str, Any]) -> list[dict[str, Any]]:
    chapters = (each for each in book["chapters"] if each["kind"] == CARD)
    return next((chapter["items"] for chapter in chapters), [])


def has_cards(book: dict[str, Any]) -> bool:
    return bool(cards_of(book))


PDF = "application/pdf"
FORMS = {
    form.name: form
    for form in (
        Form("pdf", "Boek (PDF)", PDF, "pdf", pdf),
        Form("epub", "Boek (EPUB)", "application/epub+zip", "epub", epub),
        Form("drukker", "Voor de drukker (PDF met afloop)", PDF, "pdf", for_the_printer),
        Form("kaarten", "Waardenkaarten, tien op een vel (PDF)", PDF, "pdf", cards, has_cards),
    )
}

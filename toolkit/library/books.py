"""The book of an edition as a page: what was published, less what this reader may not read now.

The frozen book is not changed. What was taken back, or whose words are others since (a giver struck
a sentence), is left out of the page.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from ..editions.book import item_of, items_of
from ..models import Edition, EditionPart, Material, PublishedEdition, Story
from .entries import Entry, Reader

OUT = (Edition.Stage.TRIAL, Edition.Stage.FINAL)
WORDS = ("title", "paragraphs", "questions", "facilitator_note")
OF_STORY, OF_MATERIAL = (*WORDS, "tension"), (*WORDS, "aim", "steps")


def books_for(reader: Reader) -> list[PublishedEdition]:
    """Of each edition with something for this reader the last that was published, without what is
    in it; a concept is for nobody but staff."""
    stories = Story.objects.readable_by(reader.audience).values("pk")
    materials = Material.objects.readable_by(reader.audience).values("pk")
    theirs = EditionPart.objects.filter(Q(story__in=stories) | Q(material__in=materials))
    rows = PublishedEdition.objects.filter(
        stage__in=OUT, edition__in=theirs.values("edition")
    ).order_by("edition", "number")
    last = {row.edition_id: row for row in rows.defer("content").select_related("edition")}
    return list(last.values())


def readable_book(
    published: PublishedEdition, entries: Sequence[Entry]
) -> tuple[dict[str, Any], int]:
    """The book with what stands among these entries in the same words, and how many parts are left
    out. Raises AlteredError."""
    book = json.loads(published.intact_content)
    now = {f"{entry.kind}:{entry.row.slug}": _as_part(entry) for entry in entries}
    number = len(list(items_of(book)))
    for chapter in book["chapters"]:
        chapter["items"] = [i for i in chapter["items"] if _is_same(i, now.get(i["key"]))]
    book["chapters"] = [chapter for chapter in book["chapters"] if chapter["items"]]
    return book, number - len(list(items_of(book)))


def _as_part(entry: Entry) -> dict[str, Any]:
    is_story = entry.kind == "story"
    return item_of(EditionPart(**{"story" if is_story else "material": entry.row}))


def _is_same(frozen: dict[str, Any], now: dict[str, Any] | None) -> bool:
    names = OF_STORY if frozen["kind"] == "story" else OF_MATERIAL
    return now is not None and all(frozen[name] == now[name] for name in names)

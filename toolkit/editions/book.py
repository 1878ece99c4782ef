"""From an edition to a book as plain values, from which every form is made and which is frozen.

Chapters follow each other in one order: stories, exercises, discussion themes, value cards; inside
a chapter the order that was chosen holds. Notes for the facilitator stand together at the end.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dates.values import write_weekday
from dutch.numbers import NOT_RECORDED

from ..models import Audience, Edition, EditionPart, Material, PlanPart, Story

CHAPTERS = {
    "story": "Verhalen",
    Material.Kind.EXERCISE: "Oefeningen",
    Material.Kind.DISCUSSION: "Discussiethema’s",
    Material.Kind.CARD: "Waardenkaarten",
}


def book_of(
    edition: Edition, *, number: int, today: date, reader: Audience = Audience.FACILITATORS
) -> dict[str, Any]:
    """A fixed number of queries. What may not be in the next edition is left out, and what is not
    for this reader too, or withheld from such readers by who told it."""
    parts = list(_parts(edition, reader))
    items = [item_of(part) for part in parts]
    chapters = [
        {"kind": str(kind), "title": title, "items": [i for i in items if i["kind"] == kind]}
        for kind, title in CHAPTERS.items()
    ]
    return {
        "title": edition.title,
        "stage": edition.stage,
        "stage_label": edition.get_stage_display(),
        "programme": edition.programme.name,
        "chapters": [chapter for chapter in chapters if chapter["items"]],
        "colophon": dict(_colophon(edition, items, number, today, _stories(parts))),
    }


def as_bytes(book: dict[str, Any]) -> bytes:
    """The canonical JSON: the same book is the same bytes."""
    return json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def items_of(book: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for chapter in book["chapters"]:
        yield from chapter["items"]


def _parts(edition: Edition, reader: Audience) -> QuerySet[EditionPart]:
    """The whole book is for facilitators; others get what they may read."""
    rows = edition.parts.exclude(story__in=Story.objects.not_for_the_next())
    if reader != Audience.FACILITATORS:
        theirs = Q(story__in=Story.objects.readable_by(reader).values("pk"))
        theirs |= Q(material__in=Material.objects.readable_by(reader).values("pk"))
        rows = rows.filter(theirs)
    return with_what_they_hold(rows)


def _stories(parts: list[EditionPart]) -> list[int]:
    return [part.story.pk for part in parts if part.story]


def with_what_they_hold(parts: QuerySet) -> QuerySet:
    """Five queries, however many parts; all that `item_of` reads."""
    many = ("themes", "qualities")
    linked = [f"{what}__{name}" for what in ("story", "material") for name in many]
    return parts.select_related("story", "material").prefetch_related(*linked)


def item_of(part: EditionPart | PlanPart) -> dict[str, Any]:
    row: Any = part.story or part.material
    item = {
        "key": f"{part.kind}:{row.slug}",
        "kind": str(part.kind),
        "title": row.title,
        "paragraphs": paragraphs(row.text),
        "questions": lines(row.questions),
        "facilitator_note": paragraphs(row.facilitator_note),
        "qualities": [quality.label for quality in row.qualities.all()],
        "themes": [theme.name for theme in row.themes.all()],
        "is_example": row.is_example,
        "audience": row.audience,
    }
    return item | (_of_story(row) if part.story else _of_material(row))


def _of_story(story: Story) -> dict[str, Any]:
    return {"tension": story.tension}


def _of_material(material: Material) -> dict[str, Any]:
    return {
        "aim": material.aim,
        "group_size": material.group_size,
        "minutes": material.minutes,
        "steps": lines(material.steps),
        "supplies": material.supplies,
    }


def _colophon(
    edition: Edition, items: list[dict[str, Any]], number: int, today: date, stories_in: list[int]
) -> Iterator[tuple[str, str]]:
    stories = [item for item in items if item["kind"] == "story"]
    yield "Programma", edition.programme.name
    yield "Gemaakt door", ", ".join(str(p) for p in edition.made_by.all()) or NOT_RECORDED
    yield "Stand", edition.get_stage_display()
    yield "Uitgave", f"{number}, {write_weekday(today)}"
    if stories:
        yield "Herkenbaarheid", _tried(stories_in)
    if examples := sum(item["is_example"] for item in stories):
        yield "Voorbeelden", _examples(examples, len(stories))
    yield (
        "Wat het niet is",
        (
            "Geen HRM-tool: niemand wordt ermee beoordeeld. Hoe het werkt, hangt af van de "
            "begeleiding."
        ),
    )


def _tried(stories: list[int]) -> str:
    found = Story.objects.filter(pk__in=stories).order_by().tried().count()
    return (
        f"Bij {found} van de {len(stories)} verhalen probeerde een lezer te herkennen wie of "
        "waar het was. Dat geeft geen zekerheid."
    )


def _examples(examples: int, number: int) -> str:
    if examples == number:
        return "Alle verhalen in deze uitgave zijn verzonnen."
    return f"{examples} van de {number} verhalen zijn verzonnen; dat staat erbij."


def paragraphs(text: str) -> list[str]:
    """Parted by an empty line; a line end inside one is a space."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

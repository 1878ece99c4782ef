"""What stands in the library, for whom it is meant: stories and what groups do with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Value
from django.urls import reverse

from ..models import Audience, Material, Story
from .terms import Terms, terms_of


@dataclass(frozen=True)
class Shelf:
    """One kind: its part of an address, and what one and all of them are called."""

    address: str
    one: str
    more: str


SHELVES = {
    "story": Shelf("verhalen", "Verhaal", "Verhalen"),
    "exercise": Shelf("oefeningen", "Oefening", "Oefeningen"),
    "discussion": Shelf("discussiethemas", "Discussiethema", "Discussiethema’s"),
    "card": Shelf("waardenkaarten", "Waardenkaart", "Waardenkaarten"),
}


@dataclass(frozen=True)
class Reader:
    """Who reads: of which audience, and the address at which the library begins for them; for who
    has a personal link also the page it came from."""

    audience: str
    base: str
    back_url: str = ""
    back_label: str = ""


@dataclass(frozen=True, eq=False)
class Entry:
    kind: str
    row: Any
    base: str = ""

    @property
    def shelf(self) -> Shelf:
        return SHELVES[self.kind]

    @property
    def summary(self) -> str:
        """In one sentence what it is about."""
        if self.kind == "card":
            return str(self.row.text)
        return str(self.row.tension if self.kind == "story" else self.row.aim)

    @property
    def is_example(self) -> bool:
        return bool(self.row.is_example or self.row.programme.is_fictional)

    @cached_property
    def themes(self) -> list[Any]:
        return list(self.row.themes.all())

    @cached_property
    def qualities(self) -> list[Any]:
        return list(self.row.qualities.all())

    @property
    def labels(self) -> list[str]:
        return [quality.label for quality in self.qualities] + [t.name for t in self.themes]

    @property
    def url(self) -> str:
        return f"{self.base}{self.shelf.address}/{self.row.slug}/"

    @property
    def print_url(self) -> str:
        return f"{self.url}afdrukken/"

    @property
    def may_be_quoted(self) -> bool:
        """Whether a sentence may stand by itself: who told a story says so apart."""
        terms = getattr(self.row, "terms", None)
        return terms is None or bool(terms.quoted)

    @property
    def body(self) -> str:
        row = self.row
        steps = "" if self.kind == "story" else row.steps
        return "\n".join([row.text, row.questions, steps, row.facilitator_note])

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.row.title, "\n".join([self.summary, *self.labels]), self.body)


def entries_for(reader: Reader) -> Iterator[Entry]:
    """In the order of the shelves; in six queries, and never with a raw text."""
    linked = ("themes", "qualities")
    stories = Story.objects.readable_by(reader.audience).defer("raw_text")
    for story in stories.select_related("programme", "terms").prefetch_related(*linked):
        yield Entry("story", story, reader.base)
    materials = Material.objects.readable_by(reader.audience).select_related("programme")
    rows = list(materials.prefetch_related(*linked))
    for kind in Material.Kind.values:
        yield from (Entry(kind, row, reader.base) for row in rows if row.kind == kind)


def addresses_for(reader: Reader) -> list[str]:
    """Of all that this reader may read, in one query."""
    stories = Story.objects.readable_by(reader.audience).order_by()
    materials = Material.objects.readable_by(reader.audience).order_by()
    kind = Value("story", CharField(max_length=20))
    rows = stories.values_list(kind, "slug").union(materials.values_list("kind", "slug"))
    return [f"{reader.base}{SHELVES[kind].address}/{slug}/" for kind, slug in sorted(rows)]


def everybody() -> Reader:
    return Reader(Audience.PUBLIC, reverse("toolkit:index"))

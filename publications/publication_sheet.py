"""Publications in a sheet (rule 14): found by their number, their kenmerk, their address on the
web, or their title and date where not both have an address.

So the same file twice adds nothing, and a feed neither.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from dates.to_come import is_to_come
from dates.values import ApproximateDate
from dutch.sorting import fold
from meetings.models import Meeting
from pilots.models import Pilot
from programme.asking import outside_term
from programme.models import Programme
from sheets.cells import Choice, Named, OfField, Text, YesNo
from sheets.forms import FileForm
from sheets.kind import Kind, SheetColumn
from tables import Planned
from toolkit.models import Story

from .actions import add_publications, change_publications, remove_publications
from .models import Publication

MEANT = {"verslag": "minutes", "boekbespreking": "book_note", "film": "video"}
BAD_ADDRESS = "Dit adres klopt niet. Schrijf een adres als https://voorbeeld.nl/blog."
UNKNOWN = "Dit kenmerk is onbekend. Maak de cel leeg; een nieuwe bijdrage krijgt er vanzelf een."
OF_ONE = "Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de andere leeg."
MINUTES_OF = "Schrijf bij een verslag ook van welke bijeenkomst het is, in een kolom Bijeenkomst."
NEEDED = "Dit kan niet leeg. Vul het in, of zet terug wat er stond."
TO_COME = "Let op: de datum moet nog komen."


class PublicationFileForm(FileForm):
    """A programme holds for the whole file; a kind for the rows that name none."""

    file = forms.FileField(label="Bestand (CSV, XLSX, RSS of Atom)", required=False)
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Programma")
    kind = forms.ChoiceField(
        label="Soort als het bestand er geen noemt",
        choices=[("", "---------"), *Publication.Kind.choices],
        help_text="Alleen voor nieuwe bijdragen.",
    )


class Title(Text):
    def read(self, text: str) -> Any:
        return " ".join(super().read(text).split())


class WebAddress(OfField):
    """Only what a visitor can open. http and https, with or without a slash at the end, lead to one
    page."""

    def __init__(self) -> None:
        refused = {"invalid": BAD_ADDRESS}
        super().__init__(
            forms.URLField(max_length=500, assume_scheme="https", error_messages=refused)
        )

    def read(self, text: str) -> Any:
        address: str = super().read(text)
        if not address.lower().startswith(("https://", "http://")):
            raise ValidationError(BAD_ADDRESS)
        return address

    def is_same(self, before: str | int, after: str | int) -> bool:
        return same_page(str(before)) == same_page(str(after))


def same_page(url: str) -> str:
    return url.partition("://")[2].removesuffix("/") or url


class PublicationSheet(Kind):
    name = "bijdragen"
    model = Publication
    form = PublicationFileForm
    title = "Bijdragen importeren"
    intro = (
        "Kies een bestand met bijdragen: een tabel uit een spreadsheet (CSV of XLSX), of de "
        "feed van een site (RSS of Atom). Nodig is alleen een kolom met de titel."
    )

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        published = ("gepubliceerd", "publicatiedatum", "verschenen")
        links = ("url", "link", "webadres", "adres", "website")
        about = ("openbaar bestuur", "over openbaar bestuur")
        stories = Story.objects.filter(state=Story.State.ADOPTED)
        return (
            SheetColumn(
                "title", "Titel", ("naam", "onderwerp"), True, cell=Title(250), is_asked=True
            ),
            SheetColumn(
                "kind", "Soort", ("type", "categorie"), cell=Choice(Publication.Kind.choices, MEANT)
            ),
            SheetColumn("date", "Datum", published, cell=OfField(Publication.date.formfield())),
            SheetColumn("url", "Adres op het web", links, cell=WebAddress()),
            self._about("meeting", "Bijeenkomst", ("over bijeenkomst", "hub"), Meeting.objects),
            self._about("pilot", "Pilot", ("over pilot",), Pilot.objects),
            self._about(
                "story", "Verhaal", ("over verhaal", "over verhaal uit de toolkit"), stories
            ),
            SheetColumn(
                "concerns_public_administration",
                "Gaat over het openbaar bestuur",
                about,
                cell=YesNo(),
            ),
            SheetColumn("slug", "Kenmerk", cell=Text(120), is_fixed=True, is_for_new=True),
        )

    def _about(self, name: str, label: str, others: tuple[str, ...], rows: Any) -> SheetColumn:
        def named() -> Iterator[tuple[Any, set[str]]]:
            for each in rows.filter(programme=self.chosen["programme"]):
                yield each, {str(each), each.title, each.slug}

        return SheetColumn(name, label, others, cell=Named(named))

    def rows(self) -> QuerySet:
        return self.with_columns(Publication.objects.filter(programme=self.chosen["programme"]))

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """Of all that are about one thing, that one is in memory once."""
        return rows.prefetch_related("meeting", "pilot", "story")

    def found_by(self, obj: Publication) -> Iterable[Hashable]:
        yield ("slug", obj.slug)
        yield from (("url", same_page(obj.url)),) if obj.url else ()
        yield ("titled", fold(obj.title), str(obj.date or ""), bool(obj.url))

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        if values.get("slug"):
            yield ("slug", values["slug"])
            return
        url = values.get("url")
        yield from (("url", same_page(url)),) if url else ()
        if "title" in values:
            titled = ("titled", fold(values["title"]), str(values.get("date") or ""))
            yield (*titled, False)
            yield from ((*titled, True),) if not url else ()

    def title_of(self, target: Publication | None, values: Mapping[str, Any]) -> str:
        return str(target) if target else str(values.get("title", ""))

    def told_apart(self, obj: Publication) -> str:
        return f"{obj.pk} ({obj.url or obj.date or 'geen adres, geen datum'})"

    def refusals(
        self, target: Publication | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        def becomes(name: str) -> Any:
            return values[name] if name in values else getattr(target, name, None)

        if target is None and values.get("slug"):
            yield "slug", UNKNOWN
        for name in ("kind", "concerns_public_administration"):
            if name in values and values[name] in ("", None):
                yield name, NEEDED
        kind = becomes("kind") or self.chosen["kind"]
        if kind == Publication.Kind.MINUTES and not becomes("meeting"):
            yield "", MINUTES_OF
        if sum(bool(becomes(name)) for name in ("meeting", "pilot", "story")) > 1:
            yield "", OF_ONE

    def notes(self, target: Publication | None, values: Mapping[str, Any]) -> Iterator[str]:
        date: ApproximateDate | None = values.get("date")
        if is_to_come(date):
            yield TO_COME
        if outside := outside_term(date, self.chosen["programme"]):
            yield f"Let op: {outside}"

    def make(self, rows: Sequence[Planned], *, by: Any) -> list[Publication]:
        kind, programme = self.chosen["kind"], self.chosen["programme"]
        values = [{"kind": kind, **row.values} for row in rows]
        return add_publications(values, programme=programme, by=by)

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        change_publications([(row.target, row.values) for row in rows], by=by)

    def take_back_many(self, objs: Sequence[Publication], *, by: Any) -> None:
        remove_publications(objs)

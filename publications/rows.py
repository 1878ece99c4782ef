"""A row of a file of publications: each cell as people write it, each fault with what to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from backoffice.needed import SaysWhatIsNeeded
from dates.fields import ApproximateDateFormField
from dutch.sorting import fold
from meetings.models import Meeting
from pilots.models import Pilot
from programme.models import Programme
from tables import Column
from toolkit.models import Story

from .models import Publication

COLUMNS = (
    Column("slug", "Kenmerk", ("slug",)),
    Column("title", "Titel", ("naam", "title", "onderwerp"), is_needed=True),
    Column("kind", "Soort", ("type", "categorie", "kind")),
    Column("date", "Datum", ("gepubliceerd", "publicatiedatum", "verschenen", "date")),
    Column("url", "Adres op het web", ("url", "link", "webadres", "adres", "website")),
    Column("meeting", "Bijeenkomst", ("over bijeenkomst", "hub", "meeting")),
    Column("pilot", "Pilot", ("over pilot",)),
    Column("story", "Verhaal", ("over verhaal", "over verhaal uit de toolkit")),
    Column(
        "concerns_public_administration",
        "Gaat over het openbaar bestuur",
        ("openbaar bestuur", "over openbaar bestuur"),
    ),
)
MEANT_KINDS = {"verslag": "minutes", "boekbespreking": "book_note", "film": "video"}
YES, NO = {"ja", "j", "x", "1", "waar", "yes", "true"}, {"nee", "n", "0", "onwaar", "no", "false"}

BAD_KIND = "De soort “{}” is onbekend. Kies uit: {}."
BAD_YES = "Schrijf ja of nee."
NOBODY = "“{}” is er niet bij dit programma. Schrijf de naam zoals die in het beheer staat."
SEVERAL = "“{}” is er meer dan eens. Schrijf het kenmerk in adressen in plaats van de naam."
BAD_ADDRESS = "Dit adres klopt niet. Schrijf een adres als https://voorbeeld.nl/blog."
LONG = "Deze tekst is langer dan {} tekens. Maak die korter."

Names = Mapping[str, list[Model]]


def names_in(programme: Programme) -> dict[str, Names]:
    """What a publication may belong to, by name and by kenmerk, in three queries."""
    return {
        "meeting": _named(Meeting.objects.filter(programme=programme)),
        "pilot": _named(Pilot.objects.filter(programme=programme)),
        "story": _named(Story.objects.filter(programme=programme, state=Story.State.ADOPTED)),
    }


def _named(rows: Iterable[Any]) -> Names:
    found: dict[str, list[Model]] = defaultdict(list)
    for row in rows:
        for name in {fold(str(row)), fold(row.title), fold(row.slug)}:
            found[name].append(row)
    return found


class RowForm(SaysWhatIsNeeded, forms.Form):
    slug = forms.CharField(label="Kenmerk", required=False, max_length=120)
    title = forms.CharField(
        label="Titel", max_length=250, error_messages={"max_length": LONG.format(250)}
    )
    kind = forms.CharField(required=False)
    date = ApproximateDateFormField()
    url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": BAD_ADDRESS, "max_length": LONG.format(500)},
    )
    meeting = forms.CharField(required=False)
    pilot = forms.CharField(required=False)
    story = forms.CharField(required=False)
    concerns_public_administration = forms.CharField(required=False)

    def __init__(self, cells: dict[str, str], names: dict[str, Names]) -> None:
        super().__init__(cells)
        self.names = names

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_url(self) -> str:
        """Only what a visitor can open."""
        address: str = self.cleaned_data["url"]
        if address and not address.lower().startswith(("https://", "http://")):
            raise ValidationError(BAD_ADDRESS)
        return address

    def clean_kind(self) -> str:
        typed = fold(self.cleaned_data["kind"])
        kinds = {fold(str(label)): value for value, label in Publication.Kind.choices}
        known = {**{value: value for value in kinds.values()}, **MEANT_KINDS, **kinds}
        if typed and typed not in known:
            labels = ", ".join(str(label) for label in Publication.Kind.labels)
            raise ValidationError(BAD_KIND.format(self.cleaned_data["kind"], labels))
        return known.get(typed, "")

    def clean_concerns_public_administration(self) -> bool | None:
        typed = fold(self.cleaned_data["concerns_public_administration"])
        if typed and typed not in YES | NO:
            raise ValidationError(BAD_YES)
        return typed in YES if typed else None

    def clean_meeting(self) -> Model | None:
        return self._named("meeting")

    def clean_pilot(self) -> Model | None:
        return self._named("pilot")

    def clean_story(self) -> Model | None:
        return self._named("story")

    def _named(self, name: str) -> Model | None:
        typed = self.cleaned_data[name]
        if not typed:
            return None
        found = self.names[name].get(fold(typed), [])
        if len(found) != 1:
            raise ValidationError((SEVERAL if found else NOBODY).format(typed))
        return found[0]

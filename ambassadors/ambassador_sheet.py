"""Ambassadors in a sheet: found by their number or address. A new one brings the day of consent."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet

from backoffice.records import IMPORTED
from dates.day_fields import MomentField
from dates.values import write_day
from meetings.registering.fields import email_field, name_field
from programme.asking import outside_term
from programme.models import Organisation, Programme, Sector
from programme.provinces import Province
from sheets.cells import Address, Choice, Named, OfField, Text, YesNo
from sheets.forms import FileForm
from sheets.kind import OneByOne, SheetColumn
from tables import Planned

from .actions import correct_profile, correct_profiles, enrol, resign
from .models import OFFERS, Ambassador

NO_TEXT = "Neem bij “Tekst waarmee zij instemden” de tekst over die deze persoon te zien kreeg."
MAILED = "Krijgt een mail met die tekst en een link om de toestemming in te trekken."


class AmbassadorFileForm(FileForm):
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Programma")
    consent_text = forms.CharField(
        label="Tekst waarmee zij instemden",
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text="Letterlijk. Alleen nodig voor nieuwe ambassadeurs; die krijgen haar per mail.",
    )


class Day(OfField):
    """A day, with or without the time."""

    def write(self, value: Any) -> str | int:
        return write_day(value) if value else ""


class AmbassadorSheet(OneByOne):
    name = "ambassadeurs"
    model = Ambassador
    form = AmbassadorFileForm
    title = "Ambassadeurs importeren"
    intro = (
        "Kies een tabel met ambassadeurs (CSV of XLSX), met hun naam en e-mailadres. Wie nieuw is, "
        "gaf toestemming: de dag staat in een kolom “Toestemming gegeven op”, de tekst hieronder."
    )
    is_personal = True
    taken_back = "vastgelegd als gestopt"
    locked_after = "consent"
    sentences_at = {"ambassadors_ambassador_email_once": "email"}

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        given = MomentField(time_needed=False)
        return (
            SheetColumn("name", "Naam", is_needed=True, is_asked=True, cell=OfField(name_field())),
            SheetColumn(
                "email",
                "E-mailadres",
                ("e-mail", "mail"),
                is_asked=True,
                cell=Address(email_field()),
            ),
            SheetColumn("organisation", "Organisatie", cell=Named(_organisations)),
            SheetColumn("setting", "Eigen werk", ("werk", "functie"), cell=Text(150)),
            SheetColumn("sector", "Sector", cell=Choice(Sector.choices)),
            SheetColumn("province", "Provincie", cell=Choice(Province.choices)),
            SheetColumn(
                "joined",
                "Ambassadeur sinds",
                ("sinds",),
                cell=OfField(Ambassador.joined.formfield()),
            ),
            *(
                SheetColumn(name, words.capitalize(), cell=YesNo())
                for name, words in OFFERS.items()
            ),
            SheetColumn(
                "consented_at",
                "Toestemming gegeven op",
                ("toestemming",),
                cell=Day(given),
                value=lambda ambassador: ambassador.consent_given_at,
                is_fixed=True,
                is_for_new=True,
                is_asked=True,
            ),
            SheetColumn("state", "Stand", cell=Choice(Ambassador.State.choices), is_fixed=True),
        )

    def rows(self) -> QuerySet:
        of_programme = Ambassador.objects.filter(programme=self.chosen["programme"])
        return self.with_columns(of_programme)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """Of all at one organisation, that one is in memory once; of a consent only its day."""
        given = F("consent__given_at")
        return rows.prefetch_related("organisation").annotate(consent_given_at=given)

    def found_by(self, obj: Ambassador) -> Iterable[Hashable]:
        yield from (obj.email,) if obj.email else ()

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        yield from (values["email"],) if values.get("email") else ()

    def title_of(self, target: Ambassador | None, values: Mapping[str, Any]) -> str:
        return (target.name or str(target)) if target else str(values.get("name", ""))

    def refusals(
        self, target: Ambassador | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        if target is None and not self.chosen.get("consent_text", "").strip():
            yield "", NO_TEXT

    def notes(self, target: Ambassador | None, values: Mapping[str, Any]) -> Iterator[str]:
        if target is None:
            yield MAILED
        if outside := outside_term(values.get("joined"), self.chosen["programme"]):
            yield outside

    def address_of(self, obj: Ambassador) -> str:
        return obj.email

    def make_one(self, row: Planned, *, by: Any) -> Ambassador:
        values = {name: value for name, value in row.values.items() if value is not None}
        return enrol(
            programme=self.chosen["programme"],
            consent_text=self.chosen["consent_text"],
            **values,
        )

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        """Together where the address stays; each apart where that is refused, to say which."""
        moved = [row for row in rows if "email" in row.values]
        others = [row for row in rows if "email" not in row.values]
        try:
            profiles = [(row.target, _profile(row)) for row in others]
            correct_profiles(profiles, by=by, why=IMPORTED)
        except ValidationError:
            moved = list(rows)
        super().change(moved, by=by)

    def change_one(self, row: Planned, *, by: Any) -> None:
        correct_profile(row.target, by=by, why=IMPORTED, **_profile(row))

    def take_back(self, obj: Ambassador, *, by: Any) -> None:
        """The row stays, as of everybody who stopped."""
        resign(obj, by=by)


def _profile(row: Planned) -> dict[str, Any]:
    return {n: bool(v) if n in OFFERS else v for n, v in row.values.items()}


def _organisations() -> Iterator[tuple[Organisation, set[str]]]:
    for each in Organisation.objects.offered():
        yield each, {each.name, str(each), each.abbreviation} - {""}

"""Who registered for one meeting, and who was there, in a sheet; by the actions of staff."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from backoffice.importing import FileForm
from dates.values import write
from dutch.sorting import fold
from programme.matching import organisations_called
from sheets.cells import Address, Choice, OfField, Text, YesNo
from sheets.kind import OneByOne, SheetColumn
from tables import Planned

from .actions import Applicant, add_walk_in, mark_attended, on_behalf, take_off_list
from .models import Meeting, Registration
from .registering.fields import email_field, function_field, name_field

CHOSEN_WITHIN = timedelta(days=400)
"""Of a meeting that is over."""
NOT_LISTED = (
    "Deze persoon staat niet op de lijst. Was die er toch, schrijf dan ja in de kolom “Aanwezig”."
)
IS_CANCELLED = "Deze persoon is afgemeld. Kwam die toch, maak dan “Nummer” leeg."


class OfMeetingForm(FileForm):
    meeting = forms.ModelChoiceField(
        Meeting.objects.all(),
        label="Bijeenkomst",
        error_messages={"required": "Kies de bijeenkomst."},
    )

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        asked = str((initial or {}).get("bijeenkomst", ""))
        super().__init__(*args, initial={"meeting": asked}, **kwargs)
        since = timezone.localdate() - CHOSEN_WITHIN
        sent = str(self.data.get("meeting", asked))
        named = Q(pk=sent) if sent.isdecimal() and len(sent) < 18 else Q()
        known = Q(date_latest=None, status="planned") | Q(date_latest__gte=since) | named
        field = self.fields["meeting"]
        field.queryset = Meeting.objects.filter(known).order_by("-date_latest", "title")
        field.label_from_instance = lambda meeting: f"{meeting}, {write(meeting.date)}"


class OfMeeting(OneByOne):
    """What sheets of people at a meeting have in common."""

    model = Registration
    form = OfMeetingForm
    is_personal = True

    def rows(self) -> QuerySet:
        people = Registration.objects.filter(meeting=self.chosen["meeting"], erased_at=None)
        return self.with_columns(people)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.filter(erased_at=None).select_related("meeting", "organisation")

    def found_by(self, obj: Registration) -> Iterable[Hashable]:
        """Who cancelled may register again."""
        if obj.is_active:
            yield from (("email", obj.email),) if obj.email else ()
            yield ("name", fold(obj.name), fold(str(organisation_of(obj))))
            yield ("name", fold(obj.name))

    def title_of(self, target: Registration | None, values: Mapping[str, Any]) -> str:
        return target.name if target else str(values.get("name", ""))

    def told_apart(self, obj: Registration) -> str:
        return f"{obj.pk} ({organisation_of(obj) or 'organisatie onbekend'})"

    def address_of(self, obj: Registration) -> str:
        return obj.email

    def _linked(self, typed: str) -> dict[str, Any]:
        found = organisations_called([typed]) if typed else {}
        return {"organisation": found.get(typed), "organisation_typed": typed}


def organisation_of(registration: Registration) -> str:
    """By its name in the register, else as it was typed."""
    linked = registration.organisation
    return linked.name if linked else registration.organisation_typed


def name_column(**more: Any) -> SheetColumn:
    return SheetColumn(
        "name",
        "Naam",
        ("deelnemer", "naam deelnemer"),
        is_needed=True,
        is_asked=True,
        cell=OfField(name_field()),
        **more,
    )


def email_column(**more: Any) -> SheetColumn:
    cell = Address(email_field())
    return SheetColumn("email", "E-mailadres", ("e-mail", "mail"), cell=cell, **more)


def organisation_column(**more: Any) -> SheetColumn:
    others = ("werkgever", "organisatie, zoals ingevuld")
    return SheetColumn(
        "organisation", "Organisatie", others, cell=Text(250), value=organisation_of, **more
    )


def state_column() -> SheetColumn:
    return SheetColumn("state", "Stand", cell=Choice(Registration.State.choices), is_fixed=True)


class RegistrationSheet(OfMeeting):
    name = "aanmeldingen"
    title = "Aanmeldingen importeren"
    intro = (
        "Kies de bijeenkomst en een tabel met wie zich aanmeldt (CSV of XLSX). Nodig is een kolom "
        "met de naam. Wie nieuw is, krijgt een plaats of komt op de wachtlijst, en krijgt daar een "
        "mail van als er een adres bij staat."
    )

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        return (
            SheetColumn("meeting", "Titel van de bijeenkomst", is_fixed=True),
            name_column(),
            email_column(),
            organisation_column(),
            SheetColumn("function", "Functie", cell=OfField(function_field())),
            state_column(),
            SheetColumn("attended", "Aanwezig", cell=YesNo(), is_fixed=True),
        )

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        """By name only where there is no address: it may be somebody else."""
        if values.get("email"):
            yield ("email", values["email"])
        elif "name" in values:
            yield ("name", fold(values["name"]), fold(values.get("organisation", "")))

    def make_one(self, row: Planned, *, by: Any) -> Registration:
        values = dict(row.values)
        organisation = self._linked(values.pop("organisation", ""))
        applicant = Applicant(email=values.pop("email", ""), **values, **organisation)
        return on_behalf.register_for(self.chosen["meeting"], applicant, by=by)

    def change_one(self, row: Planned, *, by: Any) -> None:
        values, person = dict(row.values), row.target
        if "email" in values:
            mend = on_behalf.mend_address if person.is_active else on_behalf.correct_address
            person = mend(person, by=by, email=values.pop("email"))
        if not values:
            return
        organisation = {
            "organisation": person.organisation,
            "organisation_typed": person.organisation_typed,
        }
        if "organisation" in values:
            organisation = self._linked(values["organisation"])
        name, function = (values.get(n, getattr(person, n)) for n in ("name", "function"))
        on_behalf.correct_details(person, by=by, name=name, function=function, **organisation)

    def take_back(self, obj: Registration, *, by: Any) -> None:
        on_behalf.withdraw_for(obj, by=by)


class AttendanceSheet(OfMeeting):
    name = "aanwezigheid"
    title = "Aanwezigheid importeren"
    intro = (
        "Kies de bijeenkomst en de tabel van de deur (CSV of XLSX), met een kolom Naam en een "
        "kolom Aanwezig (ja of nee). Wie niet op de lijst staat en er was, komt erbij als "
        "binnenloper."
    )

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        others = ("was er", "aanwezigheid", "gekomen", "present", "er")
        kept = {"is_fixed": True, "is_for_new": True}
        return (
            SheetColumn("meeting", "Titel van de bijeenkomst", is_fixed=True),
            name_column(**kept),
            organisation_column(**kept),
            email_column(**kept),
            SheetColumn("attended", "Aanwezig", others, is_needed=True, cell=YesNo()),
            state_column(),
        )

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        if values.get("email"):
            yield ("email", values["email"])
        if "name" in values:
            yield ("name", fold(values["name"]), fold(values.get("organisation", "")))
            yield ("name", fold(values["name"]))

    def refusals(
        self, target: Registration | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        if target is None and not values.get("attended"):
            yield "attended", NOT_LISTED
        if target and not target.is_active and values:
            yield "", IS_CANCELLED

    def notes(self, target: Registration | None, values: Mapping[str, Any]) -> Iterator[str]:
        if target is None:
            yield "Komt erbij als binnenloper."

    def make_one(self, row: Planned, *, by: Any) -> Registration:
        values = dict(row.values)
        values.pop("attended")
        organisation = self._linked(values.pop("organisation", ""))
        return add_walk_in(self.chosen["meeting"], **values, **organisation)

    def change_one(self, row: Planned, *, by: Any) -> None:
        mark_attended(row.target, attended=row.values["attended"])

    def take_back(self, obj: Registration, *, by: Any) -> None:
        take_off_list(obj)

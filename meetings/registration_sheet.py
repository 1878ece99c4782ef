"""Who registered for one meeting, and who was there, in a sheet; by the actions of staff."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backoffice.replacing import batched
from dates.values import write
from dutch.sorting import fold
from programme.matching import organisations_called
from programme.models import Organisation
from sheets.cells import Address, Choice, Number, OfField, Text, YesNo
from sheets.forms import FileForm
from sheets.kind import Kind, SheetColumn
from tables import Fault, Planned, Refused

from .actions import Applicant, add_walk_ins, mark_many, on_behalf, take_many_off_list
from .models import Meeting, Registration
from .registering.fields import email_field, function_field, name_field
from .sheet_organisation import STAYS, Organisations, kept_of, organisation_of

CHOSEN_WITHIN = timedelta(days=400)
"""Of a meeting that is over."""
NOT_LISTED = (
    "Deze persoon staat niet op de lijst. Was die er toch, schrijf dan ja in de kolom “Aanwezig”."
)
NO_MEETING = "Kies de bijeenkomst, of zet haar nummer in de kolom “Nummer van de bijeenkomst”."
OTHER_MEETING = "Deze bijeenkomst is er niet, of is een andere dan u koos."
IS_CANCELLED = "Deze persoon is afgemeld. Kwam die toch, maak dan “Nummer” leeg."


class OfMeetingForm(FileForm):
    meeting = forms.ModelChoiceField(
        Meeting.objects.all(),
        label="Bijeenkomst",
        required=False,
        empty_label="staat in elke regel",
        help_text="Gaat het bestand over meer dan één, dan staat in elke regel het nummer ervan.",
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


class OfMeeting(Kind):
    """What sheets of people at a meeting have in common."""

    model = Registration
    form = OfMeetingForm
    is_personal = True
    locked_after = "meeting"
    is_tried = True
    taken_back = "afgemeld"

    def rows(self) -> QuerySet:
        return self._at([self.chosen["meeting"].pk]) if self.chosen["meeting"] else self._at([])

    def sought(self, rows: Sequence[Mapping[str, Any]]) -> QuerySet:
        """At the meeting that was chosen, else at those that the rows name, or are of."""
        if self.chosen["meeting"]:
            return self.rows()
        meetings = {values["meeting_number"] for values in rows if "meeting_number" in values}
        for batch in batched(values["key"] for values in rows if "key" in values):
            of_keys = Registration.objects.filter(pk__in=batch)
            meetings |= set(of_keys.values_list("meeting", flat=True))
        return self._at(meetings)

    def _at(self, meetings: Iterable[int]) -> QuerySet:
        return self.with_columns(Registration.objects.filter(meeting__in=meetings))

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """Of all at one meeting, that one is in memory once."""
        return rows.filter(erased_at=None).prefetch_related("meeting", "organisation")

    def found_by(self, obj: Registration) -> Iterable[Hashable]:
        """Who cancelled may register again."""
        if obj.is_active:
            at, name = obj.meeting_id, fold(obj.name)
            yield from ((at, "email", obj.email),) if obj.email else ()
            yield (at, "name", name, fold(str(organisation_of(obj))))
            yield (at, "name", name)

    def _meeting_of(self, values: Mapping[str, Any]) -> int | None:
        chosen = self.chosen["meeting"]
        return values.get("meeting_number") or (chosen.pk if chosen else None)

    @cached_property
    def _meetings(self) -> dict[int, Meeting]:
        """Asked one by one: there are few."""
        chosen = self.chosen["meeting"]
        return {chosen.pk: chosen} if chosen else {}

    def _known_meeting(self, key: int) -> Meeting | None:
        if key not in self._meetings and not self.chosen["meeting"]:
            self._meetings[key] = Meeting.objects.filter(pk=key).first()
        return self._meetings.get(key)

    def refusals(
        self, target: Registration | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        if target is None:
            key = self._meeting_of(values)
            if key is None:
                yield "meeting_number", NO_MEETING
            elif self._known_meeting(key) is None:
                yield "meeting_number", OTHER_MEETING

    def notes(self, target: Registration | None, values: Mapping[str, Any]) -> Iterator[str]:
        meeting = None if target else self._known_meeting(self._meeting_of(values) or 0)
        if meeting:
            yield f"Bij {meeting}, {write(meeting.date)}."

    def title_of(self, target: Registration | None, values: Mapping[str, Any]) -> str:
        return target.name if target else str(values.get("name", ""))

    def told_apart(self, obj: Registration) -> str:
        return f"{obj.pk} ({organisation_of(obj) or 'organisatie onbekend'})"

    def address_of(self, obj: Registration) -> str:
        return obj.email

    def make(self, rows: Sequence[Planned], *, by: Any) -> list[Registration]:
        typed = organisations_called(row.values.get("organisation", "") for row in rows)
        made: dict[int, Registration] = {}
        faults: list[Fault] = []
        for key, group in self._by_meeting(rows).items():
            people = [self._person(row.values, typed) for row in group]
            try:
                numbers = (row.number for row in group)
                made |= zip(numbers, self.make_at(self._meetings[key], people, by=by), strict=True)
            except ValidationError as refusal:
                faults += [fault for row in group for fault in self.faults_at(row, refusal)]
        if faults:
            raise Refused(faults)
        return [made[row.number] for row in rows]

    def make_at(
        self, meeting: Meeting, people: Sequence[dict[str, Any]], *, by: Any
    ) -> list[Registration]:
        raise NotImplementedError

    def _by_meeting(self, rows: Iterable[Planned]) -> dict[Any, list[Planned]]:
        groups: dict[Any, list[Planned]] = {}
        for row in rows:
            key = row.target.meeting_id if row.target else self._meeting_of(row.values)
            groups.setdefault(key, []).append(row)
        return groups

    def _person(
        self, values: Mapping[str, Any], typed: Mapping[str, Organisation]
    ) -> dict[str, Any]:
        own = {name: values[name] for name in ("name", "function") if name in values}
        words = values.get("organisation", "")
        linked = {"organisation": typed.get(words), "organisation_typed": words}
        return {**own, "email": values.get("email", ""), **linked}


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
    more = {"value": organisation_of, "kept": kept_of, **more}
    return SheetColumn("organisation", "Organisatie", others, cell=Text(250), **more)


def state_column() -> SheetColumn:
    return SheetColumn("state", "Stand", cell=Choice(Registration.State.choices), is_fixed=True)


def meeting_columns() -> tuple[SheetColumn, ...]:
    number = SheetColumn(
        "meeting_number",
        "Nummer van de bijeenkomst",
        cell=Number(1, 10**9),
        value=lambda registration: registration.meeting_id,
        is_fixed=True,
        is_for_new=True,
    )
    return SheetColumn("meeting", "Titel van de bijeenkomst", is_fixed=True), number


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
            *meeting_columns(),
            name_column(),
            email_column(),
            organisation_column(),
            SheetColumn("function", "Functie", cell=OfField(function_field())),
            state_column(),
            SheetColumn("attended", "Aanwezig", cell=YesNo(), is_fixed=True),
            SheetColumn(
                "new_date",
                "Komt op de nieuwe datum",
                cell=Choice(Registration.NewDate.choices),
                is_fixed=True,
            ),
        )

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        """By name only where there is no address: it may be somebody else."""
        at = self._meeting_of(values)
        if values.get("email"):
            yield (at, "email", values["email"])
        elif "name" in values:
            yield (at, "name", fold(values["name"]), fold(values.get("organisation", "")))

    def notes(self, target: Registration | None, values: Mapping[str, Any]) -> Iterator[str]:
        yield from super().notes(target, values)
        if target and target.organisation_typed and "organisation" in values:
            yield STAYS.format(target.organisation_typed)

    def outcome_of(self, made: Registration) -> str:
        waits = made.state == Registration.State.WAITING
        state = "Komt op de wachtlijst" if waits else "Krijgt een plaats"
        mail = "er gaat een mail" if made.email else "zonder adres gaat er geen mail"
        return f"{state}; {mail}."

    def make_at(
        self, meeting: Meeting, people: Sequence[dict[str, Any]], *, by: Any
    ) -> list[Registration]:
        applicants = [Applicant(**person) for person in people]
        return on_behalf.register_many_for(meeting, applicants, by=by)

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        """Addresses one by one: each may be of somebody else, and is mailed."""
        faults: list[Fault] = []
        details: list[tuple[Registration, dict[str, Any]]] = []
        named = Organisations(row.values.get("organisation", "") for row in rows)
        for row in rows:
            try:
                with transaction.atomic():
                    details.append((row.target, self._details(row, named)))
                    self._mend(row, by=by)
            except ValidationError as refusal:
                faults += self.faults_at(row, refusal)
        if faults:
            raise Refused(faults)
        on_behalf.correct_many_details([each for each in details if each[1]], by=by)

    def _mend(self, row: Planned, *, by: Any) -> None:
        if "email" in row.values:
            person = row.target
            mend = on_behalf.mend_address if person.is_active else on_behalf.correct_address
            mend(person, by=by, email=row.values["email"])

    def _details(self, row: Planned, named: Organisations) -> dict[str, Any]:
        own = {name: row.values[name] for name in ("name", "function") if name in row.values}
        if "organisation" not in row.values:
            return own
        return own | named.fields(row.target, row.values["organisation"])

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
            *meeting_columns(),
            name_column(**kept),
            organisation_column(**kept),
            email_column(**kept),
            SheetColumn("attended", "Aanwezig", others, is_needed=True, cell=YesNo()),
            state_column(),
        )

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        at = self._meeting_of(values)
        if values.get("email"):
            yield (at, "email", values["email"])
        if "name" in values:
            yield (at, "name", fold(values["name"]), fold(values.get("organisation", "")))
            yield (at, "name", fold(values["name"]))

    def refusals(
        self, target: Registration | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        yield from super().refusals(target, values)
        if target is None and not values.get("attended"):
            yield "attended", NOT_LISTED
        if target and not target.is_active and values:
            yield "", IS_CANCELLED

    def notes(self, target: Registration | None, values: Mapping[str, Any]) -> Iterator[str]:
        yield from super().notes(target, values)
        if target is None:
            yield "Komt erbij als binnenloper."

    def make_at(
        self, meeting: Meeting, people: Sequence[dict[str, Any]], *, by: Any
    ) -> list[Registration]:
        return add_walk_ins(meeting, people)

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        faults: list[Fault] = []
        for group in self._by_meeting(rows).values():
            for attended in (True, False, None):
                marked = [row for row in group if row.values["attended"] is attended]
                try:
                    mark_many([row.target for row in marked], attended=attended)
                except ValidationError as refusal:
                    faults += [fault for row in marked for fault in self.faults_at(row, refusal)]
        if faults:
            raise Refused(faults)

    def take_back_many(self, objs: Sequence[Registration], *, by: Any) -> None:
        take_many_off_list(objs)

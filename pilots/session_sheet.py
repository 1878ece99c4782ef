"""Sessions of pilots in a sheet: found by their number, or by pilot, group and number in the group.

Held, moved or cancelled they become by the actions that staff use; a new one is the next of its
group.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from backoffice.records import IMPORTED
from dutch.sorting import fold
from programme.models import Person
from sheets.cells import Choice, NamedMany, Number, OfField, Text
from sheets.forms import FileForm
from sheets.kind import OneByOne, SheetColumn
from tables import Planned

from .actions.groups import add_session
from .actions.sessions import (
    cancel_session,
    correct_session,
    correct_session_date,
    hold_session,
    move_session,
    remove_session,
    reverse_session,
)
from .models import Group, Pilot, Session
from .participants import read_participants

Status = Session.Status
OF_HELD = {"participants", "participants_source", "facilitators"}
UNDONE = "import ongedaan gemaakt"
MENDED, MOVED = "mended", "moved"
NO_GROUP = "Deze groep is er niet bij deze pilot. Schrijf de namen zoals in het beheer."
NOT_NEXT = "De volgende sessie van deze groep heeft nummer {}. Schrijf dat nummer."
ON_PAGE = "Dit kan alleen op de pagina van de sessie, met de reden erbij."
ONLY_HELD = "Aantal en bron horen bij een gehouden sessie. Zet de status op gehouden."
NO_REASON = "Schrijf op waarom de sessie niet doorgaat."
ONLY_CANCELLED = "Dit hoort bij een sessie die niet doorgaat. Zet de status zo, of maak het leeg."


class SessionFileForm(FileForm):
    moved = forms.ChoiceField(
        label="Wijzigt een datum, dan",
        choices=[
            (MENDED, "stond die verkeerd"),
            (MOVED, "is de sessie verplaatst: de oude datum blijft bewaard"),
        ],
    )


class OfParticipants(Text):
    empty = None

    def read(self, text: str) -> Any:
        return read_participants(text)

    def write(self, value: Any) -> str | int:
        return "" if value is None else str(value)


class SessionSheet(OneByOne):
    name = "sessies"
    model = Session
    locked_after = "group__pilot"
    form = SessionFileForm
    most_rows = 2_000
    most_at_once = 300
    title = "Sessies importeren"
    intro = (
        "Kies een tabel met sessies (CSV of XLSX), met kolommen Pilot, Groep en Sessie (het "
        "nummer). De groepen maakt u eerst, met Opzetten op de pagina van de pilot."
    )
    sentences_at = {"pilots_session_participants": "participants", "source": "participants_source"}

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        kept: dict[str, Any] = {"is_fixed": True, "is_for_new": True, "is_asked": True}
        return (
            SheetColumn("pilot", "Pilot", value=lambda session: session.group.pilot.title, **kept),
            SheetColumn("group", "Groep", value=lambda session: session.group.name, **kept),
            SheetColumn("number", "Sessie", ("nummer van de sessie",), cell=Number(1, 999), **kept),
            SheetColumn("date", "Datum", ("dag",), cell=OfField(Session.date.formfield())),
            SheetColumn("status", "Status", ("stand",), cell=Choice(Status.choices)),
            SheetColumn("cancellation_note", "Waarom niet doorgegaan", ("reden",)),
            SheetColumn("participants", "Deelnemers", ("aantal",), cell=OfParticipants()),
            SheetColumn("participants_source", "Bron van dat aantal", ("bron",), cell=Text(200)),
            SheetColumn(
                "facilitators",
                "Begeleiders",
                ("begeleider",),
                cell=NamedMany(_people),
                value=lambda session: list(session.facilitators.all()),
            ),
        )

    def rows(self) -> QuerySet:
        return self.with_columns(Session.objects.all())

    def of_list(self, shown: QuerySet) -> QuerySet:
        """Above the list of pilots: the sessions of those."""
        if shown.model is not Pilot:
            return shown
        return Session.objects.filter(group__pilot__in=shown.order_by().values("pk"))

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("group__pilot").prefetch_related("facilitators")

    @cached_property
    def _groups(self) -> dict[tuple[str, str], list[Group]]:
        found: dict[tuple[str, str], list[Group]] = {}
        for group in Group.objects.select_related("pilot"):
            found.setdefault((fold(group.pilot.title), fold(group.name)), []).append(group)
        return found

    def _group(self, values: Mapping[str, Any]) -> Group | None:
        key = (fold(values.get("pilot", "")), fold(values.get("group", "")))
        found = self._groups.get(key, [])
        return found[0] if len(found) == 1 else None

    def found_by(self, obj: Session) -> Iterable[Hashable]:
        yield (fold(obj.group.pilot.title), fold(obj.group.name), obj.number)

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        if {"pilot", "group", "number"} <= values.keys():
            yield (fold(values["pilot"]), fold(values["group"]), values["number"])

    def title_of(self, target: Session | None, values: Mapping[str, Any]) -> str:
        if target:
            return f"{target.group.pilot}, {target.group}, sessie {target.number}"
        pilot, group, number = (values.get(name, "") for name in ("pilot", "group", "number"))
        return f"{pilot}, {group}, sessie {number}"

    def refusals(
        self, target: Session | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        if target is None and self._group(values) is None:
            yield "group", NO_GROUP
        status = values.get("status") or (target.status if target else Status.PLANNED)
        counts = values.get("participants") or values.get("participants_source")
        if counts and status != Status.HELD:
            yield "status", ONLY_HELD
        note = values.get("cancellation_note", target.cancellation_note if target else "")
        if status == Status.CANCELLED and not note:
            yield "cancellation_note", NO_REASON
        elif note and status != Status.CANCELLED and not self.chosen.get("is_undoing"):
            yield "cancellation_note", ONLY_CANCELLED

    def make_one(self, row: Planned, *, by: Any) -> Session:
        made = add_session(self._group(row.values), by=by, why=IMPORTED)
        if made.number != row.values["number"]:
            raise ValidationError({"number": NOT_NEXT.format(made.number)})
        self._become(made, dict(row.values), by=by)
        return made

    def change_one(self, row: Planned, *, by: Any) -> None:
        self._become(row.target, dict(row.values), by=by)

    def _become(self, session: Session, values: dict[str, Any], *, by: Any) -> None:
        if "date" in values and values["date"] != session.date:
            session = self._set_date(session, values["date"], by=by)
        taken = self._taken(session, values)
        match values.get("status", session.status):
            case Status.HELD if session.status == Status.PLANNED:
                hold_session(session, by=by, **taken)
            case Status.CANCELLED if session.status == Status.PLANNED:
                cancel_session(session, reason=values["cancellation_note"], by=by)
            case Status.PLANNED if session.status != Status.PLANNED:
                self._back_to_planned(session, by=by)
            case new if new != session.status or values.get("cancellation_note"):
                raise ValidationError(ON_PAGE)
            case Status.HELD if OF_HELD & set(values):
                correct_session(session, why=IMPORTED, by=by, **taken)
        if "facilitators" in values:
            session._history_user = by
            session.facilitators.set(values["facilitators"])

    def _taken(self, session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
        """How many took part and who led it, as it was where the sheet says nothing."""
        return {
            "participants": values.get("participants", session.participants),
            "source": values.get("participants_source", session.participants_source),
            "facilitators": values.get("facilitators", list(session.facilitators.all())),
        }

    def _set_date(self, session: Session, date: Any, *, by: Any) -> Session:
        moved = self.chosen.get("moved") == MOVED and not self.chosen.get("is_undoing")
        if moved and session.date and session.status == Status.PLANNED:
            return move_session(session, to=date, by=by)
        why = UNDONE if self.chosen.get("is_undoing") else IMPORTED
        return correct_session_date(session, to=date, by=by, why=why)

    def _back_to_planned(self, session: Session, *, by: Any) -> None:
        if not self.chosen.get("is_undoing"):
            raise ValidationError(ON_PAGE)
        reverse_session(session, why=UNDONE, by=by)

    def take_back(self, obj: Session, *, by: Any) -> None:
        if obj.status != Status.PLANNED:
            reverse_session(obj, why=UNDONE, by=by)
        remove_session(obj, by=by)


def _people() -> Iterator[tuple[Person, set[str]]]:
    return ((person, {person.name, str(person)}) for person in Person.objects.offered())

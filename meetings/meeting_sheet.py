"""Meetings of one line in a sheet: found by their number, or by title, place and date.

What is new is a concept; what was held or cancelled is logged so by the actions that staff use. A
date becomes another as the person who imports says: mended, or moved.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from backoffice.records import IMPORTED
from dates.day_fields import ClockField
from dutch.sorting import fold
from programme.asking import outside_term
from programme.models import Programme, Target, Theme
from programme.provinces import Province
from sheets.cells import Choice, Named, NamedMany, Number, OfField, Text
from sheets.forms import FileForm
from sheets.kind import Kind, OneByOne, SheetColumn
from tables import Planned

from . import actions
from .actions.adding import add_concept, remove_concept
from .asking import doubts_of_date
from .forms import MeetingForm
from .models import Meeting

Status = Meeting.Status
BY_ACTION = ("date", "status", "cancellation_reason", "themes")
UNDONE = "import ongedaan gemaakt"
MENDED, MOVED = "mended", "moved"
NO_REASON = "Kies waarom de bijeenkomst niet doorgaat: {}."
ONLY_CANCELLED = "Een reden hoort bij een bijeenkomst die is geannuleerd. Maak de cel leeg."
ON_PAGE = "Dit kan alleen op de pagina van de bijeenkomst, met de reden erbij."
NO_SOURCE = "Schrijf op van wie of waaruit het aantal aanwezigen komt."
TOLD = "Wie is aangemeld, krijgt bericht dat het niet doorgaat."
AS_MENDED = "De datum geldt als verbeterd; niemand krijgt bericht."
AS_MOVED = "De bijeenkomst geldt als verplaatst; wie is aangemeld, krijgt bericht."


class MeetingFileForm(FileForm):
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label="Programma", help_text="Van nieuwe bijeenkomsten."
    )
    moved = forms.ChoiceField(
        label="Wijzigt een datum, dan",
        choices=[
            (MENDED, "stond die verkeerd: niemand krijgt bericht"),
            (MOVED, "is de bijeenkomst verplaatst: wie is aangemeld, krijgt bericht"),
        ],
    )


class MeetingSheet(OneByOne):
    model: type[Meeting]
    form = MeetingFileForm
    most_rows = 2_000
    """One takes some 45 ms to add and hold."""
    most_at_once = 200
    sentences_at = {**MeetingForm.sentences_at, "meetings_meeting_cancelled_with_reason": "status"}

    @property
    def intro(self) -> str:  # type: ignore[override]
        return (
            f"Kies een tabel met {self.model._meta.verbose_name_plural} (CSV of XLSX). Nodig is "
            "een kolom met de titel. Wat nieuw is, begint als concept; is het gehouden of "
            "geannuleerd, zet dat dan in een kolom Status."
        )

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        reasons = Meeting.CancellationReason.choices
        return (
            SheetColumn("title", "Titel", ("naam",), is_needed=True, is_asked=True, cell=Text(200)),
            SheetColumn(
                "date", "Datum", ("dag", "wanneer"), cell=OfField(Meeting.date.formfield())
            ),
            SheetColumn("start_time", "Begin", ("van", "aanvang"), cell=OfField(ClockField())),
            SheetColumn("end_time", "Einde", ("tot",), cell=OfField(ClockField())),
            SheetColumn("place", "Plaats", ("stad",), cell=Text(80)),
            SheetColumn(
                "province", "Provincie", cell=Choice(Province.choices, {"friesland": "fr"})
            ),
            SheetColumn("venue", "Locatie en adres", ("locatie", "zaal"), cell=Text(250)),
            SheetColumn("status", "Status", ("stand",), cell=Choice(Status.choices)),
            SheetColumn("cancellation_reason", "Reden van annuleren", cell=Choice(reasons)),
            SheetColumn("audience", "Voor wie", ("doelgroep",), cell=Text(200)),
            SheetColumn("description", "Waar het over gaat", ("omschrijving",)),
            SheetColumn("themes", "Thema's", ("thema",), cell=NamedMany(_themes), value=_themes_of),
            SheetColumn("capacity", "Aantal plaatsen", ("plaatsen",), cell=Number()),
            SheetColumn("minimum", "Ten minste nodig", ("minimum",), cell=Number()),
            SheetColumn("attended", "Aantal aanwezigen", ("aanwezig",), cell=Number(0, 100_000)),
            SheetColumn("attended_source", "Bron van dat aantal", ("bron",), cell=Text(200)),
            SheetColumn("target", "Telt mee voor afspraak", cell=Named(self._targets)),
            SheetColumn("remark", "Opmerking van de staf", ("opmerking",)),
        )

    def rows(self) -> QuerySet:
        return self.with_columns(self.model.objects.all())

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("programme", "target").prefetch_related("themes")

    def _targets(self) -> Iterator[tuple[Target, set[str]]]:
        found = Target.objects.filter(line=self.model.LINE)
        if programme := self.chosen.get("programme"):
            found = found.filter(programme=programme)
        for each in found:
            yield each, {str(each), str(each.year)}

    def found_by(self, obj: Meeting) -> Iterable[Hashable]:
        yield (obj.programme_id, fold(obj.title), fold(obj.place), str(obj.date or ""))

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        if "title" in values:
            place, date = values.get("place", ""), values.get("date")
            programme = self.chosen["programme"].pk
            yield (programme, fold(values["title"]), fold(place), str(date or ""))

    def title_of(self, target: Meeting | None, values: Mapping[str, Any]) -> str:
        if target:
            return f"{target}, {target.date}" if target.date else str(target)
        named = (values.get(name) for name in ("title", "place", "date"))
        return ", ".join(str(each) for each in named if each)

    def refusals(
        self, target: Meeting | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        def becomes(name: str) -> Any:
            return values[name] if name in values else getattr(target, name, None)

        if becomes("status") == Status.CANCELLED and not becomes("cancellation_reason"):
            labels = ", ".join(str(label) for label in Meeting.CancellationReason.labels)
            yield "cancellation_reason", NO_REASON.format(labels)
        elif values.get("cancellation_reason") and becomes("status") != Status.CANCELLED:
            yield "cancellation_reason", ONLY_CANCELLED
        if becomes("attended") is not None and not becomes("attended_source"):
            yield "attended_source", NO_SOURCE

    def notes(self, target: Meeting | None, values: Mapping[str, Any]) -> Iterator[str]:
        if target and values.get("status") == Status.CANCELLED:
            yield TOLD
        if "date" not in values:
            return
        if target and target.date:
            yield AS_MOVED if self._moves(target) else AS_MENDED
        if target:
            yield from doubts_of_date(target, values["date"])
        elif doubt := outside_term(values["date"], self.chosen["programme"]):
            yield doubt

    def _moves(self, meeting: Meeting) -> bool:
        return self.chosen.get("moved") == MOVED and meeting.status == Status.PLANNED

    def make_one(self, row: Planned, *, by: Any) -> Meeting:
        values = dict(row.values)
        fields = {name: value for name, value in values.items() if name not in BY_ACTION}
        meeting = self.model(programme=self.chosen["programme"], date=values.get("date"), **fields)
        made = add_concept(meeting, by=by, themes=values.get("themes", ()), why=IMPORTED)
        self._become(made, values, by=by)
        return made

    def change_one(self, row: Planned, *, by: Any) -> None:
        values, meeting = dict(row.values), row.target
        if "date" in values:
            self._set_date(meeting, values["date"], by=by)
            meeting = self.model.objects.get(pk=meeting.pk)
        if details := {name: value for name, value in values.items() if name not in BY_ACTION}:
            for name, value in details.items():
                setattr(meeting, name, value)
            actions.change_details(meeting, by=by)
        self._become(meeting, values, by=by)
        if "themes" in values:
            meeting._history_user = by
            meeting.themes.set(values["themes"])

    def _set_date(self, meeting: Meeting, date: Any, *, by: Any) -> None:
        if self.chosen.get("is_undoing"):
            told = self._moves(meeting)
            actions.correct_date(meeting, to=date, by=by, why=UNDONE, notify=told)
        elif meeting.date and self._moves(meeting):
            actions.reschedule(meeting, to=date, by=by)
        else:
            actions.correct_date(meeting, to=date, by=by, why=IMPORTED)

    def _become(self, meeting: Meeting, values: Mapping[str, Any], *, by: Any) -> None:
        """Held or cancelled, by the action that says so; back only where an import is undone."""
        match values.get("status"):
            case Status.HELD if meeting.status == Status.PLANNED:
                actions.hold(meeting, by=by)
            case Status.CANCELLED if meeting.status == Status.PLANNED:
                actions.cancel(meeting, reason=values["cancellation_reason"], by=by)
            case Status.PLANNED if meeting.status != Status.PLANNED:
                self._back_to_planned(meeting, by=by)
            case None | Status.PLANNED if not values.get("cancellation_reason"):
                return
            case _:
                raise forms.ValidationError(ON_PAGE)

    def _back_to_planned(self, meeting: Meeting, *, by: Any) -> None:
        if not self.chosen.get("is_undoing"):
            raise forms.ValidationError(ON_PAGE)
        back = {Status.HELD: actions.reverse_hold, Status.CANCELLED: actions.reverse_cancellation}
        back[meeting.status](meeting, by=by, why=UNDONE)

    def take_back(self, obj: Meeting, *, by: Any) -> None:
        if obj.status != Status.PLANNED:
            self._back_to_planned(obj, by=by)
        remove_concept(obj, by=by)


def _themes() -> Iterator[tuple[Theme, set[str]]]:
    return ((theme, {theme.name, theme.slug}) for theme in Theme.objects.offered())


def _themes_of(meeting: Meeting) -> list[Theme]:
    return list(meeting.themes.all())


def sheet_of(line: type[Meeting]) -> type[Kind]:
    """Of one line of meetings."""
    plural = str(line._meta.verbose_name_plural)
    values = {"name": plural, "model": line, "title": f"{plural.capitalize()} importeren"}
    return type(f"{line.__name__}Sheet", (MeetingSheet,), values)

"""The meetings of a programme with what other tables say of them, as plain values.

Django makes a queryset for each meeting and relation that it prefetches; for a thousand meetings
that takes longer than all the rest of a report. So those rows are read without objects and handed
to each meeting as a list:

`moves` (the dates that were given up, in order), `titles_besides`, `people` and `on_themes` (how
they are called), and `has_minutes`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.base import ModelState
from django.utils import timezone

from dates.fields import known_value
from dates.values import ApproximateDate
from meetings.models import Meeting, MeetingTitle, Rescheduling
from programme.models import Person, Programme
from programme.models.people import full_name
from programme.prepared import Given, Prepared
from publications.models import Publication

UNREAD = (
    *("venue", "route", "accessibility", "description", "contact"),
    *("start_time", "end_time", "registration_closes"),
    *("calendar_uid", "calendar_sequence"),
    *("capacity", "minimum", "decision_date"),
)
"""What a meeting tells those who come, and a report does not repeat."""


PARTS = ("earliest", "latest", "wording")
"""The columns of an approximate date."""


@dataclass(frozen=True)
class Move:
    former_date: ApproximateDate | None
    reason: str
    decided: ApproximateDate | None = None
    recorded_at: datetime | None = None

    @property
    def recorded(self) -> date | None:
        return self.recorded_at and timezone.localdate(self.recorded_at)


def read_meetings(programme: Programme, year: int) -> list[Meeting]:
    meetings = list(_meetings_of(programme))
    people = _people(programme=programme, year=year)
    beside: dict[str, dict[int, list]] = {
        "moves": _moves(_moves_of_programme(programme=programme)),
        "titles_besides": _grouped(_titles(programme=programme)),
        "people": _grouped((meeting, full_name(title, name)) for meeting, title, name in people),
        "on_themes": _grouped(_themes(programme=programme)),
    }
    for name, found in beside.items():
        for meeting in meetings:
            setattr(meeting, name, found[meeting.id])
    return meetings


def _meetings_of(programme: Programme) -> Iterator[Meeting]:
    """As `without_unread` gives them, with their programme, at a third of the time: Django looks at
    each field of each row again. A field that is not read is read when somebody asks for it."""
    names = _names_read()
    for values in _rows(programme=programme):
        meeting = Meeting.__new__(Meeting)
        meeting.__dict__.update(zip(names, values, strict=True))
        meeting._state = _as_read()
        meeting._state.fields_cache["programme"] = programme
        yield meeting


@Prepared
def _rows() -> QuerySet:
    minutes = Publication.objects.minutes().filter(meeting=OuterRef("pk"))
    of_programme = Meeting.objects.filter(programme=Given("programme"))
    return of_programme.annotate(has_minutes=Exists(minutes)).values_list(*_names_read())


@cache
def _names_read() -> list[str]:
    fields = (field for field in Meeting._meta.concrete_fields if field.name not in UNREAD)
    return [*(field.attname for field in fields), "has_minutes"]


def _as_read() -> ModelState:
    state = ModelState()
    state.adding, state.db = False, connection.alias
    return state


def without_unread(meetings: QuerySet) -> QuerySet:
    return meetings.defer(*UNREAD)


def moves_of(rows: QuerySet[Rescheduling]) -> dict[int, list[Move]]:
    """The dates that were given up, in order, by the id of the meeting."""
    return _moves(_in_columns(rows))


@Prepared
def _moves_of_programme() -> QuerySet:
    return _in_columns(Rescheduling.objects.filter(meeting__programme=Given("programme")))


def _in_columns(rows: QuerySet[Rescheduling]) -> QuerySet:
    dates = [f"{name}_{part}" for name in ("former_date", "decided") for part in PARTS]
    return rows.order_by("id").values_list("meeting", *dates, "reason", "recorded_at")


def _moves(columns: Iterable[tuple]) -> dict[int, list[Move]]:
    return _grouped((meeting, _move(*move)) for meeting, *move in columns)


def _move(*columns: Any) -> Move:
    *dates, reason, recorded_at = columns
    former, decided = dates[: len(PARTS)], dates[len(PARTS) :]
    return Move(_date(*former), reason, _date(*decided), recorded_at)


def _date(earliest: Any, latest: Any, wording: str) -> ApproximateDate | None:
    return known_value(earliest, latest, wording) if earliest else None


@Prepared
def _titles() -> QuerySet:
    rows = MeetingTitle.objects.filter(meeting__programme=Given("programme")).order_by("id")
    return rows.values_list("meeting", "title")


@Prepared
def _people() -> QuerySet:
    """Those who may be named in the report on that year."""
    rows = Meeting.contributors.through.objects.filter(meeting__programme=Given("programme"))
    rows = rows.filter(person__in=Person.objects.named_in_report(Given("year")))
    return rows.order_by("person__sort_key").values_list("meeting", "person__title", "person__name")


@Prepared
def _themes() -> QuerySet:
    rows = Meeting.themes.through.objects.filter(meeting__programme=Given("programme"))
    return rows.order_by("theme_id").values_list("meeting", "theme__name")


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list]:
    """By the id of the meeting; an empty list for one of which nothing is known."""
    found: dict[int, list] = defaultdict(list)
    for meeting, value in pairs:
        found[meeting].append(value)
    return found

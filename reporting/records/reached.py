"""Who came, as numbers: added up by the database, never read person by person.

Someone counts who was there according to the list at the door, or, where no list was completed,
had a place. Both only for meetings that were held, not later than the reference date.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from dates.values import Period
from meetings.models import Registration
from programme.models import Organisation

from .scope import Scope
from .suppression import is_small

LISTED = Q(attended=True) & ~Q(state="cancelled")
UNLISTED = Q(meeting__list_closed_at__isnull=True, attended__isnull=True, state="confirmed")
CAME = LISTED | UNLISTED


@dataclass(frozen=True)
class Reached:
    """One organisation: the first year in which someone of it came, and how many people in all,
    without those of meetings to which so few came that the number is not printed.

    `first_year` is None where no date says in which year that was.
    """

    organisation: int
    sector: str
    first_year: int | None
    people: int


@dataclass(frozen=True)
class Attendance:
    """One meeting: who came, who of them names an organisation that is linked to none of the
    register, and how many were on the completed list (None: it was not completed)."""

    came: int
    unlinked: int
    nameless: int
    present: int | None


def read_reached(scope: Scope, attendance: dict[int, Attendance]) -> tuple[Reached, ...]:
    """The sectors are read apart: joined to each registration they take as long as the rest."""
    sectors = dict(Organisation.objects.order_by().values_list("pk", "sector"))
    per_organisation = (
        _came(scope).filter(organisation__isnull=False).values_list("organisation_id")
    )
    told = ~Q(meeting__in=[pk for pk, came in attendance.items() if is_small(came.came)])
    counted = per_organisation.annotate(first=Min(_year(scope)), people=Count("pk", filter=told))
    rows = counted.order_by("organisation_id")
    return tuple(Reached(pk, sectors[pk], first, people) for pk, first, people in rows)


def read_attendance(scope: Scope) -> dict[int, Attendance]:
    """By the id of the meeting."""
    typed, unlinked = Q(organisation_typed__gt=""), Q(organisation__isnull=True)
    per_meeting = _came(scope).order_by().values_list("meeting_id", "meeting__list_closed_at")
    counted = per_meeting.annotate(
        came=Count("pk"),
        unlinked=Count("pk", filter=unlinked & typed),
        nameless=Count("pk", filter=unlinked & ~typed),
    )
    return {key: _attendance(*row) for key, *row in counted}


def _attendance(closed: date | None, came: int, unlinked: int, nameless: int) -> Attendance:
    return Attendance(came, unlinked, nameless, present=came if closed else None)


def _came(scope: Scope) -> QuerySet:
    held = Registration.objects.filter(
        meeting__programme=scope.programme,
        meeting__status="held",
        meeting__date_latest__lte=scope.reference.latest,
    )
    return held.filter(CAME)


def _year(scope: Scope) -> Case:
    """The year in which the meeting lies whole."""
    years = range(scope.programme.first_year, scope.reference.latest.year + 1)
    periods = [(year, Period.of_year(year)) for year in years]
    return Case(
        *(
            When(
                meeting__date_earliest__gte=period.first,
                meeting__date_latest__lte=period.last,
                then=Value(year),
            )
            for year, period in periods
        ),
        default=None,
        output_field=IntegerField(),
    )

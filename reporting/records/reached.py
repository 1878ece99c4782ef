"""Who came, as numbers: added up by the database, never read person by person.

Someone counts who was there according to the list at the door, or, where no list was completed,
had a place. Both only for meetings that were held, not later than the reference date.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from dates.values import Period
from meetings.models import CountedPerson, Registration
from programme.models import Organisation

from .headcount import Headcount
from .scope import Scope


@dataclass(frozen=True)
class Reached:
    """One organisation: the first year in which someone of it came, and how many people in all,
    without those of meetings to which so few came that the number is not printed.

    `first_year` is None where no date says in which year that was. `lines`: at how many lines of
    meetings.
    """

    organisation: int
    sector: str
    first_year: int | None
    people: int
    lines: int = 1


@dataclass(frozen=True)
class Attendance:
    """One meeting: who came, whether one of them is linked to an organisation of the register, and
    how many are not, with an organisation and without; none of a meeting to which few came, since
    beside the numbers of the others they would tell how few."""

    came: Headcount
    has_linked: bool
    unlinked: int
    nameless: int


def read_reached(scope: Scope, attendance: dict[int, Attendance]) -> tuple[Reached, ...]:
    """The sectors are read apart: joined to each registration they take as long as the rest."""
    sectors = dict(Organisation.objects.order_by().values_list("pk", "sector"))
    per_organisation = (
        _came(scope).filter(organisation__isnull=False).values_list("organisation_id")
    )
    told = ~Q(meeting__in=[pk for pk, came in attendance.items() if came.came.is_small])
    counted = per_organisation.annotate(
        first=Min(_year(scope)),
        people=Count("pk", filter=told),
        lines=Count("meeting__line", distinct=True),
    )
    rows = counted.order_by("organisation_id")
    return tuple(Reached(pk, sectors[pk], *counts) for pk, *counts in rows)


def read_attendance(scope: Scope) -> dict[int, Attendance]:
    """By the id of the meeting."""
    typed, unlinked = Q(organisation_typed__gt=""), Q(organisation__isnull=True)
    per_meeting = _came(scope).order_by().values_list("meeting_id")
    counted = per_meeting.annotate(
        came=Count("pk"),
        unlinked=Count("pk", filter=unlinked & typed),
        nameless=Count("pk", filter=unlinked & ~typed),
    )
    return {key: _attendance(*row) for key, *row in counted}


def read_people(scope: Scope) -> int:
    """How many different people came in the year: by marks that outlive their addresses. Meetings
    of which no day is known whole in the year are left out, and so is who gave no address."""
    period = Period.of_year(scope.year)
    held = CountedPerson.objects.filter(
        meeting__programme=scope.programme,
        meeting__status="held",
        meeting__date_earliest__gte=period.first,
        meeting__date_latest__lte=min(period.last, scope.reference.latest),
    )
    return held.order_by().values("mark").distinct().count()


def _attendance(number: int, unlinked: int, nameless: int) -> Attendance:
    came, has_linked = Headcount(number), number > unlinked + nameless
    told = (0, 0) if came.is_small else (unlinked, nameless)
    return Attendance(came, has_linked, *told)


def _came(scope: Scope) -> QuerySet:
    held = Registration.objects.filter(
        meeting__programme=scope.programme,
        meeting__status="held",
        meeting__date_latest__lte=scope.reference.latest,
    )
    return held.came()


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

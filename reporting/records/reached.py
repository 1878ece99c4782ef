"""Who came, as numbers: added up by the database, never read person by person.

Someone counts who was there according to the list at the door, or, where no list was completed,
had a place. Both only for meetings that were held, not later than the reference date.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from dates.values import Period
from meetings.models import CountedPerson, Meeting, Registration
from meetings.registration_querysets import came_to_meeting
from programme.models import Organisation
from programme.prepared import Given, Prepared

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
    sectors = dict(_sectors())
    small = [pk for pk, came in attendance.items() if came.came.is_small]
    undated = _of_no_year(scope)
    if small or undated:
        rows = _per_organisation(_held(scope), undated, small)
    else:
        rows = _all_per_organisation(**_known(scope))
    return tuple(
        Reached(pk, sectors[pk], first and first.year, *counts) for pk, first, *counts in rows
    )


@Prepared
def _sectors() -> QuerySet:
    return Organisation.objects.order_by().values_list("pk", "sector")


@Prepared
def _all_per_organisation() -> QuerySet:
    return _per_organisation(HELD, [], [])


def _per_organisation(held: dict[str, Any], undated: list[int], small: list[int]) -> QuerySet:
    of_held = {f"meeting__{name}": value for name, value in held.items()}
    came = Registration.objects.filter(**of_held).came().filter(organisation__isnull=False)
    counted = came.values_list("organisation_id").annotate(
        first=Min("meeting__date_earliest", filter=_not_of(undated)),
        people=Count("pk", filter=_not_of(small)) if small else Count("*"),
        lines=Count("meeting__line", distinct=True),
    )
    return counted.order_by("organisation_id")


def _not_of(meetings: list[int]) -> Q | None:
    """No condition where there are none: it is looked at for each registration."""
    return ~Q(meeting__in=meetings) if meetings else None


def read_attendance(scope: Scope) -> dict[int, Attendance]:
    """By the id of the meeting."""
    rows = _per_meeting(**_known(scope))
    return {key: _attendance(*row) for key, *row in rows if row[0]}


@Prepared
def _per_meeting() -> QuerySet:
    """Asked of the meetings, which a database walks through in their own order, and not sorted by
    registration; what is seldom so is looked at first."""
    came, linked = came_to_meeting(), Q(registrations__organisation__isnull=False)
    typed = Q(registrations__organisation_typed__gt="")
    per_meeting = Meeting.objects.filter(**HELD).order_by().values_list("pk")
    return per_meeting.annotate(
        came=Count("registrations", filter=came),
        unlinked=Count("registrations", filter=~linked & typed & came),
        nameless=Count("registrations", filter=~linked & ~typed & came),
    )


def read_people(scope: Scope) -> int:
    """How many different people came in the year: by marks that outlive their addresses. Meetings
    of which no day is known whole in the year are left out, and so is who gave no address."""
    first, last = scope.period.first, min(scope.period.last, scope.reference.latest)
    rows = _people(programme=scope.programme, first=first, last=last)
    return sum(people for _programme, people in rows)


@Prepared
def _people() -> QuerySet:
    held = CountedPerson.objects.filter(
        meeting__programme=Given("programme"),
        meeting__status="held",
        meeting__date_earliest__gte=Given("first"),
        meeting__date_latest__lte=Given("last"),
    )
    per_programme = held.order_by().values_list("meeting__programme")
    return per_programme.annotate(Count("mark", distinct=True))


def _attendance(number: int, unlinked: int, nameless: int) -> Attendance:
    came, has_linked = Headcount(number), number > unlinked + nameless
    told = (0, 0) if came.is_small else (unlinked, nameless)
    return Attendance(came, has_linked, *told)


HELD = {
    "programme": Given("programme"),
    "status": Meeting.Status.HELD,
    "date_latest__lte": Given("until"),
}


def _known(scope: Scope) -> dict[str, Any]:
    return {"programme": scope.programme, "until": scope.reference.latest}


def _held(scope: Scope) -> dict[str, Any]:
    return HELD | {"programme": scope.programme, "date_latest__lte": scope.reference.latest}


def _of_no_year(scope: Scope) -> list[int]:
    """The meetings of which the date does not say in which year of the programme they lie. Asked
    once, since it takes long for each registration."""
    years = range(scope.programme.first_year, scope.reference.latest.year + 1)
    periods = map(Period.of_year, years)
    whole = (Q(date_earliest__gte=each.first, date_latest__lte=each.last) for each in periods)
    held = Meeting.objects.filter(**_held(scope)).order_by()
    return list(held.exclude(reduce(or_, whole, Q(pk=None))).values_list("pk", flat=True))

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
    small = [pk for pk, came in attendance.items() if came.came.is_small]
    counted = per_organisation.annotate(
        first=Min("meeting__date_earliest", filter=_not_of(_of_no_year(scope))),
        people=Count("pk", filter=_not_of(small)) if small else Count("*"),
        lines=Count("meeting__line", distinct=True),
    )
    rows = counted.order_by("organisation_id")
    return tuple(
        Reached(pk, sectors[pk], first and first.year, *counts) for pk, first, *counts in rows
    )


def _not_of(meetings: list[int]) -> Q | None:
    """No condition where there are none: it is looked at for each registration."""
    return ~Q(meeting__in=meetings) if meetings else None


def read_attendance(scope: Scope) -> dict[int, Attendance]:
    """By the id of the meeting. Asked of the meetings, which a database walks through in their own
    order, and not sorted by registration; what is seldom so is looked at first."""
    came, linked = came_to_meeting(), Q(registrations__organisation__isnull=False)
    typed = Q(registrations__organisation_typed__gt="")
    per_meeting = Meeting.objects.filter(**_held(scope)).order_by().values_list("pk")
    counted = per_meeting.annotate(
        came=Count("registrations", filter=came),
        unlinked=Count("registrations", filter=~linked & typed & came),
        nameless=Count("registrations", filter=~linked & ~typed & came),
    )
    return {key: _attendance(*row) for key, *row in counted if row[0]}


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
    held = {f"meeting__{name}": value for name, value in _held(scope).items()}
    return Registration.objects.filter(**held).came()


def _held(scope: Scope) -> dict[str, Any]:
    return {
        "programme": scope.programme,
        "status": Meeting.Status.HELD,
        "date_latest__lte": scope.reference.latest,
    }


def _of_no_year(scope: Scope) -> list[int]:
    """The meetings of which the date does not say in which year of the programme they lie. Asked
    once, since it takes long for each registration."""
    years = range(scope.programme.first_year, scope.reference.latest.year + 1)
    periods = map(Period.of_year, years)
    whole = (Q(date_earliest__gte=each.first, date_latest__lte=each.last) for each in periods)
    held = Meeting.objects.filter(**_held(scope)).order_by()
    return list(held.exclude(reduce(or_, whole, Q(pk=None))).values_list("pk", flat=True))

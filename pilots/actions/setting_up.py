"""One action makes the groups of a pilot with their sessions, its team and its dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.slugs import fill_slug
from dates.values import ApproximateDate
from programme.models import Person

from ..calendar import ClosedDays, Skipped, once, session_days
from ..models import Group, Pilot, Session
from .saving import check, locked, record_made, save

MOST_GROUPS, MOST_SESSIONS, MOST_WEEKS = 30, 60, 26


@dataclass(frozen=True)
class SetUp:
    groups: list[Group]
    sessions: int
    skipped: list[Skipped]

    def __str__(self) -> str:
        groups = _many(len(self.groups), "groep", "groepen")
        made = f"{groups} met elk {_many(self.sessions, 'sessie', 'sessies')}."
        skipped = ", ".join(map(str, self.skipped))
        return f"{made} Overgeslagen: {skipped}." if skipped else made


@transaction.atomic
def set_up(
    pilot: Pilot,
    *,
    groups: int,
    sessions: int,
    by: object,
    team: Iterable[Person] = (),
    facilitators: int | None = None,
    first: Sequence[date] = (),
    weeks: int | None = None,
) -> SetUp:
    """Add so many groups with so many sessions; what stands already stays as it is.

    `first` holds no day, one for all groups, or one for each. Without a day nothing is dated.
    """
    pilot = locked(pilot)
    _check_size(pilot, groups, sessions)
    days = _first_days(first, groups)
    closed, weeks = ClosedDays.known(), weeks or 1
    check(weeks <= MOST_WEEKS, f"Tussen twee sessies zitten hooguit {MOST_WEEKS} weken.")
    if facilitators is not None:
        pilot.facilitators_per_session = facilitators
    of = _many(sessions, "sessie", "sessies")
    save(pilot, by=by, why=f"opgezet: {_many(groups, 'groep', 'groepen')} van {of}")
    pilot.team.add(*team)
    made, skipped = [], []
    for day in days:
        group = _make_group(pilot, sessions, by=by)
        made.append(group)
        dates: list[date] = []
        if day is not None:
            dates, over = session_days(day, sessions, weeks=weeks, closed=closed)
            skipped += over
        _make_sessions(group, dates, by=by)
    return SetUp(made, sessions, once(skipped))


def _check_size(pilot: Pilot, groups: int, sessions: int) -> None:
    ended = Pilot.SessionsState.CANCELLED, Pilot.SessionsState.COMPLETED
    check(pilot.sessions_state not in ended, "Deze pilot is voorbij. Heropen de pilot eerst.")
    check(1 <= groups <= MOST_GROUPS, f"Kies 1 tot en met {MOST_GROUPS} groepen.")
    check(1 <= sessions <= MOST_SESSIONS, f"Kies 1 tot en met {MOST_SESSIONS} sessies.")


def _first_days(first: Sequence[date], groups: int) -> list[date | None]:
    if len(first) not in (0, 1, groups):
        sentence = f"Vul één dag in, of voor elk van de {groups} groepen één."
        raise ValidationError({"first": sentence})
    return list(first) if len(first) == groups else [first[0] if first else None] * groups


def _make_group(pilot: Pilot, sessions: int, *, by: object) -> Group:
    taken = set(pilot.groups.values_list("name", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"Groep {n}" not in taken)
    group = Group(pilot=pilot, name=f"Groep {number}", planned_sessions=sessions)
    fill_slug(group, group.name, among=Group.objects.filter(pilot=pilot))
    return save(group, by=by, why="bij het opzetten van de pilot")


def _make_sessions(group: Group, days: Sequence[date], *, by: object) -> None:
    rows = [Session(group=group, number=n) for n in range(1, group.planned_sessions + 1)]
    for row, day in zip(rows, days, strict=False):
        row.date = ApproximateDate.of_day(day)
        row.check_after_begin(row.date)
    record_made(Session.objects.bulk_create(rows), by=by, why="bij het opzetten van de pilot")


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"

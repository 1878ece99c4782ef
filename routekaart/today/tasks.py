"""What is to be done by the person who looks: the first rows of each kind of work, by name.

Only what the person may see and end is listed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AbstractUser, Group
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from backoffice.tasks import Deed, going_back
from dates.values import write, write_day
from reporting.making.asking_colleagues import asked_of
from reporting.models import Notice
from reporting.notices.due import units_to_tell

from ..rights import GROUPS
from ..work import WORK, Work
from .first_rows import SHOWN, Found, first_rows
from .later import later_url, rows_for_later

NEAR = timedelta(days=14)

APPROXIMATE = ("date_earliest", "date_latest")
"""Ends of a date that may be known less precisely than a day, and is then told as it is known."""


@dataclass(frozen=True)
class Row:
    """One record that asks for something: when it becomes urgent, and what ends that."""

    name: str
    address: str
    when: str
    deeds: tuple[tuple[str, str], ...] = ()
    """Label and address of each."""
    later: str = ""
    """Where it is put off; empty where it cannot be."""


@dataclass(frozen=True)
class Task:
    """So many records of one kind ask for something; `address` is the list of just those."""

    count: int
    sentence: str
    address: str
    rows: tuple[Row, ...] = ()
    who: str = ""
    """The roles that may end it, in words."""
    due: date | None = None

    @property
    def others(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class FromColleague:
    """What a colleague who may not mend it asks: what, by whom, and since when."""

    text: str
    report: str
    by: str
    at: datetime
    address: str


def tasks(user: AbstractUser, today: date) -> list[Task]:
    """What has a day in the coming two weeks comes first; a kind without work is left out."""
    open_to = [work for work in WORK if may_end(user, work)]
    roles = roles_by_right()
    found = first_rows(open_to, user, today, rows_for_later(today))
    listed = [_task(work, rows, user, today, roles) for work, rows in found]
    letters = _letters(user)
    return sorted([*listed, *filter(None, [letters])], key=lambda task: _urgency(task, today))


def may_end(user: AbstractUser, work: Work) -> bool:
    return bool(work.list.deeds_of(user)) and may_see(user, work.list.model)


def _urgency(task: Task, today: date) -> tuple[bool, date]:
    is_near = task.due is not None and today <= task.due <= today + NEAR
    return not is_near, task.due if is_near and task.due else date.max


def _task(
    work: Work, rows: Found, user: AbstractUser, today: date, roles: dict[str, list[str]]
) -> Task:
    deeds = work.list.deeds_of(user)
    days = [day for row in rows.rows if (day := _day(work, row)) and day >= today]
    return Task(
        rows.how_many,
        work.one if rows.how_many == 1 else work.more,
        work.list.address,
        tuple(_row(work, row, deeds, today) for row in rows.rows),
        _in_words(roles, (deed.needs for deed in work.list.deeds)),
        min(days, default=None),
    )


def _row(work: Work, row: Model, deeds: Iterable[Deed], today: date) -> Row:
    page = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    back = reverse("admin:index")
    return Row(
        name=admin.site.get_model_admin(type(row)).found_as(row),
        address=reverse(page, args=[row.pk]),
        when=_when(work, row, today),
        deeds=tuple((deed.label, going_back(deed.address(row), back)) for deed in deeds),
        later=later_url(work, row.pk),
    )


def _day(work: Work, row: Model) -> date | None:
    value: Any = attrgetter(work.urgent)(row) if work.urgent else None
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _when(work: Work, row: Any, today: date) -> str:
    if work.urgent in APPROXIMATE:
        return write(row.date)
    day = _day(work, row)
    if day is None or day == today:
        return "vandaag" if day else ""
    return f"{'uiterlijk' if day > today else 'sinds'} {write_day(day)}"


def roles_by_right() -> dict[str, list[str]]:
    """Of each right the roles that have it, in the order in which they are known."""
    pairs = Group.objects.filter(name__in=GROUPS, permissions__isnull=False).values_list(
        "name", "permissions__content_type__app_label", "permissions__codename"
    )
    found: dict[str, list[str]] = {}
    for name, app, codename in sorted(pairs, key=lambda pair: list(GROUPS).index(pair[0])):
        found.setdefault(f"{app}.{codename}", []).append(name)
    return found


def _in_words(roles: dict[str, list[str]], rights: Iterable[str]) -> str:
    names = dict.fromkeys(name for right in rights for name in roles.get(right, []))
    *others, last = names or [""]
    return f"{', '.join(others)} en {last}" if others else last


def _letters(user: AbstractUser) -> Task | None:
    """What the funder is to be told and no letter was made of; the page makes it in one click."""
    may_write = may_see(user, Notice) and user.has_perm("reporting.add_notice")
    units = units_to_tell() if may_write else []
    said = "activiteiten gaan" if len(units) > 1 else "activiteit gaat"
    sentence = f"{said} niet door zoals afgesproken: meld dat aan de opdrachtgever"
    due = reverse("admin:reporting_notice_due")
    rows = tuple(Row(str(unit), due, "") for unit in units[:SHOWN])
    return Task(len(units), sentence, due, rows) if units else None


def from_colleagues(user: AbstractUser) -> Iterator[FromColleague]:
    """The lines of a report that colleagues ask this person to mend, the oldest first."""
    back = reverse("admin:index")
    for each in asked_of(user):
        yield FromColleague(
            each.missing.text,
            str(each.asked.report),
            each.asked.by,
            each.asked.asked_at,
            going_back(each.missing.deed_url, back),
        )


def may_see(user: AbstractUser, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")

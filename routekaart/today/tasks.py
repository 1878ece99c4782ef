"""What is to be done, and what comes: the values of the first page of the admin.

Only what the person may see is counted, so the number of queries is that of the kinds of work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser
from django.db.models import Model
from django.urls import reverse

from backoffice.tasks import going_back
from dates.values import write
from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from reporting.making.asking_colleagues import asked_of
from reporting.models import Notice
from reporting.notices.due import units_to_tell

from ..work import WORK, Work

UPCOMING = 5


@dataclass(frozen=True)
class Task:
    """So many records of one kind ask for something; `address` is the list of just those."""

    count: int
    sentence: str
    address: str


@dataclass(frozen=True)
class FromColleague:
    """What a colleague who may not mend it asks: what, by whom, and since when."""

    text: str
    report: str
    by: str
    at: datetime
    address: str


@dataclass(frozen=True)
class Upcoming:
    title: str
    when: str
    address: str


def tasks(user: AbstractUser, today: date) -> list[Task]:
    """What the person may see of what is to be done; a kind without work is left out."""
    found = [*(_task(work, user, today) for work in WORK), _letters(user)]
    return [task for task in found if task]


def _task(work: Work, user: AbstractUser, today: date) -> Task | None:
    if not may_see(user, work.list.model):
        return None
    found = work.list.rows(today).count()
    sentence = work.one if found == 1 else work.more
    return Task(found, sentence, work.list.address) if found else None


def _letters(user: AbstractUser) -> Task | None:
    """What the funder is to be told and no letter was made of; the page makes it in one click."""
    found = len(units_to_tell()) if may_see(user, Notice) else 0
    said = "activiteiten gaan" if found > 1 else "activiteit gaat"
    sentence = f"{said} niet door zoals afgesproken: meld dat aan de opdrachtgever"
    return Task(found, sentence, reverse("admin:reporting_notice_due")) if found else None


def from_colleagues(user: AbstractUser) -> list[FromColleague]:
    """The lines of a report that colleagues ask this person to mend, the oldest first."""
    back = reverse("admin:index")
    return [
        FromColleague(
            each.missing.text,
            str(each.asked.report),
            each.asked.by,
            each.asked.asked_at,
            going_back(each.missing.deed_url, back),
        )
        for each in asked_of(user)
    ]


def may_see(user: AbstractUser, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def upcoming(user: AbstractUser, today: date) -> list[Upcoming]:
    """The first meetings to come, of the lines that the person may see."""
    lines = [line.model for line in MEETING_LINES if may_see(user, line.model)]
    found = [meeting for model in lines for meeting in model.objects.upcoming(today)[:UPCOMING]]
    found.sort(key=lambda meeting: (meeting.date_earliest, meeting.pk))
    return list(_shown(found[:UPCOMING]))


def _shown(meetings: list[Meeting]) -> Iterator[Upcoming]:
    for meeting in meetings:
        page = f"admin:{meeting._meta.app_label}_{meeting._meta.model_name}_change"
        when = write(meeting.date) if meeting.is_public else f"{write(meeting.date)}, concept"
        yield Upcoming(str(meeting), when, reverse(page, args=[meeting.pk]))

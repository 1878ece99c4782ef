"""What comes in the next four weeks: meetings of all lines, sessions, steps and milestones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from django.urls import reverse

from dates.values import ApproximateDate, write
from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from pilots.models import Conversation, Counterparty, Session
from toolkit.models import Milestone

from .tasks import may_see

AHEAD = timedelta(weeks=4)
MOST = 50
"""Of each kind; more in four weeks is no programme of this size, and the lists have them all."""

OTHER_DAYS = "Dag nog niet bekend"


@dataclass(frozen=True)
class Coming:
    """One thing that comes; `first` is its day, or the first of its days, that is not behind us."""

    title: str
    when: str
    address: str
    first: date
    is_known: bool


def weeks_ahead(user: AbstractUser, today: date) -> list[tuple[str, list[Coming]]]:
    """What the person may see, by week; at the end what has no day yet."""
    found = sorted(_all(user, today), key=lambda each: (each.first, each.title))
    known = [each for each in found if each.is_known]
    others = [each for each in found if not each.is_known]
    weeks = groupby(known, key=lambda each: _week(each.first, today))
    named = [(name, list(group)) for name, group in weeks]
    return [*named, (OTHER_DAYS, others)] if others else named


def _week(day: date, today: date) -> str:
    monday, this_monday = (each - timedelta(days=each.weekday()) for each in (day, today))
    number = (monday - this_monday).days // 7
    names = {0: "Deze week", 1: "Volgende week"}
    return names.get(number, f"Over {number} weken")


def _all(user: AbstractUser, today: date) -> Iterator[Coming]:
    for line in MEETING_LINES:
        if may_see(user, line.model):
            for meeting in _within(line.model.objects.upcoming(today), "date", today):
                yield _coming(meeting, meeting.date, today, _title_of(meeting))
    if may_see(user, Session):
        sessions = Session.objects.filter(status=Session.Status.PLANNED)
        for session in _within(sessions.select_related("group__pilot"), "date", today):
            title = f"{session}, {session.group}, {session.group.pilot}"
            yield _coming(session.group, session.date, today, title)
    if may_see(user, Counterparty):
        yield from _steps(today)
    if may_see(user, Milestone):
        waiting = Milestone.objects.filter(actual_earliest=None)
        for milestone in _within(waiting, "expected", today):
            yield _coming(milestone, milestone.expected, today, f"Mijlpaal: {milestone}")


def _within(rows: QuerySet, field: str, today: date) -> QuerySet:
    """Those that fall, or may fall, between today and the end of the fourth week."""
    may_fall = {f"{field}_latest__gte": today, f"{field}_earliest__lte": today + AHEAD}
    return rows.filter(**may_fall).order_by(f"{field}_earliest", "pk")[:MOST]


def _steps(today: date) -> Iterator[Coming]:
    steps = Conversation.objects.with_open_step().filter(
        next_step_on__gte=today, next_step_on__lte=today + AHEAD
    )
    for talk in steps.select_related("counterparty").order_by("next_step_on", "pk")[:MOST]:
        party = talk.counterparty
        day = talk.next_step_on
        yield Coming(f"{party}: {talk.next_step}", f"{day:%-d-%-m-%Y}", _page(party), day, True)


def _title_of(meeting: Meeting) -> str:
    return str(meeting) if meeting.is_public else f"{meeting} (concept)"


def _coming(row: Model, day: ApproximateDate, today: date, title: str) -> Coming:
    first = max(day.earliest, today)
    return Coming(title, write(day), _page(row), first, day.is_known_to_the_day)


def _page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])

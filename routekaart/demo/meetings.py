"""Hubs and leadership meetings, with what happened to them since they were planned."""

from collections.abc import Sequence
from typing import Any

from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings.actions import cancel, hold, reschedule
from meetings.models import Meeting, MeetingTitle, Series
from programme.provinces import province_of

from .rows import Loading, find, make, people, themes

SUBJECTS: dict[str, type[Hub | LeadershipMeeting]] = {"leadership": LeadershipMeeting, "hubs": Hub}
"""In this order: hubs may build on a leadership meeting."""


def load_meetings(loading: Loading) -> int:
    """How many meetings were made."""
    made = 0
    for subject, model in SUBJECTS.items():
        for row in loading.folder.rows(subject, "series"):
            make(Series, programme=loading.programme, **row)
        for row in loading.folder.rows(subject, "meeting"):
            _load_meeting(loading, model, **row)
            made += 1
    return made


def _load_meeting(
    loading: Loading,
    model: type[Hub | LeadershipMeeting],
    *,
    date: str = "",
    target: int | str | None = None,
    builds_on: str = "",
    series: str = "",
    other_titles: Sequence[str] = (),
    theme: Sequence[str] = (),
    contributors: Sequence[str] = (),
    moved: Sequence[dict] = (),
    held: dict | None = None,
    cancelled: dict | None = None,
    **fields: Any,
) -> None:
    when = loading.moments.date(date)
    meeting = make(
        model,
        programme=loading.programme,
        date=when,
        target=loading.target(model.LINE, target, when),
        builds_on=find(Meeting, builds_on),
        series=find(Series, series),
        province=province_of(fields.get("place", "")),
        **fields,
    )
    for title in other_titles:
        make(MeetingTitle, meeting=meeting, title=title)
    meeting.themes.set(themes(theme))
    meeting.contributors.set(people(contributors))
    for move in moved:
        _move(loading, meeting, **move)
    if held is not None:
        hold(meeting, by=None, **held)
    if cancelled is not None:
        cancel(meeting, by=None, **cancelled)


def _move(
    loading: Loading, meeting: Meeting, *, to: str, reason: str = "", decided: str = ""
) -> None:
    read = loading.moments.date
    reschedule(meeting, to=read(to), reason=reason, decided=read(decided), by=None)

"""Hubs and leadership meetings, with what happened to them since they were planned."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings.actions import cancel, hold, reschedule
from meetings.actions.evaluating import answer_once
from meetings.actions.series import ask_funder, decide, evaluate
from meetings.models import Meeting, MeetingTitle, Series
from programme.provinces import province_of

from .rows import Loading, find, make, people, themes

SUBJECTS: dict[str, type[Hub | LeadershipMeeting]] = {"leadership": LeadershipMeeting, "hubs": Hub}
"""In this order: hubs may build on a leadership meeting."""
QUESTIONS = ("useful", "recognised", "mark")
"""What one participant answered, in this order."""
LINKS = ("evaluation", "decision", "request")
"""What comes after a series, written in its row."""


def load_meetings(loading: Loading) -> int:
    """How many meetings were made."""
    made = 0
    for subject, model in SUBJECTS.items():
        for row in loading.folder.rows(subject, "series"):
            plain = {name: value for name, value in row.items() if name not in LINKS}
            make(Series, programme=loading.programme, **plain)
        for row in loading.folder.rows(subject, "meeting"):
            _load_meeting(loading, model, **row)
            made += 1
    for subject in SUBJECTS:
        for row in loading.folder.rows(subject, "series"):
            _load_chain(
                loading, Series.objects.get(slug=row["slug"]), **{n: row.get(n) for n in LINKS}
            )
    return made


def _load_chain(
    loading: Loading,
    series: Series,
    *,
    evaluation: dict | None,
    decision: dict | None,
    request: Sequence[dict] | None,
) -> None:
    """What was found, decided and asked after a series; what followed is there by now."""
    if evaluation:
        evaluate(series, **{"source": ""} | _dated(loading, evaluation, "date"), by=None)
    if decision:
        values = _dated(loading, decision, "date")
        follow_up = find(Meeting, values.pop("follow_up", None))
        decide(series, **values, follow_up=follow_up, by=None)
    for row in request or ():
        ask_funder(series, **_dated(loading, row, "asked"), by=None)


def _dated(loading: Loading, row: dict, name: str) -> dict:
    return row | {name: loading.moments.date(row.get(name, ""))}


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
    evaluations: Sequence[Sequence[int]] = (),
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
    for values in evaluations:
        answers = dict(zip(QUESTIONS, values, strict=True))
        answer_once(Meeting.objects.get(pk=meeting.pk), answers, form=uuid4())


def _move(
    loading: Loading, meeting: Meeting, *, to: str, reason: str = "", decided: str = ""
) -> None:
    read = loading.moments.date
    reschedule(meeting, to=read(to), reason=reason, decided=read(decided), by=None)

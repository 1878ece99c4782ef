"""What was learned, and what may go wrong."""

from typing import Any

from meetings.models import Meeting
from reporting.models import Lesson, Risk

from .rows import Loading, find, make


def load_learned(loading: Loading) -> int:
    """How many lessons and risks were made."""
    lessons = loading.folder.rows("learned", "lesson")
    risks = loading.folder.rows("learned", "risk")
    for row in lessons:
        _load_lesson(loading, **row)
    for row in risks:
        _load_risk(loading, **row)
    return len(lessons) + len(risks)


def _load_lesson(loading: Loading, *, year: str, meeting: str = "", **fields: Any) -> None:
    make(
        Lesson,
        programme=loading.programme,
        year=loading.moments.year(year),
        meeting=find(Meeting, meeting),
        **fields,
    )


def _load_risk(loading: Loading, *, since: str, closed: str = "", **fields: Any) -> None:
    read = loading.moments.date
    make(Risk, programme=loading.programme, since=read(since), closed=read(closed), **fields)

"""Stories, editions and milestones of the toolkit, and the findings per theme."""

from collections.abc import Sequence
from typing import Any

from meetings.models import Meeting
from pilots.models import Observation, Pilot
from programme.models import Theme
from toolkit.models import Edition, Finding, Milestone, Story

from .rows import Loading, find, make, people, themes


def load_toolkit(loading: Loading) -> int:
    """How many stories were made."""
    stories = loading.folder.rows("toolkit", "story")
    for row in stories:
        _load_story(loading, **row)
    for row in loading.folder.rows("toolkit", "edition"):
        _load_edition(loading, **row)
    for position, row in enumerate(loading.folder.rows("toolkit", "milestone"), start=1):
        _load_milestone(loading, position=position, **row)
    for position, row in enumerate(loading.folder.rows("findings", "finding"), start=1):
        _load_finding(loading, position=position, **row)
    return len(stories)


def _load_story(
    loading: Loading,
    *,
    theme: list[str],
    qualities: list[str],
    told_at_meeting: str = "",
    told_in_pilot: str = "",
    **fields: Any,
) -> None:
    story = make(
        Story,
        programme=loading.programme,
        told_at_meeting=find(Meeting, told_at_meeting),
        told_in_pilot=find(Pilot, told_in_pilot),
        **fields,
    )
    story.themes.set(themes(theme))
    story.qualities.set(loading.programme.qualities.filter(label__in=qualities))


def _load_edition(
    loading: Loading,
    *,
    ready: str = "",
    made_by: Sequence[str] = (),
    stories: Sequence[str] = (),
    used_in: Sequence[str] = (),
    **fields: Any,
) -> None:
    edition = make(
        Edition, programme=loading.programme, ready=loading.moments.date(ready), **fields
    )
    edition.made_by.set(people(made_by))
    edition.stories.set([find(Story, slug) for slug in stories])
    edition.used_in.set([find(Pilot, slug) for slug in used_in])


def _load_milestone(
    loading: Loading,
    *,
    planned: str = "",
    expected: str = "",
    actual: str = "",
    waits_for: str = "",
    waits_for_pilot: str = "",
    **fields: Any,
) -> None:
    make(
        Milestone,
        programme=loading.programme,
        planned=loading.moments.date(planned),
        expected=loading.moments.date(expected),
        actual=loading.moments.date(actual),
        waits_for=find(Milestone, waits_for),
        waits_for_pilot=find(Pilot, waits_for_pilot),
        **fields,
    )


def _load_finding(
    loading: Loading,
    *,
    year: int | str,
    theme: str,
    stories: Sequence[str] = (),
    meetings: Sequence[str] = (),
    observed_in: str = "",
    **fields: Any,
) -> None:
    """`observed_in` is the pilot of which the observations about the theme lie under it."""
    finding = make(
        Finding,
        programme=loading.programme,
        year=loading.moments.year(year),
        theme=find(Theme, theme),
        **fields,
    )
    finding.stories.set([find(Story, slug) for slug in stories])
    finding.meetings.set([find(Meeting, slug) for slug in meetings])
    observed = Observation.objects.filter(theme=finding.theme)
    finding.observations.set(observed.filter(session__group__pilot__slug=observed_in))

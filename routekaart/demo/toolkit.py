"""Stories, editions and milestones of the toolkit, and the findings per theme."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from meetings.models import Meeting
from pilots.models import Observation, Pilot
from programme.models import Theme
from sorting.cards import WORDS
from toolkit.models import Edition, EditionPart, Finding, Material, Milestone, Story

from .rows import Loading, find, make, people, themes

EXAMPLE: dict[str, Any] = {"audience": "public", "is_example": True}


def load_toolkit(loading: Loading) -> int:
    """How many stories were made."""
    stories = loading.folder.rows("toolkit", "story")
    for row in stories:
        _load_story(loading, **row)
    written = load_written(loading)
    for row in loading.folder.rows("toolkit", "edition"):
        _load_edition(loading, **row)
    for position, row in enumerate(loading.folder.rows("toolkit", "milestone"), start=1):
        _load_milestone(loading, position=position, **row)
    for position, row in enumerate(loading.folder.rows("findings", "finding"), start=1):
        _load_finding(loading, position=position, **row)
    return len(stories) + written


def load_written(loading: Loading) -> int:
    """A whole toolkit as an example: all of it, in the order of the file, is one edition."""
    stories = loading.folder.rows("goedwerk", "story")
    for row in stories:
        _load_story(loading, state=Story.State.ADOPTED, **EXAMPLE, **row)
    materials = [
        _load_material(loading, kind=kind, position=position, **row)
        for kind in ("exercise", "discussion")
        for position, row in enumerate(loading.folder.rows("goedwerk", kind), start=1)
    ]
    for row in loading.folder.rows("goedwerk", "edition"):
        cards = [_load_card(loading, place, *card) for place, card in enumerate(WORDS, start=1)]
        slugs = [each.slug for each in (*materials, *cards)]
        _load_edition(loading, stories=[s["slug"] for s in stories], materials=slugs, **row)
    return len(stories)


def _load_material(
    loading: Loading, *, theme: Sequence[str] = (), qualities: Sequence[str] = (), **fields: Any
) -> Material:
    material = make(Material, programme=loading.programme, **EXAMPLE, **fields)
    material.themes.set(themes(theme))
    material.qualities.set(loading.programme.qualities.filter(label__in=qualities))
    return material


def _load_card(loading: Loading, position: int, word: str, meaning: str) -> Material:
    slug = f"voorbeeld-kaart-{slugify(word)}"
    return _load_material(
        loading, kind=Material.Kind.CARD, position=position, title=word, slug=slug, text=meaning
    )


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
    materials: Sequence[str] = (),
    used_in: Sequence[str] = (),
    **fields: Any,
) -> None:
    edition = make(
        Edition, programme=loading.programme, ready=loading.moments.date(ready), **fields
    )
    edition.made_by.set(people(made_by))
    parts = [{"story": find(Story, slug)} for slug in stories]
    parts += [{"material": find(Material, slug)} for slug in materials]
    for position, part in enumerate(parts, start=1):
        make(EditionPart, edition=edition, position=position, **part)
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

"""The stories that can be released of a pilot: those in which nobody can be recognised."""

from pilots.models import Pilot, What
from pilots.releasing.sources import provide

from .models import Story

SAFE = (Story.State.CHECKED, Story.State.ADOPTED)
"""Anonymised, and checked by somebody else (domain.md, rule 11)."""


def stories_of(pilot: Pilot) -> list[str]:
    """But those of which the consent was taken back, until it is decided that they stay."""
    rows = Story.objects.filter(told_in_pilot=pilot, state__in=SAFE).order_by("pk")
    rows = rows.exclude(pk__in=Story.objects.to_decide().values("pk"))
    texts = rows.exclude(text="").values_list("text", flat=True)
    return ["\n".join(filter(None, map(str.strip, text.splitlines()))) for text in texts]


provide(What.STORIES, stories_of)

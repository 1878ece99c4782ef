"""Stories that belong with something of the library."""

from collections.abc import Sequence
from math import sqrt

from .entries import Entry

MOST = 3
OF_A_LABEL = 0.1
"""What a theme or quality that both have is worth, beside words that both have (0 to 1)."""


def related_stories(entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Those that share most themes and qualities with it, and say the same words; without any in
    common none."""
    stories = [each for each in entries if each.kind == "story" and each.url != entry.url]
    near = [(_nearness(entry, story), story) for story in stories if _shared(entry, story)]
    return [story for _, story in sorted(near, key=lambda pair: -pair[0])[:MOST]]


def _nearness(one: Entry, other: Entry) -> float:
    return _shared(one, other) * OF_A_LABEL + _likeness(one, other)


def _shared(one: Entry, other: Entry) -> int:
    return len(set(one.labels) & set(other.labels))


def _likeness(one: Entry, other: Entry) -> float:
    """The cosine of what their stems weigh."""
    mine, theirs = one.terms.weights, other.terms.weights
    common = sum(weight * theirs[stem] for stem, weight in mine.items() if stem in theirs)
    lengths = [sqrt(sum(weight * weight for weight in each.values())) for each in (mine, theirs)]
    return common / (lengths[0] * lengths[1]) if all(lengths) else 0.0

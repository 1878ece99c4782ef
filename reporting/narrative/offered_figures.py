"""The figures that a text can name, under Dutch headings: nobody finds one among ninety."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst

from meetings.lines import MEETING_LINES
from programme.lines import COUNTED_LINES

from ..document.values import Figure
from .reading import print_figure

SUBJECTS = {
    **{line.key: capfirst(line.more_in_full) for line in (*MEETING_LINES, *COUNTED_LINES)},
    "ambassadors": "Ambassadeurs",
    "reach": "Bereik",
    "cumulative": "De looptijd tot nu toe",
    "previous": "Het jaar ervoor",
    "pilot": "Per pilot",
    "series": "Per reeks",
    "meeting": "Per bijeenkomst",
}
"""By the first part of the key."""


@dataclass(frozen=True)
class Placeholder:
    """`value` is what it prints now; `written` what staff type in the text."""

    label: str
    value: str
    written: str


@dataclass(frozen=True)
class Group:
    title: str
    placeholders: tuple[Placeholder, ...]


def grouped(figures: list[Figure]) -> Iterator[Group]:
    """In the order of SUBJECTS; within a subject the order of the figures stays."""
    subjects = list(SUBJECTS)
    in_order = sorted(figures, key=lambda figure: subjects.index(_subject(figure)))
    for subject, found in groupby(in_order, key=_subject):
        yield Group(SUBJECTS[subject], tuple(map(_placeholder, found)))


def _subject(figure: Figure) -> str:
    return figure.key.partition(".")[0]


def _placeholder(figure: Figure) -> Placeholder:
    return Placeholder(figure.label, print_figure(figure, words=False), f"{{{figure.key}}}")

"""What is written of a story, sentence by sentence, so that its giver can strike some."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count

from ..models import Story
from ..models.story import WRITTEN_OUT

SENTENCE = re.compile(r"(?<=[.!?…])[ \t]+")


@dataclass(frozen=True)
class Passage:
    """One sentence; `number` counts through all that is written of the story."""

    number: int
    text: str


@dataclass(frozen=True)
class Part:
    """One field of the story, its sentences by paragraph."""

    field: str
    paragraphs: list[list[Passage]]

    @property
    def label(self) -> str:
        return str(Story._meta.get_field(self.field).verbose_name)

    @property
    def is_text(self) -> bool:
        return self.field == "text"

    def without(self, numbers: Collection[int]) -> str:
        left = (
            " ".join(passage.text for passage in each if passage.number not in numbers)
            for each in self.paragraphs
        )
        return ("\n\n" if self.is_text else "\n").join(filter(None, left))


def parts_of(story: Story) -> list[Part]:
    """Those in which something stands, the text first."""
    numbers = count()
    found = [Part(name, _paragraphs(getattr(story, name), numbers)) for name in WRITTEN_OUT]
    return [part for part in found if part.paragraphs]


def passages_of(story: Story) -> list[Passage]:
    return [each for part in parts_of(story) for each in chain.from_iterable(part.paragraphs)]


def _paragraphs(text: str, numbers: count) -> list[list[Passage]]:
    return [
        [Passage(next(numbers), each) for each in SENTENCE.split(paragraph.strip()) if each]
        for paragraph in text.splitlines()
        if paragraph.strip()
    ]

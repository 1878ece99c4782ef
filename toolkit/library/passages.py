"""The sentence in which what was looked for stands: a reader sees why something is found."""

from collections.abc import Set

from django.utils.text import Truncator

from dutch.stems import stems_of, telling_words_of

from ..giver.passages import SENTENCE
from .compounds import parts_of
from .entries import Entry
from .terms import stems_of_parts

LONGEST = 220


def passage_of(entry: Entry, stems: Set[str]) -> str:
    """The first that has most of these stems; empty where title or summary says it already, and of
    a story of which no sentence may be quoted."""
    if not entry.may_be_quoted or _having(f"{entry.row.title} {entry.summary}", stems):
        return ""
    sentences = [each for line in entry.body.splitlines() for each in SENTENCE.split(line)]
    best = max(sentences, key=lambda sentence: _having(sentence, stems), default="")
    return str(Truncator(best).chars(LONGEST)) if _having(best, stems) else ""


def _having(text: str, stems: Set[str]) -> int:
    words = telling_words_of(text)
    return sum(bool((stems_of(w) | stems_of_parts(parts_of(w))) & stems) for w in words)

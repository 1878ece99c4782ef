"""What a text can be found by: stems of its words and of the parts of its compounds."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dutch.stems import stems_of, telling_words_of

from .compounds import parts_of

TITLE, SUMMARY, BODY = 5.0, 2.0, 1.0
OF_A_PART = 0.5
"""How much a part of a word says beside a whole one."""


@dataclass(frozen=True)
class Terms:
    """How much each stem weighs in a text, and the words that are in it."""

    weights: Mapping[str, float]
    words: frozenset[str]


@lru_cache(maxsize=5_000)
def terms_of(title: str, summary: str, body: str) -> Terms:
    """The same text is taken apart once in a process, so that a search reads what is there now."""
    weights: dict[str, float] = defaultdict(float)
    words: set[str] = set()
    for text, weight in ((title, TITLE), (summary, SUMMARY), (body, BODY)):
        for word in telling_words_of(text):
            parts = parts_of(word)
            words |= {word} | parts
            for stem in stems_of(word):
                weights[stem] += weight
            for stem in stems_of_parts(parts):
                weights[stem] += weight * OF_A_PART
    return Terms(dict(weights), frozenset(words))


def stems_of_parts(parts: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*map(stems_of, parts))

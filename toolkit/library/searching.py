"""Finding in the library, the same on every database: all that is ranked is ranked here."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from dutch.stems import stems_of, telling_words_of, words_of
from programme.candidates.likeness import like

from ..anonymity.vocabulary import words as dutch_words
from .compounds import SHORTEST, parts_of
from .entries import Entry
from .terms import stems_of_parts

MOST_WORDS = 20
LONGEST_WORD = 40
HALF = 1.5
"""The weight at which a stem says half of what it can; twice as often says little more."""

WITH_TITLE = 10.0
OF_A_PART, OF_ANOTHER = 0.5, 0.7


@dataclass(frozen=True)
class Found:
    """The best first; `meant` are words that stand in the library for ones that stand nowhere;
    `stems` is all that was looked for."""

    entries: list[Entry]
    meant: list[str]
    stems: frozenset[str]


@dataclass(frozen=True)
class Sought:
    """What one word that was typed is looked for by, with how much each stem is worth."""

    stems: dict[str, float]
    meant: str = ""


def search(entries: Sequence[Entry], typed: str) -> Found:
    """Those that have one of the words; what has more of them, or in its title, comes first."""
    known = frozenset[str]().union(*(entry.terms.words for entry in entries))
    sought = [_sought(word, entries, known) for word in _words(typed)]
    worth = [_rarity(each, entries) for each in sought]
    title = " ".join(words_of(typed))
    scored = [(_score(entry, sought, worth, title), entry) for entry in entries]
    scored = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    stems = frozenset(stem for each in sought for stem in each.stems)
    meant = [each.meant for each in sought if each.meant]
    return Found([entry for _, entry in scored], meant, stems)


def _words(typed: str) -> list[str]:
    unlike = dict.fromkeys(telling_words_of(typed))
    return [word for word in unlike if len(word) <= LONGEST_WORD][:MOST_WORDS]


def _sought(word: str, entries: Sequence[Entry], known: frozenset[str]) -> Sought:
    """A short part says too little to be looked for: who types "wethouder" means no "wet"."""
    parts = frozenset(part for part in parts_of(word) if len(part) >= SHORTEST)
    stems = dict.fromkeys(stems_of_parts(parts), OF_A_PART)
    stems |= dict.fromkeys(stems_of(word), 1.0)
    if _is_somewhere(stems, entries) or word in dutch_words():
        return Sought(stems)
    meant = next(iter(like(word, known)), "")
    return Sought(stems | dict.fromkeys(stems_of(meant), OF_ANOTHER), meant)


def _is_somewhere(stems: dict[str, float], entries: Sequence[Entry]) -> bool:
    return any(not entry.terms.weights.keys().isdisjoint(stems) for entry in entries)


def _rarity(sought: Sought, entries: Sequence[Entry]) -> float:
    """A word that few have says more."""
    having = sum(not entry.terms.weights.keys().isdisjoint(sought.stems) for entry in entries)
    return log(1 + len(entries) / having) if having else 0.0


def _score(entry: Entry, sought: list[Sought], worth: list[float], title: str) -> float:
    found = [_how_much(entry, each) for each in sought]
    total = sum(much * rare for much, rare in zip(found, worth, strict=True))
    share = sum(much > 0 for much in found) / len(found) if found else 0.0
    whole = title and title in " ".join(words_of(entry.row.title))
    return total * share + (WITH_TITLE if whole else 0.0)


def _how_much(entry: Entry, sought: Sought) -> float:
    weights = entry.terms.weights
    pairs = [(weights[stem], factor) for stem, factor in sought.stems.items() if stem in weights]
    return max((factor * weight / (weight + HALF) for weight, factor in pairs), default=0.0)

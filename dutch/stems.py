"""Words as a reader looks for them: whatever form they stand in, without those that say nothing."""

import re
from functools import lru_cache

import snowballstemmer

from .sorting import fold_all

WORD = re.compile(r"[^\W_]+")
STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("dutch", "dutch_porter"))
"""Kraaij and Pohlmann know plurals and participles, Porter the adjectives they miss."""

_SAY_NOTHING = """
aan achter al alle alleen alles als altijd andere anders bij binnen boven buiten daar daarna
daarom dan dat de deze die dit doen door doet dus echt een eens eerst eigenlijk elk elke en er
erg even ge geen gaan gaat had heb hebben hebt heeft heel hem hen het hier hij hoe hun iedereen
iemand iets ik in is ja je jij jou jouw kan komt kon kun kunnen kunt maar mag me mee meer men
met mij mijn moet moeten na naar net niet niets nog nooit nou nu of om omdat onder ons ook op
over per pas samen sinds soms staat steeds te tegen terug toch toen tot tussen tijdens u uit uw
van vanaf vandaag veel via volgens voor vooral waar waarom wanneer want waren was wat we weer
weet wel werd weten wie wij wil willen word worden wordt ze zelf zich zij zijn zo zoals zonder zou
zouden zullen
"""
FUNCTION_WORDS = frozenset(_SAY_NOTHING.split())


def words_of(text: str) -> list[str]:
    """Folded, in their order; a sign parts, so that "collega's" gives "collega"."""
    return [word for word in WORD.findall(fold_all(text)) if len(word) > 1 or word.isdigit()]


def telling_words_of(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in FUNCTION_WORDS]


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> frozenset[str]:
    """Two words are forms of one where they share a stem: "advies" and "adviezen"."""
    return frozenset(stemmer.stemWord(word) for stemmer in STEMMERS)

"""Mentions of the same brought together, so that one decision counts for all of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from .marks import Entity, Kind, Mark
from .proposals import propose

GENITIVES = ("'", "’", "'s", "’s")
NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold().replace("ı", "i")
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def group(marks: Iterable[Mark], text_of: dict[str, str]) -> list[Entity]:
    ordered = sorted(marks, key=lambda mark: (mark.field != "text", mark.field, mark.start))
    bundles: list[list[Mark]] = []
    by_word: dict[tuple[str, str], int] = {}
    for mark in sorted(ordered, key=lambda mark: -len(mark.core)):
        place = _bundle_of(mark, by_word)
        if place is None:
            place = len(bundles)
            bundles.append([])
        bundles[place].append(mark)
        for word in _words(mark):
            by_word.setdefault((_family(mark.kind), word), place)
    found = [_entity(bundle, text_of) for bundle in bundles]
    return sorted(
        found, key=lambda entity: (entity.mentions[0].field != "text", entity.mentions[0].start)
    )


def _family(kind: Kind) -> str:
    return "name" if kind in NAMED else str(kind)


def _words(mark: Mark) -> list[str]:
    if mark.kind is Kind.PERSON and len(mark.core) > 1:
        whole = " ".join(fold(word) for word in mark.core)
        return [whole, *(fold(word) for word in mark.core if len(word) > 1)]
    return [" ".join(fold(word) for word in mark.core)]


def _bundle_of(mark: Mark, by_word: dict[tuple[str, str], int]) -> int | None:
    """Whole names first; a single word joins the first whole name that holds it. Two whole names
    are one only where they are the same: "Jan de Boer" is not "Anna de Boer"."""
    words = _words(mark)
    family = _family(mark.kind)
    for word in words[:1]:
        if (family, word) in by_word:
            return by_word[family, word]
        stem = word[:-1] if word.endswith("s") else f"{word}s"
        if mark.kind in NAMED and (family, stem) in by_word:
            return by_word[family, stem]
    return None


def _entity(bundle: list[Mark], text_of: dict[str, str]) -> Entity:
    mentions = sorted(bundle, key=lambda mark: (mark.field != "text", mark.field, mark.start))
    kind = Counter(mark.kind for mark in mentions).most_common(1)[0][0]
    longest = max(
        mentions,
        key=lambda m: (m.kind is kind, len(m.core), not m.text.endswith(GENITIVES), len(m.text)),
    )
    spoken = re.sub(r"\s+", " ", longest.text)
    first = next(mark for mark in mentions if mark.kind is kind)
    key = f"{kind}:{' '.join(fold(word) for word in longest.core)}"
    proposal = propose(longest, text_of[longest.field])
    return Entity(key[:300], kind, spoken, first.why, proposal, mentions)

"""By which names organisations are known, and the forms in which such a name is recognised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ..models import NameKey
from ..search_words import ALSO, SEPARATORS, WITH_AND, search_words

SMALL = {"aan", "ad", "d", "de", "den", "der", "en", "het", "in", "te", "v", "van", "vd", "voor"}
"""Words that people add, leave out and shorten: "De Belastingdienst", "Raad v/d rechtspraak"."""

KINDS = {
    "gemeente": "gemeente",
    "hoogheemraadschap": "waterschap",
    "ministerie": "ministerie",
    "provincie": "provincie",
    "waterschap": "waterschap",
}
"""What people say an organisation is, and what the register calls that."""

SPOKEN = {"bz": ("buza",), "bzk": ("biza",), "def": ("defensie",), "szw": ("soza", "sozawe")}
"""What people make of the abbreviation of a ministry."""

IN_USE = {
    "hoogheemraadschap hollands noorderkwartier": "hhnk",
    "hoogheemraadschap van schieland en de krimpenerwaard": "hhsk",
}
"""Abbreviations that the register leaves out, and that are not the first letters."""

IN_BRACKETS = re.compile(r"^(.*) \(([^()]+)\)$")


class How(IntEnum):
    """What a key is to its organisation; in the order in which candidates are shown."""

    NAME = 0
    ABBREVIATION = 1
    OTHER = 2
    FORMER = 3


@dataclass(frozen=True)
class Known:
    """One name of one organisation. `kind` is of the register; `until` the last year of a former
    name, None where it is not known."""

    organisation: int
    key: str
    how: How
    kind: str = ""
    rank: int = 1
    sort_key: str = ""
    until: int | None = None
    parent: int | None = None


def known_now() -> list[Known]:
    """Of all organisations that can be chosen; in one query."""
    rows = NameKey.objects.offered().values_list(
        "organisation_id",
        "key",
        "is_abbreviation",
        "other_name__is_former",
        "organisation__kind",
        "organisation__rank",
        "organisation__sort_key",
        "other_name__until_latest",
        "organisation__parent",
    )
    return [
        Known(
            organisation=pk,
            key=key,
            how=_how(key, is_short, is_former, sort_key),
            kind=kind,
            rank=rank,
            sort_key=sort_key,
            until=until and until.year,
            parent=parent,
        )
        for pk, key, is_short, is_former, kind, rank, sort_key, until, parent in rows
    ]


def _how(key: str, is_abbreviation: bool, is_former: bool | None, sort_key: str) -> How:
    if is_abbreviation:
        return How.ABBREVIATION
    if is_former is None or key == sort_key:
        return How.NAME
    return How.FORMER if is_former else How.OTHER


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The words that count: "Min. van BZK" as ("ministerie", "bzk")."""
    words = search_words(text)
    return tuple(word for word in words if word not in SMALL) or tuple(words)


def also(words: tuple[str, ...]) -> tuple[str, ...]:
    """With the names that provinces have besides: "friesland" as "fryslan"."""
    return tuple(part for word in words for part in SEPARATORS.split(ALSO.get(word, word)))


def kind_in(words: tuple[str, ...]) -> str:
    return next((KINDS[word] for word in words if word in KINDS), "")


def without_kind(words: tuple[str, ...], *, keep: bool = True) -> tuple[str, ...]:
    """All of them where nothing else would be left, unless told not to keep them."""
    rest = tuple(word for word in words if word not in KINDS)
    return rest or (words if keep else ())


def short(word: str) -> str:
    """ "ienw" and "iw" are the same abbreviation."""
    with_and = WITH_AND.fullmatch(word)
    return "".join(with_and.groups()) if with_and else word


def forms(known: Known) -> Iterator[str]:
    """How its name is recognised: written together, in another order, without its kind."""
    for text in _texts(known):
        words = words_of(text)
        yield from spelled(words)
        yield "".join(SEPARATORS.split(text))
        if kind_in(words):
            yield from spelled(without_kind(words))
    if known.key in IN_USE:
        yield IN_USE[known.key]
    if known.how is How.ABBREVIATION and known.kind == "ministerie":
        yield from (f"{begin}{name}" for name in _spoken(known.key) for begin in ("", "min"))


def _spoken(abbreviation: str) -> tuple[str, ...]:
    return abbreviation, *SPOKEN.get(abbreviation, ())


def _texts(known: Known) -> list[str]:
    """A former ministry stands with its abbreviation: "… en milieu (ienm)"."""
    parts = IN_BRACKETS.match(known.key) if known.how is How.FORMER else None
    return list(parts.groups()) if parts else [known.key]


def spelled(words: tuple[str, ...]) -> Iterator[str]:
    yield "".join(words)
    yield " ".join(sorted(words))
    if len(words) == 1:
        yield short(words[0])


@lru_cache(maxsize=16384)
def initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words) if len(words) > 2 else ""

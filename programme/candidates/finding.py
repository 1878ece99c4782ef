"""From what someone typed to what it may be, the surest first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from dutch.numbers import in_words
from dutch.sorting import fold

from ..search_words import SEPARATORS, is_written_as, spellings
from .known import (
    SMALL,
    How,
    Known,
    forms,
    initials,
    kind_in,
    known_now,
    spelled,
    without_kind,
    words_of,
)
from .likeness import FEWEST_LETTERS, like

LIKE = "lijkt op de naam"
FIRST_WORDS = "de naam begint zo"
ALL_WORDS = "deze woorden staan in de naam"
LETTERS = "beginletters van de naam"
NAMES = {How.NAME: "naam", How.ABBREVIATION: "afkorting", How.OTHER: "andere naam"}
TRIED = 12
"""Combinations of words with typing errors, at most."""
COMMON = {
    "dienst",
    "directie",
    "afdeling",
    "gemeentelijke",
    "nederland",
    "regio",
    "stichting",
    "team",
}
"""Say too little to be all that is shared with a name."""

Found = list[tuple[Known, str]]


@dataclass(frozen=True)
class Candidate:
    """An organisation by its key, and why it may be the one."""

    organisation: int
    reason: str


class Candidates:
    """Finds candidates among what is known; made once for a page."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.known = list(known)
        self.by_form: dict[str, list[Known]] = {}
        for each in self.known:
            for form in set(forms(each)):
                self.by_form.setdefault(form, []).append(each)
        self.vocabulary = {
            word for each in self.known for word in SEPARATORS.split(each.key) if len(word) > 2
        }

    @classmethod
    def now(cls) -> "Candidates":
        return cls(known_now())

    def of(self, typed: str, *, most: int) -> list[Candidate]:
        """At most so many, the best first, each organisation once with its best reason."""
        words = words_of(fold(typed))
        if not words:
            return []
        best: dict[int, str] = {}
        for step in self._steps(words, fold(typed)):
            for known, reason in step:
                best.setdefault(known.organisation, reason)
            if len(best) >= most:
                break
        for known, reason in () if best else self._sharing(words):
            best.setdefault(known.organisation, reason)
        return [Candidate(pk, reason) for pk, reason in islice(best.items(), most)]

    def _steps(self, words: tuple[str, ...], key: str) -> Iterator[Found]:
        exact = self._called(words, key)
        yield self._told(exact)
        parts = self._parts(words)
        yield parts
        if exact or not without_kind(words, keep=False):
            return
        yield from self._by_words(words)
        if not parts:
            yield self._nearly(words)

    def _by_words(self, words: tuple[str, ...]) -> Iterator[Found]:
        yield self._where(FIRST_WORDS, lambda each: _begins(each, words))
        yield self._where(LETTERS, lambda each: _letters(each, words))
        yield self._where(ALL_WORDS, lambda each: _holds(each, words))

    def _called(self, words: tuple[str, ...], key: str) -> list[Known]:
        """Who is called so, whatever the order, the signs and the kind that is said with it."""
        kind = kind_in(words)
        found = [*self._of_forms([*spelled(words), "".join(SEPARATORS.split(key))])]
        if kind:
            rest = self._of_forms(spelled(without_kind(words)))
            found += [each for each in rest if each.kind == kind]
        return sorted(set(found), key=_order)

    def _of_forms(self, wanted: Iterable[str]) -> Iterator[Known]:
        for form in wanted:
            yield from self.by_form.get(form, ())

    def _told(self, found: list[Known]) -> Found:
        return [(each, _reason(each, found)) for each in found]

    def _parts(self, words: tuple[str, ...]) -> Found:
        """An organisation with a part of it: "BZK, directie X", "afdeling P&O, gemeente Breda"."""
        found: list[tuple[tuple, Known, str]] = []
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = words[first:last]
                if len(part) == len(words) or _says_little(part):
                    continue
                reason = f"“{' '.join(part)}” staat erin"
                found += (
                    ((-len(part), _is_place(each, part), first, *_order(each)), each, reason)
                    for each in self._called(part, "".join(part))
                )
        return [(each, reason) for _order, each, reason in sorted(found, key=lambda row: row[0])]

    def _where(self, reason: str, holds: Callable[[Known], bool]) -> Found:
        found = [each for each in self.known if holds(each)]
        return [(each, reason) for each in sorted(found, key=_order)]

    def _nearly(self, words: tuple[str, ...]) -> Found:
        """With small typing errors, or written together or apart."""
        together = "".join(words)
        if len(together) <= FEWEST_LETTERS:
            return []
        joined = together.isalnum()
        found = self._where(LIKE, lambda each: joined and is_written_as(each.key, together))
        likely = [like(word, self.vocabulary)[:3] for word in words]
        if not all(likely):
            return found
        for mended in islice(product(*likely), TRIED):
            if mended != words:
                found += ((each, LIKE) for each in self._mended(mended))
        return found

    def _mended(self, words: tuple[str, ...]) -> Iterator[Known]:
        called = self._called(words, "".join(words))
        yield from called
        if not called:
            yield from (each for each, _reason in self._parts(words))
            for step in self._by_words(words):
                yield from (each for each, _reason in step)

    def _sharing(self, words: tuple[str, ...]) -> Found:
        """The last resort: a telling word that is in the name too."""
        telling = [
            w
            for w in without_kind(words, keep=False)
            if len(w) >= FEWEST_LETTERS and w not in COMMON
        ]
        found: Found = []
        for word in sorted(telling, key=len, reverse=True):
            named = [each for each in self.known if word in words_of(each.key)]
            found += ((each, f"“{word}” staat in de naam") for each in sorted(named, key=_order))
        return found


def _order(known: Known) -> tuple:
    """Former names last, the latest of them first; else what most people mean."""
    is_former = known.how is How.FORMER
    return is_former, -(known.until or 0), known.rank, known.how, known.sort_key


def _reason(known: Known, among: list[Known]) -> str:
    if known.how is How.FORMER:
        told = f"oude naam tot {known.until}" if known.until else "oude naam"
    else:
        told = NAMES[known.how]
    bearers = {each.organisation for each in among if each.how is known.how}
    return f"{told}, door {in_words(len(bearers))} gedragen" if len(bearers) > 1 else told


def _is_place(known: Known, part: tuple[str, ...]) -> bool:
    """A town may only say where: "RWS Utrecht"."""
    return known.kind in ("gemeente", "provincie", "waterschap") and not kind_in(part)


def _says_little(part: tuple[str, ...]) -> bool:
    return not part or without_kind(part) == part and all(_is_weak(word) for word in part)


def _is_weak(word: str) -> bool:
    return len(word) < 2 or word in SMALL or word in COMMON or bool(kind_in((word,)))


def _begins(known: Known, words: tuple[str, ...]) -> bool:
    if known.how is How.ABBREVIATION:
        return False
    own, kind = words_of(known.key), kind_in(words)
    if own[: len(words)] == words:
        return True
    wanted = without_kind(words)
    is_kind = not kind or kind in (known.kind, kind_in(own))
    return is_kind and not _is_weak(wanted[0]) and without_kind(own)[: len(wanted)] == wanted


def _letters(known: Known, words: tuple[str, ...]) -> bool:
    if len(words) != 1 or not 3 <= len(words[0]) <= 6 or known.how is How.ABBREVIATION:
        return False
    own = words_of(known.key)
    return words[0] in (
        initials(own),
        initials(without_kind(own)),
        initials(tuple(known.key.split())),
    )


def _holds(known: Known, words: tuple[str, ...]) -> bool:
    if known.how is How.ABBREVIATION:
        return False
    if len("".join(words)) < FEWEST_LETTERS:
        return False
    return all(any(spelling in known.key for spelling in spellings(word)) for word in words)

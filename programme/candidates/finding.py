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
    also,
    forms,
    initials,
    kind_in,
    known_now,
    spelled,
    without_kind,
    words_of,
)
from .likeness import FEWEST_LETTERS, alike, closest, like

LIKE = "lijkt op de naam"
FIRST_WORDS = "de naam begint zo"
ALL_WORDS = "deze woorden staan in de naam"
LETTERS = "beginletters van de naam"
NAMES = {How.NAME: "naam", How.ABBREVIATION: "afkorting", How.OTHER: "andere naam"}
TRIED = 12
"""Combinations of words with typing errors, at most."""
LONGEST_PART = 8
"""Words."""
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
        if not exact and len(words) > 1:
            yield self._where(FIRST_WORDS, lambda each: _begins(each, words))
            yield self._where(ALL_WORDS, lambda each: _holds_whole(each, words))
        parts = self._parts(words)
        yield parts
        if exact or not without_kind(words, keep=False):
            return
        yield from self._by_words(words)
        if not parts:
            yield self._nearly(words, key)

    def _by_words(self, words: tuple[str, ...]) -> Iterator[Found]:
        yield self._where(FIRST_WORDS, lambda each: _begins(each, words))
        yield self._where(LETTERS, lambda each: _letters(each, words))
        yield self._where(ALL_WORDS, lambda each: _holds(each, words))

    def _called(self, words: tuple[str, ...], key: str) -> list[Known]:
        """Who is called so, whatever the order, the signs and the kind that is said with it."""
        kind = kind_in(words)
        wanted = {*spelled(words), *spelled(also(words)), "".join(SEPARATORS.split(key))}
        found = list(self._of_forms(wanted))
        if kind:
            rest = self._of_forms(
                {w for s in (words, also(words)) for w in spelled(without_kind(s))}
            )
            found += [each for each in rest if each.kind == kind]
        return sorted(set(found), key=_order)

    def _of_forms(self, wanted: Iterable[str]) -> Iterator[Known]:
        for form in wanted:
            yield from self.by_form.get(form, ())

    def _told(self, found: list[Known]) -> Found:
        return [(each, _reason(each, found)) for each in found]

    def _parts(self, words: tuple[str, ...]) -> Found:
        """An organisation with a part of it: "BZK, directie X", "afdeling P&O, gemeente Breda".

        What falls under another that is named too is meant: "Min. VWS / RIVM".
        """
        found: list[tuple[tuple, Known, str]] = []
        for first in range(len(words)):
            for last in range(first + 1, min(first + LONGEST_PART, len(words)) + 1):
                part = words[first:last]
                if len(part) == len(words) or _says_little(part):
                    continue
                reason = f"“{' '.join(part)}” staat erin"
                found += (
                    ((-len(part), _is_place(each, part), first, *_order(each)), each, reason)
                    for each in self._called(part, "".join(part))
                )
        found.sort(key=lambda row: row[0])
        above = {known.organisation for _order, known, _reason in found}
        below = [row for row in found if row[1].parent in above]
        return [(known, reason) for _order, known, reason in [*below, *found]]

    def _where(self, reason: str, holds: Callable[[Known], bool]) -> Found:
        found = [each for each in self.known if holds(each)]
        return [(each, reason) for each in sorted(found, key=_order)]

    def _nearly(self, words: tuple[str, ...], key: str) -> Found:
        """With small typing errors, or written together or apart."""
        together = "".join(words)
        found: Found = []
        if len(together) > FEWEST_LETTERS:
            joined = together.isalnum()
            found += self._where(LIKE, lambda each: joined and is_written_as(each.key, together))
            found += ((each, LIKE) for each in self._with_words_mended(words))
        whole = "".join(SEPARATORS.split(key))
        if not found and len(whole) > FEWEST_LETTERS:
            near = self._of_forms(closest(whole, self.by_form))
            found += ((each, LIKE) for each in sorted(set(near), key=_order))
        return found

    def _with_words_mended(self, words: tuple[str, ...]) -> Iterator[Known]:
        likely = [like(word, self.vocabulary)[:3] for word in words]
        for mended in islice(product(*likely), TRIED):
            if mended != words:
                yield from self._mended(mended)

    def _mended(self, words: tuple[str, ...]) -> Iterator[Known]:
        called = self._called(words, "".join(words))
        yield from called
        if not called:
            yield from (each for each, _reason in self._parts(words))
            for step in self._by_words(words):
                yield from (each for each, _reason in step)

    def _sharing(self, words: tuple[str, ...]) -> Found:
        """The last resort: the more telling words are in the name too, the better."""
        telling = [w for w in without_kind(words, keep=False) if len(w) >= FEWEST_LETTERS]
        found = []
        for each in self.known:
            own = words_of(each.key)
            shared = [word for word in telling if any(alike(word, other) for other in own)]
            if any(word not in COMMON for word in shared):
                is_kind = kind_in(words) in ("", each.kind)
                order = (-len("".join(shared)), not is_kind, *_order(each))
                found.append((order, each, _shared(shared, own)))
        found.sort(key=lambda row: row[0])
        return [(each, reason) for _, each, reason in found]


def _shared(words: list[str], own: tuple[str, ...]) -> str:
    """Of words that stand in the name, and else of words that are like one of it."""
    same = [word for word in words if word in own]
    if same:
        return f"“{' '.join(same)}” staat in de naam"
    return f"“{' '.join(words)}” lijkt op een woord in de naam"


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


def _holds_whole(known: Known, words: tuple[str, ...]) -> bool:
    """Each is a word of the name, or the beginning or end of one: "hof den haag"."""
    if known.how is How.ABBREVIATION or min(map(len, words)) < 3:
        return False
    own = words_of(known.key)
    return all(any(o.startswith(word) or o.endswith(word) for o in own) for word in words)


def _holds(known: Known, words: tuple[str, ...]) -> bool:
    if known.how is How.ABBREVIATION:
        return False
    if len("".join(words)) < FEWEST_LETTERS:
        return False
    return all(any(spelling in known.key for spelling in spellings(word)) for word in words)

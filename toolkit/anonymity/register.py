"""Organisations by name, abbreviation, other and former name, found in the tokens of a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .marks import Kind, Mark
from .tokens import Token
from .vocabulary import allowed, bare, is_explained, places, without_genitive
from .wordlist import read_blocks

WORD = re.compile(r"[^\W_]+(?:[-'’./&][^\W_]+)*|&")


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation of the register; after a "|" in its key is what could stand instead."""

    key: str


GENERAL = Listed("")


@lru_cache
def abbreviations() -> frozenset[str]:
    """Of organisations known to all, with and without capitals."""
    names = read_blocks("heads")["abbreviation"]
    return names | {name.lower() for name in names if not is_explained(name.lower())}


class Register:
    """Names as tuples of lower-case words, by their first word; abbreviations as written."""

    def __init__(self, rows: Iterable[tuple[str, str, bool]], *, general: bool = True) -> None:
        """`rows`: key with what to say instead after a "|", name, whether an abbreviation."""
        self._names: dict[str, list[tuple[tuple[str, ...], Listed]]] = {}
        self._short: dict[str, Listed] = {}
        if general:
            self._short = {name: GENERAL for name in abbreviations() if " " not in name}
        for key, name, is_abbreviation in rows:
            listed = Listed(key)
            if is_abbreviation and " " not in name:
                self._add_short(name, listed)
            else:
                self._add_name(name, listed)
        for name in abbreviations() if general else ():
            if " " in name:
                self._add_name(name, GENERAL)

    def _add_short(self, name: str, listed: Listed) -> None:
        if len(name) > 1 and name not in allowed():
            self._short[name] = listed
            if len(name) > 2 and not is_explained(name.lower()):
                self._short[name.lower()] = listed

    def _add_name(self, name: str, listed: Listed) -> None:
        words = tuple(WORD.findall(re.sub(r"\s*\(.*?\)", "", name).lower()))
        if words and words[0] in ("het", "de") and len(words) > 1:
            words = words[1:]
        if not words:
            return
        if len(words) == 1 and (len(words[0]) < 4 or name in places() or _is_plain(words[0])):
            return
        self._names.setdefault(words[0], []).append((words, listed))

    def find(self, tokens: list[Token], field: str) -> Iterator[Mark]:
        """The longest name at each token."""
        position = 0
        names, short = self._names, self._short
        while position < len(tokens):
            token = tokens[position]
            if not token.is_capital and token.low not in names and token.low not in short:
                position += 1
                continue
            length, mark = self._at(tokens, position, field)
            if mark:
                yield mark
            position += max(length, 1)

    def _at(self, tokens: list[Token], position: int, field: str) -> tuple[int, Mark | None]:
        token = tokens[position]
        if token.kind not in ("word", "initials"):
            return 1, None
        best: tuple[int, Listed] | None = None
        for first in {token.low, *(form.lower() for form in without_genitive(token.text))}:
            for words, listed in self._names.get(first, ()):
                if (best is None or len(words) > best[0]) and _matches(tokens, position, words):
                    best = len(words), listed
        if best is None and (short := self._abbreviation(token)):
            best = 1, short
        if best is None:
            return 1, None
        last = tokens[position + best[0] - 1]
        name = " ".join(t.text for t in tokens[position : position + best[0]])
        why = "Deze organisatie staat in het register, met deze of een andere naam."
        core = (best[1].key or name,)
        mark = Mark(token.start, last.end, Kind.ORGANISATION, why, name, field, core)
        return best[0], mark

    def _abbreviation(self, token: Token) -> Listed | None:
        written = bare(token.text)
        for form in (written, written.split("-")[0]):
            listed = self._short.get(form)
            if listed and not (
                token.opens
                and form == written
                and is_explained(form.lower())
                and not form.isupper()
            ):
                return listed
        return None


def _is_plain(name: str) -> bool:
    """A name of one ordinary word ("Impact") says nothing by itself."""
    return is_explained(name.lower()) and len(name) < 9


def _matches(tokens: list[Token], position: int, words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return tokens[position].is_capital or len(words[0]) > 8
    if position + len(words) > len(tokens):
        return False
    if not any(t.is_capital for t in tokens[position : position + len(words)]) and len(words) < 3:
        return False
    for offset, word in enumerate(words):
        token = tokens[position + offset]
        if token.low != word and (
            offset < len(words) - 1 or word not in (f.lower() for f in without_genitive(token.text))
        ):
            return False
    return True

"""Putting other words in the place of a name, so that the sentence stays one."""

import re
from collections.abc import Iterable, Mapping

from .marks import Entity, Kind, Mark
from .vocabulary import bare, functions
from .wordlist import read_blocks

WORD_BEFORE = re.compile(r"([^\W\d_][\w.-]*) $")
ON = re.compile(r"\b(?:op|in) $", re.I)
ARTICLES = frozenset(("de", "het", "een", "onze", "die", "deze", "dit", "dat"))
NEW = ("een ", "het ", "de ", "de", "iemand")
OPENS = re.compile(r"(?:^|[.!?…:]\s+|\n\s*|[.!?]\s*[\"“‘]|^[\"“‘])$")


def replace_all(
    texts: Mapping[str, str], instead: Iterable[tuple[Entity, str]]
) -> dict[str, list[tuple[str, bool]]]:
    """Each text as pieces; True where a piece is new. Joined they are the text as it becomes."""
    cuts: dict[str, list[tuple[int, int, str]]] = {name: [] for name in texts}
    for entity, words in instead:
        for mark in entity.mentions:
            cuts[mark.field].append(_cut(texts[mark.field], mark, words))
    return {name: _pieces(text, sorted(cuts[name])) for name, text in texts.items()}


def joined(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(text for text, _new in pieces)


def _cut(text: str, mark: Mark, words: str) -> tuple[int, int, str]:
    start = _start(text, mark.start, words)
    if mark.kind is Kind.DATE and words.endswith("geleden"):
        start -= len(found.group()) if (found := ON.search(text[:start][-4:])) else 0
    if _is_genitive(mark):
        words += "’" if words.endswith(("s", "x", "z")) else "’s" if words[-1:] in "aiouy" else "s"
    if OPENS.search(text[max(0, start - 6) : start]):
        words = words[:1].upper() + words[1:]
    return start, mark.end, words


def _start(text: str, start: int, words: str) -> int:
    """Of "wethouder Smeets" also the office goes where "een wethouder" comes, and of "de gemeente"
    the article."""
    if not words.lower().startswith(NEW):
        return start
    new = set(words.lower().split())
    offices = functions("unique", "other", "titles")
    said = offices | read_blocks("heads")["organisation"]
    while before := WORD_BEFORE.search(text[:start][-60:]):
        word = before.group(1).lower()
        is_office = word in functions("titles") or word in new & said
        if not is_office and word not in ARTICLES:
            break
        start -= len(before.group())
        if word in ARTICLES:
            break
    return start


def _is_genitive(mark: Mark) -> bool:
    last = mark.text.split()[-1] if mark.text.split() else ""
    heart = mark.core[-1] if mark.core else ""
    return bool(heart) and last != heart and (bare(last) == heart or last == f"{heart}s")


def _pieces(text: str, cuts: list[tuple[int, int, str]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end, words in cuts:
        if start < done:  # two names side by side: the second keeps the article of the first
            start = min(done, end)
        pieces += [(text[done:start], False), (words, True)]
        done = end
    return [piece for piece in [*pieces, (text[done:], False)] if piece[0]]

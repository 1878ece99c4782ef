"""What Dutch itself explains: ordinary words, compounds, and the lists of names and offices."""

import re
from functools import lru_cache

from .wordlist import SortedWords, read_blocks, read_lines

SHORTEST_PART = 3
LINKS = ("", "s", "e", "en", "n", "-", "s-")
GENITIVES = ("'s", "’s", "`s", "'", "’", "s")
ENDINGS_OF_LAW = ("wet", "wetten", "besluit", "verordening", "regeling", "protocol", "akkoord")
OWN_ENDINGS = re.compile(r"(?:straat|laan|weg|plein|gracht|kade|singel)$")


@lru_cache
def words() -> SortedWords:
    return SortedWords.read("words")


@lru_cache
def first_names() -> frozenset[str]:
    blocks = read_blocks("ordinary_names")
    own = blocks["first"] | {name.title() for name in blocks["foreign first"] | lower_first()}
    return frozenset(read_lines("first_names")) | own


@lru_cache
def lower_first() -> frozenset[str]:
    """First names that may stand without a capital, as in an app."""
    blocks = read_blocks("ordinary_names")
    return blocks["foreign first"] | blocks["short dutch first"]


@lru_cache
def last_names() -> frozenset[str]:
    return frozenset(read_lines("last_names")) | read_blocks("ordinary_names")["last"]


@lru_cache
def places() -> frozenset[str]:
    return frozenset(read_lines("places"))


@lru_cache
def lower_places() -> frozenset[str]:
    """Places that are no word when written without a capital: "in zwolle"."""
    found = {place.lower() for place in places() if " " not in place and len(place) > 3}
    return frozenset(place for place in found if not is_word(place))


@lru_cache
def allowed() -> frozenset[str]:
    return read_blocks("allowed")[""] | frozenset(read_lines("countries"))


@lru_cache
def functions(*blocks: str) -> frozenset[str]:
    listed = read_blocks("functions")
    return frozenset().union(*(listed[block] for block in blocks))


def is_word(word: str) -> bool:
    """Whether it is written so, in lower case, in the list of Dutch words."""
    return word in words()


@lru_cache(maxsize=20_000)
def is_explained(word: str) -> bool:
    """Whether lower-case `word` is a Dutch word, or made of Dutch words."""
    if is_word(word):
        return True
    if "-" in word:
        return all(not part or is_explained(part) for part in word.split("-"))
    return len(word) > 6 and is_compound(word)


NO_PARTS = read_blocks("around")["no parts"]
"""Words in the list that end names more often than compounds."""


SHORT_TAILS = read_blocks("around")["short tails"]


def is_compound(word: str, depth: int = 2) -> bool:
    """Dutch writes what belongs together as one word: "gebiedsregisseursoverleg"."""
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if len(tail) == SHORTEST_PART and tail not in SHORT_TAILS:
            continue
        if is_part(head) and (
            is_word(tail)
            and tail not in NO_PARTS
            or (depth and len(tail) > 6 and is_compound(tail, 0))
        ):
            return True
    return False


def is_part(head: str) -> bool:
    if is_word(head):
        return len(head) > 2
    stem = head[:-1] if head.endswith("s") else head
    return len(stem) > SHORTEST_PART and is_word(stem)


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """A word without a genitive that Dutch marks with a sign: "Anna's", "Hans'"."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def without_genitive(word: str) -> tuple[str, ...]:
    """What the word may be a genitive of, itself first: "Sannes" is of "Sanne" too."""
    plain = bare(word)
    return (plain, plain[:-1]) if plain.endswith("s") and len(plain) > 3 else (plain,)


def is_first_name(word: str) -> bool:
    return any(form in first_names() for form in without_genitive(word))


def is_last_name(word: str) -> bool:
    return any(form in last_names() for form in without_genitive(word))


@lru_cache(maxsize=20_000)
def is_allowed(word: str) -> bool:
    plain = bare(word)
    if plain in allowed():
        return True
    low = plain.lower()
    return low.endswith(ENDINGS_OF_LAW) and is_explained(low)

"""Words with a typing error. Likeness only orders what a person sees (`candidates`)."""

from collections.abc import Iterable
from difflib import get_close_matches

from ..search_words import spellings

FEWEST_LETTERS = 4
"""A shorter word is too near to many others to guess what was meant."""


def like(word: str, vocabulary: Iterable[str]) -> list[str]:
    """The words that differ little: as long but for two letters, and one end the same. A y stands
    for ij, as in old names."""
    if len(word) < FEWEST_LETTERS or len(spellings(word)) > 1:
        return spellings(word)
    near = [
        known
        for known in vocabulary
        if abs(len(known) - len(word)) <= 2 and (known[:1] == word[:1] or known[-3:] == word[-3:])
    ]
    alike = {known.replace("ij", "y"): known for known in sorted(near)}
    found = get_close_matches(word.replace("ij", "y"), alike, n=5, cutoff=0.8)
    return [word] if word in near else [alike[key] for key in found]


def alike(word: str, other: str) -> bool:
    """The same but for an ending or an old spelling: "wetenschappen", "nederlandsche"."""
    begins = word[:6] == other[:6] and abs(len(word) - len(other)) <= 3
    return word == other or (len(word) > 6 and begins)


def closest(form: str, forms: Iterable[str]) -> list[str]:
    """Names written together that differ by a letter or two: "denhag" is near "denhaag"."""
    near = [f for f in forms if f[:1] == form[:1] and abs(len(f) - len(form)) <= 1 and " " not in f]
    return get_close_matches(form, sorted(near), n=3, cutoff=0.86)

"""Names of people in the order of a Dutch list: by surname, without what stands before it."""

from .sorting import fold

BEFORE_SURNAME = frozenset(
    {"'s", "'t", "aan", "af", "al", "bij", "d", "da", "dal", "de", "degli", "dei", "del", "della"}
    | {"den", "der", "des", "di", "do", "dos", "du", "el", "het", "in", "la", "le", "les", "lo"}
    | {"los", "onder", "op", "over", "te", "ten", "ter", "tot", "uijt", "uit", "van", "vom", "von"}
    | {"voor", "vor", "zu", "zum", "zur"}
)
"""Tussenvoegsels, each word apart (Landelijke Tabel 36 of the registration of persons)."""

ATTACHED = ("d'", "l'", "'t-", "'s-")


def surname_key(name: str) -> tuple[str, str]:
    """Sorts "Wim van den Berg" under "berg", and under the whole name where surnames are equal.

    "Berg, Wim van den" stands at the same place. Of a name without a tussenvoegsel the last word is
    the surname; a surname of several words cannot be told from given names.
    """
    key = fold(name)
    family, comma, _given = key.partition(",")
    return _without_prefixes(family.split() if comma else _surname(key.split())), key


def _surname(words: list[str]) -> list[str]:
    """From the first tussenvoegsel after a given name on; else the last word."""
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if place and not last and (word in BEFORE_SURNAME or word.startswith(ATTACHED)):
            return words[place:]
    starts_with_prefix = bool(words) and words[0] in BEFORE_SURNAME
    return words if starts_with_prefix else words[-1:]


def _without_prefixes(words: list[str]) -> str:
    while len(words) > 1 and words[0] in BEFORE_SURNAME:
        words = words[1:]
    surname = " ".join(words)
    return next((surname.removeprefix(p) for p in ATTACHED if surname.startswith(p)), surname)

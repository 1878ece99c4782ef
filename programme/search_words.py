"""The words that are looked for, of what someone types to find an organisation."""

import re

from dutch.sorting import fold

SHORT_FOR = {
    "1e": "eerste",
    "2e": "tweede",
    "dept": "departement",
    "gem": "gemeente",
    "hhr": "hoogheemraadschap",
    "min": "ministerie",
    "prov": "provincie",
    "rb": "rechtbank",
    "univ": "universiteit",
    "ws": "waterschap",
    "wsch": "waterschap",
}
"""Abbreviations of kinds; of organisations themselves the register knows them."""

ALSO = {
    "friesland": "fryslan",
    "gld": "gelderland",
    "nh": "noord-holland",
    "zh": "zuid-holland",
}
"""Of provinces. What is typed is looked for as well: there is a "Gemeente Bergen (NH)"."""

CALLED = {
    "adam": "amsterdam",
    "rdam": "rotterdam",
    "a dam": "amsterdam",
    "biza": "bzk",
    "buza": "buitenlandse zaken",
    "den bosch": "s hertogenbosch",
    "denbosch": "s hertogenbosch",
    "hhnk": "hoogheemraadschap hollands noorderkwartier",
    "hhsk": "hoogheemraadschap schieland krimpenerwaard",
    "minfin": "ministerie financien",
    "r dam": "rotterdam",
    "s gravenhage": "den haag",
    "sgravenhage": "den haag",
    "soza": "szw",
    "sozawe": "szw",
}
"""What people say, where the register has other words for it."""
SAID = {word for name in CALLED for word in name.split()}
SEPARATORS = re.compile(r"[\s.,;:/+()'\"’-]+")
POINTED = re.compile(r"\b(?:\w\.){2,}\w\b\.?")
INITIALS = re.compile(r"\b(\w{1,2}) en (\w)\b")
WITH_AND = re.compile(r"(\w{1,2})en(\w)")


def search_words(text: str) -> list[str]:
    """ "gem. Den Bosch" as ["gemeente", "s", "hertogenbosch"], "V.W.S." as ["vws"], and "I & W" as
    ["ienw"]."""
    key = POINTED.sub(lambda letters: letters[0].replace(".", ""), fold(text))
    key = INITIALS.sub(r"\1en\2", key)
    phrase = " ".join(word for word in SEPARATORS.split(key) if word)
    for name, same in CALLED.items():
        phrase = re.sub(rf"\b{name}\b", same, phrase)
    return [SHORT_FOR.get(word, word) for word in phrase.split()]


def spellings(word: str) -> list[str]:
    """The word, and what it is called besides."""
    return [word, ALSO[word]] if word in ALSO else [word]


def abbreviations(word: str) -> list[str]:
    """As which abbreviation the word may be meant: "ocenw" is OCW, "ienw" is IenW."""
    with_and = WITH_AND.fullmatch(word)
    return [word, "".join(with_and.groups())] if with_and else [word]


def is_written_as(key: str, together: str) -> bool:
    """Whether `together` is the words of `key`, from one of them on, without what parts them."""
    words = SEPARATORS.split(key)
    return any("".join(words[first:]).startswith(together) for first in range(len(words)))

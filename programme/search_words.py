"""The words that are looked for, of what someone types to find an organisation."""

import re

from dutch.sorting import fold

SHORT_FOR = {
    "dept": "departement",
    "gem": "gemeente",
    "gld": "gelderland",
    "hhr": "hoogheemraadschap",
    "min": "ministerie",
    "prov": "provincie",
    "rb": "rechtbank",
    "univ": "universiteit",
    "wsch": "waterschap",
    "zh": "zuid-holland",
    "nh": "noord-holland",
}
"""Abbreviations of kinds and provinces; of organisations themselves the register knows them."""

SAME_TOWN = {"den bosch": "s-hertogenbosch", "s-gravenhage": "den haag"}
SEPARATORS = re.compile(r"[\s.,;:/()'\"’-]+")


def search_words(text: str) -> list[str]:
    """ "gem. Den Bosch" as ["gemeente", "s", "hertogenbosch"]."""
    key = fold(text)
    for name, same in SAME_TOWN.items():
        key = re.sub(rf"\b{re.escape(name)}\b", same, key)
    words = [word for word in SEPARATORS.split(key) if word]
    return [part for word in words for part in SEPARATORS.split(SHORT_FOR.get(word, word))]


def is_written_as(key: str, together: str) -> bool:
    """Whether `together` is the words of `key`, from one of them on, without what parts them."""
    words = SEPARATORS.split(key)
    return any("".join(words[first:]).startswith(together) for first in range(len(words)))

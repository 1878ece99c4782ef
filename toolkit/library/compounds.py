"""The words of which Dutch makes one: "wethoudersgesprek" is of "wethouder" and "gesprek"."""

from functools import lru_cache

from dutch.stems import FUNCTION_WORDS

from ..anonymity.vocabulary import words

SHORTEST, LONGEST = 4, 60
"""Letters of a part; of a word, since what is longer is no word and is not taken apart."""

LINKS = ("", "s", "en", "n")
_SHORT = (
    "app bos bus dag dak dam eis gas hal hof kap lab les lid map pad "
    "tas tip top vak web weg wet zee zin"
)
SHORT = frozenset(_SHORT.split())
"""Words of three letters that are parts; most others that short are chance ("kas" in "kassa")."""

_AFFIXES = """
baar eelt ellen ende gende heid kunde lende lijk loos matig matigheid mede ment rijk
schap tallen vaardig vaardigheid zaam
"""
AFFIXES = frozenset(_AFFIXES.split())
"""What makes a word of a word: it stands in lists of words too, and says nothing by itself."""


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> frozenset[str]:
    """Of a folded word, without the letters that link them; empty where it is one word."""
    if not SHORTEST + 3 <= len(word) <= LONGEST:
        return frozenset()
    for cut in range(len(word) - 3, 2, -1):
        tail, head = word[cut:], _first(word[:cut])
        if head and _is_part(tail):
            return frozenset({head, tail}) | parts_of(head) | parts_of(tail)
    return frozenset()


def _first(head: str) -> str:
    """The word that stands first, with or without a link; empty where none does."""
    plain = (head.removesuffix(link) for link in LINKS if head.endswith(link))
    return next((word for word in plain if _is_part(word)), "")


def _is_part(word: str) -> bool:
    if word in FUNCTION_WORDS or word in AFFIXES:
        return False
    return (len(word) >= SHORTEST or word in SHORT) and word in words()

"""What is offered to someone who types an organisation: forgiving, since a person chooses.

What is linked by itself is exact (`matching`).
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from .models import NameKey, Organisation
from .search_words import SEPARATORS, is_written_as, search_words, spellings

FEWEST_LETTERS = 4
"""A shorter word is too near to many others to guess what was meant."""
SMALL = {"aan", "ad", "d", "de", "den", "der", "en", "het", "te", "v", "van", "vd", "voor"}
"""Words that people add, leave out and shorten: "De Belastingdienst", "Raad v/d rechtspraak"."""


def offered(words: str, *, most: int) -> list[Organisation]:
    """At most `most` organisations, the best first; likeness counts only where no word is found."""
    found = list(Organisation.objects.offered().matching(words)[:most])
    return found or _nearly(search_words(words), most)


def _nearly(words: list[str], most: int) -> list[Organisation]:
    """With small typing errors, or written together or apart: "rijks waterstaat"."""
    together = "".join(words)
    if len(together) < FEWEST_LETTERS or not together.isalnum():
        return []
    keys = NameKey.objects.offered().filter(is_abbreviation=False)
    known = list(keys.values_list("organisation", "key"))
    joined = {pk for pk, key in known if is_written_as(key, together)}
    if joined:
        return _in_order(Q(pk__in=list(joined)[:200]), most)
    vocabulary = {word for _pk, key in known for word in SEPARATORS.split(key)}
    telling = [word for word in words if word not in SMALL] or words
    likely = [_like(word, vocabulary) for word in telling]
    return _in_order(_with_each(likely), most) if all(likely) else []


def _like(word: str, vocabulary: Iterable[str]) -> list[str]:
    """The words that differ little: as long but for two letters, and one end the same. A y stands
    for ij, as in old names."""
    if len(word) < FEWEST_LETTERS or len(spellings(word)) > 1:
        return spellings(word)
    near = [
        known
        for known in vocabulary
        if abs(len(known) - len(word)) <= 2 and (known[:1] == word[:1] or known[-3:] == word[-3:])
    ]
    alike = {known.replace("ij", "y"): known for known in near}
    found = get_close_matches(word.replace("ij", "y"), alike, n=5, cutoff=0.8)
    return [word] if word in near else [alike[key] for key in found]


def _with_each(spellings: list[list[str]]) -> Q:
    condition = Q()
    for variants in spellings:
        contains = reduce(or_, (Q(key__contains=word) for word in variants))
        condition &= Q(Exists(NameKey.objects.filter(contains, organisation=OuterRef("pk"))))
    return condition


def _in_order(condition: Q, most: int) -> list[Organisation]:
    found = Organisation.objects.offered().filter(condition)
    return list(found.order_by("rank", "sort_key", "id")[:most])

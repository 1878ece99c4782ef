"""What is offered to someone who types an organisation: forgiving, since a person chooses.

What is linked by itself is exact (`matching`).
"""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from .candidates.known import SMALL
from .candidates.likeness import FEWEST_LETTERS, like
from .models import NameKey, Organisation
from .search_words import SAID, SEPARATORS, is_written_as, search_words


def offered(words: str, *, most: int) -> list[Organisation]:
    """At most `most` organisations, the best first; likeness counts only where no word is found."""
    typed = search_words(words)
    found = _matching(words, most) or _matching(_as_said(typed), most)
    return found or _nearly(typed, most)


def _matching(words: str, most: int) -> list[Organisation]:
    return list(Organisation.objects.offered().matching(words)[:most])


def _as_said(words: list[str]) -> str:
    """With what people say for a name spelled right: "den bosh" is Den Bosch. Empty where no word
    is like one of those."""
    said = [next(iter(like(word, SAID)), word) for word in words]
    return "" if said == words else " ".join(said)


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
    likely = [like(word, vocabulary) for word in telling]
    return _in_order(_with_each(likely), most) if all(likely) else []


def _with_each(spellings: list[list[str]]) -> Q:
    condition = Q()
    for variants in spellings:
        contains = reduce(or_, (Q(key__contains=word) for word in variants))
        condition &= Q(Exists(NameKey.objects.filter(contains, organisation=OuterRef("pk"))))
    return condition


def _in_order(condition: Q, most: int) -> list[Organisation]:
    found = Organisation.objects.offered().filter(condition)
    return list(found.order_by("rank", "sort_key", "id")[:most])

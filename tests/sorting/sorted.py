"""Whole sorts, and what a browser sends."""

import random

from sorting.models import Sort
from sorting.piles import SIZES
from sorting.sorts import hand_in

IN_ORDER = "".join(str(pile) * size for pile, size in SIZES.items())
"""The first four cards are the most important, the next six important, and so on."""


def at_random(seed):
    piles = list(IN_ORDER)
    random.Random(seed).shuffle(piles)
    return "".join(piles)


def handed_in(at, piles=IN_ORDER, times=1):
    """So many people handed this in; the round as it then stands."""
    for _ in range(times):
        sort = Sort.objects.create(round=at, piles=piles)
        hand_in(sort.key)
    at.refresh_from_db()
    return at

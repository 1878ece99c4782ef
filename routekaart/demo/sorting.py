"""Rounds in which groups of the example sorted value cards."""

import random
from datetime import timedelta

from django.utils import timezone

from pilots.models import Group
from sorting.models import Sort
from sorting.piles import SIZES
from sorting.rounds import end_round, open_round
from sorting.sorts import hand_in, join

from .rows import Loading

OPEN_FOR = timedelta(days=10)
DIVIDING = 3
"""So many cards are at the top for some, and at the bottom for others."""
ALIKE = 8
"""How far a card may lie from where most people lay it, in places of the thirty."""


def load_rounds(loading: Loading) -> int:
    """How many there are; in each its people handed in, all of them invented."""
    rows = loading.folder.rows("reading", "round")
    for row in rows:
        _load_round(loading, **row)
    return len(rows)


def _load_round(
    loading: Loading,
    *,
    group: str,
    question: str,
    moves: str,
    people: int,
    has_ended: bool = False,
) -> None:
    of = Group.objects.get(name=group, pilot__programme=loading.programme)
    until = timezone.localdate() + OPEN_FOR
    made = open_round(of, question=question, moves=moves, open_until=until)
    chance = random.Random(f"{group} {question}")
    for number in range(people):
        sort = join(made)
        piles = _laid(question, chance, differs=number % 2 == 0)
        Sort.objects.filter(pk=sort.pk).update(piles=piles)
        hand_in(sort.key)
    if has_ended:
        end_round(made)


def _laid(question: str, chance: random.Random, *, differs: bool) -> str:
    """A whole sort: people lay much alike, and otherwise for another question. Who differs turns
    what most find most important round."""
    usual = list(range(sum(SIZES.values())))
    random.Random(question).shuffle(usual)
    usual = usual[DIVIDING:] + usual[:DIVIDING] if differs else usual
    places = sorted(usual, key=lambda card: usual.index(card) + chance.uniform(0, ALIKE))
    piles = [pile for pile, size in SIZES.items() for _ in range(size)]
    of_card = dict(zip(places, piles, strict=True))
    return "".join(str(of_card[card]) for card in sorted(of_card))

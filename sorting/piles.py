"""The five piles, from most to least important, and what a sort is.

A sort is kept as one text: the digit at place n is the pile of card n, or 0 where that card lies on
no pile yet. So no card can lie on two piles.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError

SIZES = {5: 4, 4: 6, 3: 10, 2: 6, 1: 4}
"""How many cards belong on each pile; 5 is the most important one."""
CARDS = sum(SIZES.values())
ON_HAND = 0
UNSORTED = str(ON_HAND) * CARDS
FULL = "Op de stapel “{}” passen {} kaarten. Leg daar eerst een kaart vandaan, of kies een andere."
TO_SORT = "Nog niet alle kaarten liggen op een stapel: nog {} te gaan."
UNKNOWN_CARD = "Kies een kaart uit de lijst."
UNKNOWN_PILE = "Kies op welke stapel de kaart komt."


@dataclass(frozen=True)
class Pile:
    number: int
    name: str

    @property
    def size(self) -> int:
        return SIZES[self.number]


def pile_of(sort: str, card: int) -> int:
    return int(sort[card - 1])


def on_pile(sort: str, pile: int) -> list[int]:
    """The numbers of the cards on it."""
    return [number for number, digit in enumerate(sort, start=1) if digit == str(pile)]


def moved(sort: str, *, card: int, pile: int, names: dict[int, str]) -> str:
    """The sort with this card on that pile; raises ValidationError where it is full or unknown."""
    if card not in range(1, CARDS + 1):
        raise ValidationError({"card": UNKNOWN_CARD})
    if pile not in {*SIZES, ON_HAND}:
        raise ValidationError({"pile": UNKNOWN_PILE})
    if pile and card not in on_pile(sort, pile) and len(on_pile(sort, pile)) >= SIZES[pile]:
        raise ValidationError({"pile": FULL.format(names[pile], SIZES[pile])})
    return sort[: card - 1] + str(pile) + sort[card:]


def check_whole(sort: str) -> None:
    """Raises ValidationError unless every pile has as many cards as belong on it."""
    if len(sort) != CARDS or Counter(sort) != {str(pile): n for pile, n in SIZES.items()}:
        raise ValidationError(TO_SORT.format(sort.count(str(ON_HAND))))


def added(tally: list[list[int]], sort: str) -> list[list[int]]:
    """Of each card how many laid it on pile 1 up to and including 5, with one sort more."""
    rows = tally or [[0] * len(SIZES) for _ in range(CARDS)]
    return [
        [number + (str(pile) == digit) for pile, number in enumerate(row, start=1)]
        for row, digit in zip(rows, sort, strict=True)
    ]

"""What a group made of the cards: of each value where its middle lies, and how far people agree.

No number of people stands in it, and no average: of five people a mean of 5 is what each of them
laid, and one who laid otherwise would know it of the four others. The middle, and whether most lie
near it, stay the same whatever one person does; tests/sorting/test_attacker.py tries all that can
be worked out (docs/decisions/0050-sorting-without-a-trace.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .models import Round

MOST_NEAR = 75
"""Percent of the people within one pile of the middle, from which a group agrees."""
EACH_SIDE = 30
"""Percent on either side, from which it disagrees: among the upper two piles, and the lower two."""


class Agreement(Enum):
    AGREED = "u bent het eens"
    MIXED = "het loopt uiteen"
    SPLIT = "u bent het oneens"


@dataclass(frozen=True)
class Seen:
    """One value in the picture."""

    word: str
    meaning: str
    middle: int
    """The pile on which, or above which, half of the group laid it."""
    pile: str
    agreement: Agreement

    @property
    def is_split(self) -> bool:
        return self.agreement is Agreement.SPLIT


@dataclass(frozen=True)
class Picture:
    round: Round
    people: int
    values: list[Seen]

    @property
    def split(self) -> list[Seen]:
        return [each for each in self.values if each.agreement is Agreement.SPLIT]

    @property
    def agreed(self) -> list[Seen]:
        """Where the group agrees on what is at the top or the bottom; that of the middle says
        little."""
        return [e for e in self.values if e.agreement is Agreement.AGREED and e.middle in (1, 5)]


@dataclass(frozen=True)
class Beside:
    """One value in two rounds: what the group finds important, and how it is."""

    mine: Seen
    ours: Seen

    @property
    def gap(self) -> int:
        return self.mine.middle - self.ours.middle

    @property
    def told(self) -> str:
        if self.gap > 0:
            return "belangrijker dan het bij u is"
        return "sterker dan u het belangrijk vindt" if self.gap < 0 else "past bij elkaar"


def picture_of(at: Round) -> Picture | None:
    """None as long as there is none: fewer than five people, or a round that is still going on."""
    if not at.shown_people:
        return None
    names = {pile.number: pile.name for pile in at.piles}
    values = [
        _seen(card["word"], card["meaning"], row, names)
        for card, row in zip(at.cards, at.shown, strict=True)
    ]
    return Picture(at, at.shown_people, sorted(values, key=lambda each: -each.middle))


def other_picture(of: Round) -> Picture | None:
    """The newest one of the same group that answers the other question."""
    others = Round.objects.filter(group=of.group_id, shown_people__gt=0)
    other = others.exclude(question=of.question).first()
    return picture_of(other) if other else None


def side_by_side(one: Picture, other: Picture) -> list[Beside]:
    """What is in both, the widest gap first."""
    is_mine = one.round.question == Round.Question.MINE
    mine, ours = (one, other) if is_mine else (other, one)
    known = {each.word: each for each in ours.values}
    both = [Beside(each, known[each.word]) for each in mine.values if each.word in known]
    return sorted(both, key=lambda each: -abs(each.gap))


def summed_up(row: Sequence[int]) -> tuple[int, Agreement]:
    """The middle and the agreement, of how many laid a card on pile 1 up to and including 5."""
    people = sum(row)
    doubled = _at(row, (people - 1) // 2) + _at(row, people // 2)
    near = sum(n for pile, n in enumerate(row, start=1) if abs(2 * pile - doubled) <= 2)
    sides = min(row[0] + row[1], row[3] + row[4])
    if near * 100 >= MOST_NEAR * people:
        return (doubled + 1) // 2, Agreement.AGREED
    is_split = sides * 100 >= EACH_SIDE * people
    return (doubled + 1) // 2, Agreement.SPLIT if is_split else Agreement.MIXED


def _at(row: Sequence[int], place: int) -> int:
    """The pile of who stands at this place, from the lowest pile up."""
    for pile, number in enumerate(row, start=1):
        place -= number
        if place < 0:
            return pile
    raise ValueError("there are fewer people than that")


def _seen(word: str, meaning: str, row: Sequence[int], names: dict[int, str]) -> Seen:
    middle, agreement = summed_up(row)
    return Seen(word, meaning, middle, names[middle], agreement)

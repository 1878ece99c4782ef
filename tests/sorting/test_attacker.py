"""Plays the attacker: who sees every screen of a round of five to twelve people, and perhaps took
part, tries to work out where another laid a card.

The attacker knows the rules, the number of people, his or her own cards, and, in steps, who was
among which five. A card of another is worked out where in every world that gives the same screens
it lies on the same pile. So a card is safe as soon as one other world is shown: the same screens,
the own cards the same, and this card of this person elsewhere.
"""

import random
from itertools import combinations_with_replacement

import pytest

from sorting.picture import picture_of, summed_up
from sorting.piles import CARDS, added
from sorting.rounds import end_round
from tests.factories import RoundFactory
from tests.sorting.sorted import at_random, handed_in

PEOPLE = range(5, 13)


def columns(people):
    """Every way in which so many people can lay one card."""
    for piles in combinations_with_replacement(range(1, 6), people):
        yield tuple(piles.count(pile) for pile in range(1, 6))


def possible_for_another(worlds, own):
    """The piles on which another may have laid the card, to whom laid it on `own` (None: to who
    took no part)."""
    found = set()
    for row in worlds:
        others = list(row)
        if own is not None:
            others[own] -= 1
        if min(others) >= 0:
            found |= {pile for pile, number in enumerate(others) if number}
    return found


def exposed(people, sum_up):
    """What is shown of one card, with the own pile that then gives all others away."""
    alike = {}
    for row in columns(people):
        alike.setdefault(sum_up(row), []).append(row)
    return [
        (shown, own)
        for shown, worlds in alike.items()
        for own in (None, *range(5))
        if len(possible_for_another(worlds, own)) == 1
    ]


@pytest.mark.parametrize("people", PEOPLE)
def test_no_card_alone_gives_a_pile_away(people):
    assert exposed(people, summed_up) == []


def test_an_average_would_give_piles_away():
    """A control: this attacker finds what a less careful picture tells."""

    def mean(row):
        return sum(pile * number for pile, number in enumerate(row, start=1)) / sum(row)

    assert exposed(5, mean) != []


def world(kind, people, seed):
    """Sorts as groups lay them, and as an attacker would wish them."""
    chance = random.Random(seed)
    first = at_random(seed)
    if kind == "all alike":
        return [first] * people
    if kind == "one against all":
        against = "".join(str(6 - int(pile)) for pile in first)
        return [*[first] * (people - 1), against]
    if kind == "nearly alike":
        return [nearly(first, chance, swaps=2) for _ in range(people)]
    return [at_random(seed * 100 + person) for person in range(people)]


def nearly(sort, chance, swaps):
    piles = list(sort)
    for _ in range(swaps):
        one, other = chance.sample(range(CARDS), 2)
        piles[one], piles[other] = piles[other], piles[one]
    return "".join(piles)


def tally_of(sorts):
    tally = []
    for sort in sorts:
        tally = added(tally, sort)
    return tally


def worked_out(sorts, batches):
    """Of whom which card is worked out, by whom. `batches` are the numbers of people in each
    picture that was shown; who came between two of them the attacker knows."""
    rows = [tally_of(sorts[:number]) for number in batches]
    screens = [[summed_up(row) for row in each] for each in rows]
    starts = (0, *batches)
    found = []
    for start, end in zip(starts, batches, strict=False):
        for own in (None, *range(len(sorts))):
            others = [person for person in range(start, end) if person != own]
            for card in range(CARDS):
                # Who came in the same five and laid it elsewhere could change places as a whole.
                if len({sorts[person][card] for person in others}) > 1:
                    continue
                found += [
                    (own, person, card)
                    for person in others
                    if not could_be_elsewhere(sorts[person], card, person, batches, rows, screens)
                ]
    return found


def could_be_elsewhere(sort, card, person, batches, rows, screens):
    """Whether the same screens come where this person had laid this card and another the other
    way round."""
    seen_in = [place for place, number in enumerate(batches) if person < number]

    def stays(place, each, instead):
        row = with_change(rows[place][each], sort[each], sort[instead])
        return summed_up(row) == screens[place][each]

    return any(
        all(stays(place, card, other) and stays(place, other, card) for place in seen_in)
        for other in range(CARDS)
        if sort[other] != sort[card]
    )


def with_change(row, was, becomes):
    changed = list(row)
    changed[int(was) - 1] -= 1
    changed[int(becomes) - 1] += 1
    return changed


KINDS = ("all alike", "one against all", "nearly alike", "at random")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("people", PEOPLE)
def test_of_nobody_a_card_is_worked_out_at_the_end(kind, people):
    for seed in range(4):
        assert worked_out(world(kind, people, seed), (people,)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("people", PEOPLE)
def test_of_nobody_a_card_is_worked_out_in_steps(kind, people):
    batches = tuple(range(5, people + 1, 5))
    for seed in range(4):
        assert worked_out(world(kind, people, seed), batches) == []


def test_picture_after_each_person_would_give_cards_away():
    """A control: the sixth stands out beside the five before."""
    assert worked_out(world("at random", 6, 1), (5, 6)) != []


@pytest.mark.django_db
@pytest.mark.parametrize("moves", ["end", "steps"])
@pytest.mark.parametrize("people", PEOPLE)
def test_what_is_stored_and_shown_is_no_more_than_the_attacker_was_given(moves, people):
    """The screens of a real round are the batches with which the attacker tried above."""
    at, shown = RoundFactory(moves=moves), []
    for person in range(people):
        at = handed_in(at, at_random(person))
        picture = picture_of(at)
        shown.append(picture.people if picture else 0)
    end_round(at)
    at.refresh_from_db()
    shown.append(picture_of(at).people)

    batches = {people} if moves == "end" else set(range(5, people + 1, 5))
    assert set(shown) - {0} == batches

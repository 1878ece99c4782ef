"""Many at once, with real threads: nothing is lost, nothing counts twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from sorting.models import Round, Sort
from sorting.piles import UNSORTED, moved
from sorting.rounds import end_round
from sorting.sorts import RoundEnded, hand_in, lay
from tests.factories import RoundFactory, SortFactory
from tests.sorting.sorted import IN_ORDER, at_random

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*deeds):
    """What each deed came to: empty where it was done."""
    with ThreadPoolExecutor(len(deeds)) as people:
        return [future.result() for future in [people.submit(outcome_of, deed) for deed in deeds]]


def outcome_of(deed):
    try:
        deed()
    except (ValidationError, RoundEnded) as refusal:
        return str(refusal)
    finally:
        connection.close()
    return ""


@pytest.fixture
def at():
    return RoundFactory()


def test_of_twenty_who_hand_in_at_once_each_counts_once(at):
    keys = [SortFactory(round=at, piles=at_random(number)).key for number in range(20)]

    told = at_once(*(lambda key=key: hand_in(key) for key in keys for _ in range(2)))

    at.refresh_from_db()
    assert set(told) == {""}
    assert at.counted == 20
    assert {sum(row) for row in at.tally} == {20}


def test_two_tabs_each_lay_their_card(at):
    key = SortFactory(round=at).key
    cards = range(1, 11)

    at_once(*(lambda card=card: lay(key, card=card, pile=3) for card in cards))

    assert Sort.objects.get().piles == "3" * 10 + "0" * 20


def test_without_the_lock_a_card_would_be_lost(at):
    """A control: what `lay` would do if it did not lock the row."""
    key = SortFactory(round=at).key
    names = {pile.number: pile.name for pile in at.piles}
    read = Sort.objects.get(pk=key).piles
    for card in (1, 2):
        with transaction.atomic():
            piles = moved(read, card=card, pile=3, names=names)
            Sort.objects.filter(pk=key).update(piles=piles)

    assert Sort.objects.get().piles == UNSORTED[:1] + "3" + UNSORTED[2:]


def test_pile_takes_no_more_than_belong_there(at):
    key = SortFactory(round=at).key

    told = at_once(*(lambda card=card: lay(key, card=card, pile=5) for card in range(1, 9)))

    assert (Sort.objects.get().piles.count("5"), told.count("")) == (4, 4)


def test_who_hands_in_while_the_round_ends_is_counted_or_hears_it(at):
    keys = [SortFactory(round=at, piles=IN_ORDER).key for _ in range(10)]
    deeds = [lambda key=key: hand_in(key) for key in keys]

    told = at_once(*deeds[:5], lambda: end_round(at), *deeds[5:])

    at = Round.objects.get()
    counted = told.count("") - 1
    assert at.shown_people == (counted if counted >= 5 else 0)
    assert (at.counted, Sort.objects.count()) == (0, 0)


def test_round_is_ended_once(at):
    told = at_once(*[lambda: end_round(at)] * 3)

    assert told.count("") == 1
    assert at.history.filter(history_change_reason="afgelopen").count() == 1

"""Sorting: beginning, laying a card on a pile, handing in. Whoever holds the key is who sorts."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .counting import count
from .models import Round, Sort
from .piles import check_whole, moved

MOST = 250
"""Sets of cards on their way in one round, so that nobody fills the database by a script."""
CROWDED = "Aan deze ronde doen al heel veel mensen mee. Vraag uw begeleider om een nieuwe ronde."
ENDED = "Deze ronde is afgelopen. U kunt er geen kaarten meer in leggen."
DONE = "U hebt uw kaarten al doorgegeven. Ze tellen één keer mee."


class RoundEnded(Exception):
    """What was asked needs a round that is open."""


def check_open(of: Round) -> None:
    if not of.is_open_on(timezone.localdate()):
        raise RoundEnded(ENDED)


def join(at: Round) -> Sort:
    """A new set of cards, all on the hand. Raises RoundEnded, or ValidationError."""
    check_open(at)
    if at.sorts.count() >= MOST:
        raise ValidationError(CROWDED)
    return Sort.objects.create(round=at)


@transaction.atomic
def lay(key: UUID, *, card: int, pile: int) -> Sort:
    """Lay a card on a pile, or with pile 0 back on the hand.

    Locks the sort, so that of two tabs each lays its card and none undoes that of the other.
    """
    sort = _locked(key)
    check_open(sort.round)
    if sort.is_done:
        raise ValidationError(DONE)
    names = {each.number: each.name for each in sort.round.piles}
    sort.piles = moved(sort.piles, card=card, pile=pile, names=names)
    sort.save(update_fields=["piles"])
    return sort


@transaction.atomic
def hand_in(key: UUID) -> Sort:
    """Count the cards, once however often it is sent, and forget where they lay.

    Locks the round before the sort: all who hand in wait in turn, and so does who ends the round.
    """
    at = Round.objects.select_for_update(of=("self",)).defer("cards").filter(sorts=key).first()
    sort = Sort.objects.select_for_update().filter(pk=key).first()
    if at is None or sort is None:
        raise RoundEnded(ENDED)
    if sort.is_done:
        return sort
    check_open(at)
    check_whole(sort.piles)
    count(at, sort.piles)
    sort.piles, sort.is_done = "", True
    sort.save(update_fields=["piles", "is_done"])
    return sort


def _locked(key: UUID) -> Sort:
    rows = Sort.objects.select_related("round").select_for_update(of=("self",))
    sort = rows.filter(pk=key).first()
    if sort is None:
        raise RoundEnded(ENDED)
    return sort

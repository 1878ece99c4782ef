"""Adding a sort to the sums of its round, and when those sums become the picture of the group.

Whoever calls holds the lock of the round.
"""

from .models import FEWEST, Round
from .piles import added

CHANGED = ("tally", "counted", "on_paper", "shown", "shown_people", "shown_on_paper")


def count(at: Round, piles: str, *, on_paper: bool = False) -> None:
    """In a round that moves in steps the picture moves as soon as it may."""
    at.tally = added(at.tally, piles)
    at.counted += 1
    at.on_paper += on_paper
    if at.moves == Round.Moves.IN_STEPS:
        show_if_it_may(at)
    write_sums(at)


def show_if_it_may(at: Round) -> None:
    """Since the picture before, five people or more must have come, else the difference tells what
    those few laid. Who types in what was laid on paper has seen it, so that those do not hide who
    laid on a phone: of these there are none among them, or five or more."""
    came = at.counted - at.shown_people
    on_paper = at.on_paper - at.shown_on_paper
    on_phone = came - on_paper
    if came >= FEWEST and (on_phone == 0 or on_phone >= FEWEST):
        at.shown, at.shown_people, at.shown_on_paper = at.tally, at.counted, at.on_paper


def write_sums(at: Round) -> None:
    """Past the history, in which one version beside the next would be what somebody laid."""
    Round.objects.filter(pk=at.pk).update(**{name: getattr(at, name) for name in CHANGED})


def on_phones(at: Round) -> int:
    return at.counted - at.on_paper

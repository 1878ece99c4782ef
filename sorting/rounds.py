"""Opening a round, and ending it: by who leads it, or by itself after its last day."""

import secrets
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from backoffice.records import record_change
from pilots.models import Group

from .cards import cards_now
from .counting import show_if_it_may, write_sums
from .models import Round

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike when somebody reads it out: i, l, o, 0, 1."""
LENGTH = 6
LONGEST = timedelta(days=14)
PAST = "Kies een dag van vandaag of later."
TOO_LONG = "Een ronde is ten hoogste twee weken open. Kies een dag tot en met {:%d-%m-%Y}."
HAS_ENDED = "Deze ronde is al afgelopen."
SEVERAL_TRIES = 5


@transaction.atomic
def open_round(
    group: Group,
    *,
    question: str,
    moves: str,
    open_until: date,
    by: AbstractUser | None = None,
) -> Round:
    """Raises ValidationError where the day cannot be, or there are not exactly thirty cards.

    Sent twice it is one round, as long as nobody began in it. Locks the group, so that the second
    waits for the first; without its key, to which sessions refer meanwhile.
    """
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    asked = {"question": question, "moves": moves, "open_until": open_until}
    if same := untouched(group).filter(**asked).first():
        return same
    made = Round(group=group, **asked)
    prepare(made)
    made.full_clean(exclude=["code"])
    made._history_user = by
    return store(made)


def untouched(group: Group) -> QuerySet:
    """Rounds of this group that are open, and in which nobody began."""
    return Round.objects.filter(group=group, state=Round.State.OPEN, counted=0, sorts=None)


def prepare(made: Round) -> None:
    """Give a new round its cards, as they are now. Raises ValidationError."""
    check_day(made.open_until)
    made.cards = cards_now(made.group.pilot.programme)


def check_day(open_until: date) -> None:
    today = timezone.localdate()
    if open_until < today:
        raise ValidationError({"open_until": PAST})
    if open_until > today + LONGEST:
        raise ValidationError({"open_until": TOO_LONG.format(today + LONGEST)})


def store(made: Round) -> Round:
    """With a code that no round had before, since an old sheet of paper may still lie around."""
    for _ in range(SEVERAL_TRIES):
        made.code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            made.pk = None
            continue
        return made
    raise ValidationError("Er is nu geen code vrij. Probeer het opnieuw.")


@transaction.atomic
def end_round(ending: Round, *, by: AbstractUser | None = None) -> Round:
    """Nobody can hand in any more; what was underway is gone, and only the picture stays.

    Locks the round, so that who hands in at the same moment is counted before it, or hears that it
    has ended.
    """
    ending = Round.objects.select_for_update().get(pk=ending.pk)
    if ending.state == Round.State.ENDED:
        raise ValidationError(HAS_ENDED)
    if ending.moves == Round.Moves.AT_END:
        show_if_it_may(ending)
    ending.state, ending.counted, ending.on_paper, ending.tally = Round.State.ENDED, 0, 0, []
    write_sums(ending)
    Round.objects.filter(pk=ending.pk).update(state=ending.state)
    ending.sorts.all().delete()
    record_change(ending, by=by, why="afgelopen")
    return ending


def end_due(now: datetime | None = None) -> int:
    """The number of rounds ended because their last day is past; the worker asks every hour."""
    due = list(Round.objects.due_on(timezone.localdate(now)))
    for each in due:
        with suppress(ValidationError):  # who leads it ended it at this moment
            end_round(each)
    return len(due)

"""Keeping what would disappear, for a reason and until a day (AVG, articles 17.3 and 18).

While it stands neither the worker nor the person erases it, and both staff and person read why.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dates.values import write_day
from dutch.sentences import ended

from .addresses import hashed_address
from .declarations import declared
from .models import Hold

LONGEST = timedelta(days=2 * 366)


class HeldError(ValidationError):
    """What is asked to be erased is held."""


@transaction.atomic
def place(email: str, *, reason: str, until: date, by: AbstractUser) -> Hold:
    """Raises ValidationError where there is nothing to hold, or the day is no day to come."""
    rows = {each.model._meta.label: _keys(each.rows_of(email.strip())) for each in declared()}
    found = {label: keys for label, keys in rows.items() if keys}
    if not found:
        raise ValidationError({"email": "Van dit adres is niets gevonden om vast te houden."})
    _check_day(until)
    hashed = hashed_address(email)
    return Hold.objects.create(
        hashed_address=hashed, rows=found, reason=reason, until=until, placed_by=by
    )


def lift(hold: Hold) -> None:
    """Raises ValidationError where it was lifted before."""
    if not Hold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=timezone.now()):
        raise ValidationError("Dit was al opgeheven.")


def hold_on(email: str) -> Hold | None:
    """The one that stands longest."""
    standing = Hold.objects.standing(timezone.localdate())
    return standing.filter(hashed_address=hashed_address(email)).order_by("until").last()


def check_not_held(email: str) -> None:
    """Raises HeldError with a sentence for the person."""
    if hold := hold_on(email):
        until = write_day(hold.until)
        raise HeldError(
            f"Wissen kan nu niet: we houden dit vast tot en met {until}. {ended(hold.reason)}"
        )


def held_keys(today: date) -> Mapping[str, set]:
    """Of each model the keys of the rows that stay."""
    held: dict[str, set] = defaultdict(set)
    for rows in Hold.objects.standing(today).values_list("rows", flat=True):
        for label, keys in rows.items():
            held[label].update(keys)
    return held


def _keys(rows: QuerySet) -> list[str]:
    return [str(key) for key in rows.order_by("pk").values_list("pk", flat=True)]


def _check_day(until: date) -> None:
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        sentence = "Kies een dag die nog komt, hooguit twee jaar vooruit."
        raise ValidationError({"until": sentence})

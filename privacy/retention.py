"""Erasing what need not be kept any longer; the worker does this once a day, and by the hour with
what is kept for hours.

A consent that was given until a day ends first, and with it what was kept on the ground of it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from .actions import end_consents
from .declarations import Declaration, declared
from .erasing import erase
from .holding import held_keys


def erase_expired(now: datetime | None = None) -> dict[str, int]:
    """The number of rows erased per model; doing it twice erases nothing more."""
    moment = now or timezone.now()
    end_consents(moment)
    return _erase(declared(), moment)


def erase_hourly() -> dict[str, int]:
    return _erase((each for each in declared() if each.hourly), timezone.now())


def _erase(declarations: Iterable[Declaration], moment: datetime) -> dict[str, int]:
    held = held_keys(timezone.localdate(moment))
    due = (each for each in declarations if each.expired)
    return {each.model._meta.label: erase(each, expired(each, moment, held)) for each in due}


def expired(declaration: Declaration, moment: datetime, held: Mapping[str, set]) -> QuerySet:
    """The rows whose time is over, but what is held; of a model whose rows have a time."""
    rows = (
        declaration.expired(moment)
        if declaration.expired
        else declaration.model._base_manager.none()
    )
    return rows.exclude(pk__in=held.get(declaration.model._meta.label, ()))

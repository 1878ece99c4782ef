"""Erasing what need not be kept any longer; the worker does this once a day.

A consent that was given until a day ends first, and with it what was kept on the ground of it.
"""

from datetime import datetime

from django.utils import timezone

from .actions import end_consents
from .declarations import declared
from .erasing import erase


def erase_expired(now: datetime | None = None) -> dict[str, int]:
    """The number of rows erased per model; doing it twice erases nothing more."""
    moment = now or timezone.now()
    end_consents(moment)
    return {
        declaration.model._meta.label: erase(declaration, declaration.expired(moment))
        for declaration in declared()
        if declaration.expired
    }

"""Erasing what need not be kept any longer; the worker does this once a day."""

from datetime import datetime

from django.utils import timezone

from .declarations import declared
from .erasing import erase


def erase_expired(now: datetime | None = None) -> dict[str, int]:
    """The number of rows erased per model; doing it twice erases nothing more."""
    moment = now or timezone.now()
    return {
        declaration.model._meta.label: erase(declaration, declaration.expired(moment))
        for declaration in declared()
        if declaration.expired
    }

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db import models

_by_address = ["email"]


def found_by(lookup: str) -> None:
    """Said by the app above that keeps the address of whoever gave a consent."""
    _by_address.append(lookup)


class ConsentQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Given and not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def of_address(self, email: str) -> Self:
        """Addresses are kept in lower case."""
        address = email.strip().lower()
        found = (models.Q(**{lookup: address}) for lookup in _by_address)
        return self.filter(reduce(or_, found))

    def reminding(self, email: str) -> Self:
        """By which the address may be reminded."""
        return self.standing().filter(purpose="reminder", email=email)


class PendingConsentQuerySet(models.QuerySet):
    LIFE = timedelta(days=30)
    """How long someone has to confirm."""

    def open(self, now: datetime) -> Self:
        return self.filter(asked_at__gt=now - self.LIFE)

    def expired(self, now: datetime) -> Self:
        """Never confirmed: to be erased."""
        return self.filter(asked_at__lte=now - self.LIFE)


class HoldQuerySet(models.QuerySet):
    def standing(self, today: date) -> Self:
        return self.filter(lifted_at__isnull=True, until__gte=today)

from datetime import datetime, timedelta
from typing import Self

from django.db import models


class ConsentQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Given and not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class PendingConsentQuerySet(models.QuerySet):
    LIFE = timedelta(days=30)
    """How long someone has to confirm."""

    def open(self, now: datetime) -> Self:
        return self.filter(asked_at__gt=now - self.LIFE)

    def expired(self, now: datetime) -> Self:
        """Never confirmed: to be erased."""
        return self.filter(asked_at__lte=now - self.LIFE)

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class MessageQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """Queued, its time has come, and no worker has it in hand."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
        return self.filter(free, state="queued", due_at__lte=now).order_by("due_at", "id")

    def failed(self) -> Self:
        return self.filter(state="failed")

    def withdraw(self, key_prefix: str) -> int:
        """Take back what is queued for a cause that is gone; what was sent stays."""
        queued = self.filter(key__startswith=key_prefix, state="queued", leased_until__isnull=True)
        return queued.update(state="withdrawn")

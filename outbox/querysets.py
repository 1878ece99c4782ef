from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MessageQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """Queued, its time has come, and no worker has it in hand."""
        return self.filter(free(now), state="queued", due_at__lte=now).order_by("due_at", "id")

    def failed(self) -> Self:
        return self.filter(state="failed")

    def withdraw(self, key_prefix: str) -> int:
        """Take back what is queued for a cause that is gone; what was sent stays."""
        queued = self.filter(free(timezone.now()), key__startswith=key_prefix, state="queued")
        return queued.update(state="withdrawn")

    def finished_before(self, moment: datetime) -> Self:
        """Made before the moment, and not waiting to be sent."""
        return self.exclude(state="queued").filter(created_at__lt=moment)


def free(now: datetime) -> Q:
    """No worker has it in hand; the lease of a worker that was killed ends by itself."""
    return Q(leased_until__isnull=True) | Q(leased_until__lte=now)

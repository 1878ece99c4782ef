from typing import Self

from django.db import models


class ConsentQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Given and not taken back."""
        return self.filter(withdrawn_at__isnull=True)

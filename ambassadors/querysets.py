from typing import Self

from django.db import models


class AmbassadorQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Those whose consent stands."""
        return self.filter(consent__withdrawn_at__isnull=True)

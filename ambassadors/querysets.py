from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

LEFT_KEPT = timedelta(days=365)
"""How long it stays known who left, so that a mistake can be mended."""


class AmbassadorQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Those whose consent stands and who did not leave: interested, ambassador or pausing."""
        return self.filter(consent__withdrawn_at__isnull=True).exclude(state="left")

    def helping(self) -> Self:
        """Those who were accepted, and neither pause nor left."""
        return self.active().filter(state="ambassador")

    def interested(self) -> Self:
        return self.active().filter(state="interested")

    def of_address(self, email: str) -> Self:
        """In the latest programme first."""
        found = self.filter(email=email.strip().lower()) if email.strip() else self.none()
        return found.order_by("-programme__last_year", "-programme", "-pk")

    def resting_on(self, consent: models.Model) -> Self:
        """Those who take part on the ground of it, or of one like it from the same address."""
        ground = Q(consent=consent)
        return self.filter(ground | Q(email=consent.email) if consent.email else ground)

    def left_long_ago(self, today: date) -> Self:
        return self.filter(state="left", state_since__lt=today - LEFT_KEPT).exclude(email="")


class ActivityQuerySet(models.QuerySet):
    def of_forgotten(self, left: models.QuerySet) -> Self:
        """Of whom nothing is known any more, or soon will be."""
        gone = Q(ambassador__in=left) | Q(ambassador__email="")
        words = ~Q(description="") | ~Q(organisation_typed="") | Q(organisation__isnull=False)
        return self.filter(gone & words)

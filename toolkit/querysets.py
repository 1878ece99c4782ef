from typing import Self

from django.db import models

from dates.values import Period


class StoryQuerySet(models.QuerySet):
    def adopted(self) -> Self:
        return self.filter(state="adopted")

    def to_decide(self) -> Self:
        """Made without persons of what someone told, who took the consent for it back since."""
        made = self.filter(state__in=["anonymised", "checked", "adopted"])
        return made.filter(consent__withdrawn_at__isnull=False, kept_because="")


class MilestoneQuerySet(models.QuerySet):
    def reached_by(self, period: Period) -> Self:
        return self.filter(actual_latest__lte=period.last)

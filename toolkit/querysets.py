from typing import Self

from django.db import models

from dates.values import Period


class StoryQuerySet(models.QuerySet):
    def adopted(self) -> Self:
        return self.filter(state="adopted")


class MilestoneQuerySet(models.QuerySet):
    def reached_by(self, period: Period) -> Self:
        return self.filter(actual_latest__lte=period.last)

from typing import Self

from django.db import models

from dates.values import Period
from programme.querysets import lies_in, touches


class PublicationQuerySet(models.QuerySet):
    def on_public_administration(self) -> Self:
        return self.filter(concerns_public_administration=True)

    def in_period(self, period: Period) -> Self:
        return self.filter(lies_in("date", period))

    def may_be_in(self, period: Period) -> Self:
        return self.filter(touches("date", period))

    def minutes(self) -> Self:
        return self.filter(kind="minutes")

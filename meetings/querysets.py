from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from programme.dates import Period
from programme.querysets import lies_in, touches


class MeetingQuerySet(models.QuerySet):
    def planned(self) -> Self:
        return self.filter(status="planned")

    def held(self) -> Self:
        return self.filter(status="held")

    def cancelled(self) -> Self:
        return self.filter(status="cancelled")

    def in_period(self, period: Period) -> Self:
        """Those whose date lies in the period, whole."""
        return self.filter(lies_in("date", period))

    def may_be_in(self, period: Period) -> Self:
        """Those whose date lies in the period, or may do so; unknown dates do not."""
        return self.filter(touches("date", period))

    def after(self, day: date) -> Self:
        return self.filter(date_earliest__gt=day)

    def up_to(self, day: date) -> Self:
        """Those whose date lies on or before the day, whole."""
        return self.filter(date_latest__lte=day)

    def moved_out_of(self, period: Period) -> Self:
        """A date in the period was given up, and the meeting now stands after it, not cancelled."""
        from .models import Rescheduling

        given_up = Rescheduling.objects.filter(
            lies_in("former_date", period), meeting=OuterRef("pk")
        )
        return self.filter(Exists(given_up)).after(period.last).exclude(status="cancelled")

    def to_confirm(self, today: date) -> Self:
        """Planned, and their date has passed: nobody logged yet whether they were held."""
        return self.planned().filter(date_latest__lt=today)

    def upcoming(self, today: date) -> Self:
        return self.planned().filter(Q(date_latest__gte=today))

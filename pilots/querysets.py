from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, Q


class SessionQuerySet(models.QuerySet):
    def held(self) -> Self:
        return self.filter(status="held")

    def with_leaders(self) -> Self:
        """Adds `led_by`: how many people led the session, 0 where that is not recorded."""
        return self.annotate(led_by=Count("facilitators"))

    def understaffed(self) -> Self:
        """Sessions of which it is known who led them, and they were fewer than agreed."""
        return self.with_leaders().filter(
            Q(led_by__gt=0), led_by__lt=F("group__pilot__facilitators_per_session")
        )


class ConversationQuerySet(models.QuerySet):
    def with_open_step(self) -> Self:
        return self.exclude(next_step="").filter(next_step_done__isnull=True)

    def overdue(self, today: date) -> Self:
        """Their next step should have been taken before today, and nobody ticked it off."""
        return self.with_open_step().filter(next_step_on__lt=today)

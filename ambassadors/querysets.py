from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from privacy.models import Consent

LEFT_KEPT = timedelta(days=365)
"""How long it stays known who left, so that a mistake can be mended."""
A_QUARTER = timedelta(days=92)
"""No quarter is longer, so that nobody is reminded twice in one."""
PATIENCE = 2
"""How many reminders stay without an answer before they end by themselves."""


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

    def to_remind(self, today: date) -> Self:
        """Who agreed to it, and of whom a quarter long nothing was heard: no activity, no step, no
        reminder. Who did not answer twice is left alone."""
        since = today - A_QUARTER
        agreed = Consent.objects.standing().filter(purpose=Consent.Purpose.REMINDER)
        agreed = agreed.filter(given_at__date__lte=since, email=OuterRef("email"))
        activities = self.model._meta.get_field("activities").related_model._base_manager
        heard = activities.filter(ambassador=OuterRef("pk"), logged_at__date__gt=since)
        quiet = Q(reminded_on__isnull=True) | Q(reminded_on__lte=since)
        found = self.helping().exclude(email="").filter(quiet, state_since__lte=since)
        return found.filter(Exists(agreed), ~Exists(heard), unanswered__lt=PATIENCE)

    def left_long_ago(self, today: date) -> Self:
        return self.filter(state="left", state_since__lt=today - LEFT_KEPT).exclude(email="")


class ActivityQuerySet(models.QuerySet):
    def same_as(self, row: models.Model, since: datetime) -> Self:
        """Logged since then with the same words: a form that was sent twice."""
        names = ("kind", "description", "organisation_typed", "people", "part", "date_earliest")
        same = {name: getattr(row, name) for name in ("ambassador", *names)}
        return self.filter(logged_at__gte=since, **same)

    def of_forgotten(self, left: models.QuerySet) -> Self:
        """Of whom nothing is known any more, or soon will be."""
        gone = Q(ambassador__in=left) | Q(ambassador__email="")
        words = ~Q(description="") | ~Q(organisation_typed="") | Q(organisation__isnull=False)
        return self.filter(gone & words)

"""What was merged, and all that is needed to undo it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

UNDONE_WITHIN = timedelta(days=30)


class MergeQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def undoable(self, now: datetime) -> Self:
        return self.standing().filter(merged_at__gt=now - UNDONE_WITHIN)

    def settled(self, now: datetime) -> Self:
        """Those that can no longer be undone, and still hold what that would take."""
        holds = ~Q(moved=[]) | ~Q(names=[]) | ~Q(values={})
        return self.filter(holds, merged_at__lte=now - UNDONE_WITHIN)


class Merge(models.Model):
    """One record went up in another. The record that went up stays, and says in which.

    `gone` and `kept` are keys of rows of `kind`. `moved` holds what names the other one since, as
    `backoffice.replacing.Moved`; `names` the keys and words of the other names that came along;
    `values` per field what the one that was kept had, and got instead.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "organisatie"
        PERSON = "person", "medewerker"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    gone = models.PositiveBigIntegerField("opgegaan")
    kept = models.PositiveBigIntegerField("overgebleven")
    moved = models.JSONField("verhuisd", default=list, blank=True)
    names = models.JSONField("meegekomen namen", default=list, blank=True)
    values = models.JSONField("overgenomen gegevens", default=dict, blank=True)
    merged_at = models.DateTimeField("samengevoegd op")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="samengevoegd door",
    )
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ongedaan gemaakt door",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "gone"],
                condition=Q(undone_at__isnull=True),
                name="programme_merge_once",
                violation_error_message="Dit is al samengevoegd.",
            )
        ]

    def __str__(self) -> str:
        return f"Samenvoeging {self.pk}"

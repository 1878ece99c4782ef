"""What a group that talked about a story thought wise, and why."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .story import Story

FEWEST = 5
"""People of whom something is told together (domain.md, rule 25)."""


class Conclusions(models.QuerySet):
    def shown(self) -> Self:
        """Those beside a story that still may be read; what a group takes back is deleted."""
        return self._of_stories().filter(noted_by__isnull=False)

    def to_read(self) -> Self:
        """Handed in by a facilitator: shown nowhere before a colleague read it."""
        return self._of_stories().filter(noted_by=None)

    def _of_stories(self) -> Self:
        rows = self.filter(story__state=Story.State.ADOPTED)
        return rows.exclude(story__in=Story.objects.taken_back())


class Conclusion(models.Model):
    """Comes back to a story with the consent of the group, and from five people on.

    No row says which group it was, where or when they met; that there were five is all that is told
    of the number.
    """

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="conclusions", verbose_name="verhaal"
    )
    wise = models.TextField("wat de groep wijs vond")
    why = models.TextField("waarom")
    people = models.PositiveSmallIntegerField("met hoeveel mensen")
    agreed_how = models.CharField("hoe de groep instemde", max_length=200)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    noted_at = models.DateTimeField("vastgelegd op", default=timezone.now)

    objects = Conclusions.as_manager()

    class Meta:
        verbose_name = "conclusie van een groep"
        verbose_name_plural = "conclusies van groepen"
        ordering = ["story", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__gte=FEWEST),
                name="toolkit_conclusion_of_five_or_more",
                violation_error_message="Van minder dan vijf mensen leggen we geen conclusie vast.",
            ),
            models.CheckConstraint(
                condition=~models.Q(agreed_how=""),
                name="toolkit_conclusion_with_consent",
                violation_error_message="Schrijf hoe de groep ermee instemde.",
            ),
            models.CheckConstraint(
                condition=~models.Q(wise="") & ~models.Q(why=""),
                name="toolkit_conclusion_with_words",
                violation_error_message="Schrijf op wat de groep wijs vond, en waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Conclusie {self.pk}"

from itertools import pairwise

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .attempt import Attempt
from .story import Story

ORDER = tuple(Story.State)
FORWARD = Q()
for before, after in pairwise(ORDER):
    FORWARD |= Q(state_before=before, state_after=after)


class StoryStep(models.Model):
    """One step of a story on its way, forward or back; a row is written once and never again.

    `writer` is who wrote out the story that is read here for the second time. Stories from before
    the steps were kept have none: then who did it prints as "niet vastgelegd".
    """

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="steps", verbose_name="verhaal"
    )
    state_before = models.CharField("van", max_length=20, choices=Story.State)
    state_after = models.CharField("naar", max_length=20, choices=Story.State)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="uitgeschreven door",
    )
    taken_at = models.DateTimeField("op", default=timezone.now)
    attempt = models.ForeignKey(
        Attempt,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="poging van een lezer",
    )
    """Of the reader who recognised nobody, at adoption."""
    before_attempts = models.BooleanField(
        "niet gevraagd: deze stap bestond nog niet", default=False, editable=False
    )
    note = models.CharField("toelichting", max_length=500, blank=True)

    class Meta:
        verbose_name = "stap van een verhaal"
        verbose_name_plural = "stappen van verhalen"
        ordering = ["story", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state_after=Story.State.CHECKED) | ~Q(taken_by=F("writer")),
                name="toolkit_storystep_read_by_another",
                violation_error_message="Wie het verhaal uitschreef, kan het niet zelf nakijken.",
            ),
            models.CheckConstraint(
                condition=~Q(state_after=Story.State.ADOPTED)
                | Q(attempt__isnull=False)
                | Q(before_attempts=True),
                name="toolkit_storystep_adopted_after_attempt",
                violation_error_message=(
                    "Laat eerst een tweede lezer proberen te achterhalen over wie het gaat."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(note="") | FORWARD,
                name="toolkit_storystep_back_with_reason",
                violation_error_message="Schrijf waarom het verhaal een stap terug gaat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Stap {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise ValidationError("Een stap van een verhaal verandert niet meer.")
        super().save(*args, **kwargs)

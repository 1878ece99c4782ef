"""Students and outside readers: who gets which story to read, by a personal link."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .story import NOT_YET_ANONYMOUS, Story


class StoryReaders(models.QuerySet):
    def active(self, today: date) -> Self:
        """Whose link works."""
        return self.filter(revoked_at=None, expires_on__gte=today)


class StoryReader(models.Model):
    """Somebody without account who reads the stories assigned to him or her, and nothing else.

    A link names its `version`; another version, a revocation or a last day that is past ends it.
    """

    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    expires_on = models.DateField("link geldt tot en met")
    version = models.PositiveIntegerField("hoeveelste link", default=0, editable=False)
    sent_at = models.DateTimeField("laatst verstuurd op", null=True, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, editable=False)

    objects = StoryReaders.as_manager()

    class Meta:
        verbose_name = "lezer van verhalen"
        verbose_name_plural = "lezers van verhalen"
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="toolkit_storyreader_once",
                violation_error_message="Deze lezer heeft al een link.",
            )
        ]

    def __str__(self) -> str:
        return f"Lezer {self.pk}"


class Assignments(models.QuerySet):
    def readable(self) -> Self:
        """Those that show a story: not ended, and of a story without persons that still may be
        read; where the consent was taken back it may not, until it is decided that it stays."""
        rows = self.filter(ended_at=None).exclude(story__state__in=NOT_YET_ANONYMOUS)
        return rows.exclude(story__in=Story.objects.taken_back())


class Assignment(models.Model):
    """One story, for one reader, until a colleague ends it."""

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="assignments", verbose_name="verhaal"
    )
    reader = models.ForeignKey(
        StoryReader, on_delete=models.PROTECT, related_name="assignments", verbose_name="lezer"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="toegewezen door",
    )
    assigned_at = models.DateTimeField("toegewezen op", default=timezone.now)
    ended_at = models.DateTimeField("beëindigd op", null=True, editable=False)

    objects = Assignments.as_manager()

    class Meta:
        verbose_name = "toewijzing van een verhaal"
        verbose_name_plural = "toewijzingen van verhalen"
        ordering = ["story", "id"]
        default_permissions = ()
        permissions = [("assign_story", "Mag verhalen toewijzen aan lezers")]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "reader"],
                condition=models.Q(ended_at=None),
                name="toolkit_assignment_once",
                violation_error_message="Dit verhaal is al aan deze lezer toegewezen.",
            )
        ]

    def __str__(self) -> str:
        return f"Toewijzing {self.pk}"

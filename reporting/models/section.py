"""The making of a section: who writes it, how far it is, and what colleagues say of it."""

from django.conf import settings
from django.db import models

from .report import ProgressReport


class SectionWork(models.Model):
    """Who writes a section and how far it is. Its text is a `Narrative`, which says what was typed.

    That nothing was begun is read from the text; as is that a text is a suggestion.
    """

    class State(models.TextChoices):
        WRITING = "writing", "in bewerking"
        READY = "ready", "klaar"
        READ = "read", "gelezen"

    report = models.ForeignKey(
        ProgressReport, on_delete=models.CASCADE, related_name="work", verbose_name="rapportage"
    )
    section = models.CharField("onderdeel", max_length=40)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="schrijver",
    )
    state = models.CharField("stand", max_length=10, choices=State, default=State.WRITING)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    state_at = models.DateTimeField("op", null=True)

    class Meta:
        verbose_name = "werk aan een onderdeel"
        verbose_name_plural = "werk aan onderdelen"
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"],
                name="reporting_sectionwork_once_a_section",
                violation_error_message="Van dit onderdeel is de stand al vastgelegd.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.section}: {self.get_state_display()}"


class Comment(models.Model):
    """What a colleague says of a section, until somebody settles it. Never part of the report."""

    report = models.ForeignKey(
        ProgressReport, on_delete=models.CASCADE, related_name="comments", verbose_name="rapportage"
    )
    section = models.CharField("onderdeel", max_length=40)
    text = models.TextField("opmerking")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="van",
    )
    made_at = models.DateTimeField("op", auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="afgehandeld door",
    )
    settled_at = models.DateTimeField("afgehandeld op", null=True)

    class Meta:
        verbose_name = "opmerking van een collega"
        verbose_name_plural = "opmerkingen van collega's"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="reporting_comment_with_text",
                violation_error_message="Schrijf uw opmerking op.",
            )
        ]

    def __str__(self) -> str:
        return f"Opmerking {self.pk} bij {self.report}"

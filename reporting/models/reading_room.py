"""The leeskamer: who of the ministry reads, asks and confirms."""

from datetime import date

from django.conf import settings
from django.db import models

from .report import ProgressReport
from .version import PublishedVersion


class Readers(models.QuerySet):
    def active(self, today: date) -> "Readers":
        """Whose link works."""
        return self.filter(revoked_at=None, expires_on__gte=today)


class Reader(models.Model):
    """Someone of the funder with a personal link to the published versions of one report."""

    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, related_name="readers", verbose_name="rapportage"
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    expires_on = models.DateField("link geldt tot en met")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    invited_at = models.DateTimeField("uitgenodigd op", auto_now_add=True)

    objects = Readers.as_manager()

    class Meta:
        verbose_name = "lezer"
        verbose_name_plural = "lezers"
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "email"],
                name="reporting_reader_once_a_report",
                violation_error_message="Deze lezer is al uitgenodigd.",
            )
        ]

    def __str__(self) -> str:
        return f"Lezer {self.pk}"


class Visit(models.Model):
    """That a reader opened a version; logged for staff, and the reader is told so."""

    reader = models.ForeignKey(
        Reader, on_delete=models.PROTECT, related_name="visits", verbose_name="lezer"
    )
    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="visits", verbose_name="versie"
    )
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Bezoek {self.pk}"


class Question(models.Model):
    """A question of a reader, pinned to a section or figure by its key, and the answer."""

    reader = models.ForeignKey(
        Reader, on_delete=models.PROTECT, related_name="questions", verbose_name="lezer"
    )
    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="questions", verbose_name="versie"
    )
    about = models.CharField("over", max_length=80)
    text = models.TextField("vraag", max_length=2000)
    asked_at = models.DateTimeField("gesteld op", auto_now_add=True)
    answer = models.TextField("antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="beantwoord door",
    )

    class Meta:
        verbose_name = "vraag van een lezer"
        verbose_name_plural = "vragen van lezers"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_at__isnull=False),
                name="reporting_question_answered_with_moment",
                violation_error_message="Een antwoord heeft een tekst en een moment.",
            )
        ]

    def __str__(self) -> str:
        return f"Vraag {self.pk}"


class Confirmation(models.Model):
    """ "Ontvangen" or "akkoord" of a reader, confirmed by a code sent to the reader's address.

    `code_hash` is of the code that was mailed; `confirmed_at` is empty until it came back.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", "ontvangen"
        AGREED = "agreed", "akkoord"

    reader = models.ForeignKey(
        Reader, on_delete=models.PROTECT, related_name="confirmations", verbose_name="lezer"
    )
    version = models.ForeignKey(
        PublishedVersion,
        on_delete=models.PROTECT,
        related_name="confirmations",
        verbose_name="versie",
    )
    kind = models.CharField("wat", max_length=10, choices=Kind)
    name = models.CharField("naam", max_length=120)
    code_hash = models.CharField(max_length=64, editable=False)
    code_expires_at = models.DateTimeField(editable=False)
    attempts_left = models.PositiveSmallIntegerField(default=5, editable=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, editable=False)

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "version", "kind"],
                name="reporting_confirmation_once",
                violation_error_message="Dit is al gevraagd of bevestigd.",
            )
        ]

    def __str__(self) -> str:
        return f"Bevestiging {self.pk}"

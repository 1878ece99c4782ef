from django.conf import settings
from django.db import models

from .report import ProgressReport


class AskedLine(models.Model):
    """That somebody who may not mend a line of the readiness list asked colleagues who may.

    What is missing, and where, is read from the list itself: as soon as the line is mended or let
    stand there is nothing to ask. `needs` is the right that it takes to mend it.
    """

    report = models.ForeignKey(
        ProgressReport, on_delete=models.CASCADE, related_name="asked", verbose_name="rapportage"
    )
    key = models.CharField("regel", max_length=250)
    needs = models.CharField("wie kan het aanvullen", max_length=100)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gevraagd door",
    )
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)

    class Meta:
        verbose_name = "vraag aan een collega"
        verbose_name_plural = "vragen aan een collega"
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="reporting_askedline_once",
                violation_error_message="Dit is al aan een collega gevraagd.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vraag {self.pk} bij {self.report}"

    @property
    def by(self) -> str:
        """Whom to tell that it is done."""
        if self.asked_by is None:
            return "iemand die er niet meer is"
        return self.asked_by.get_full_name() or self.asked_by.get_username()

"""How an agreement changed: each change keeps the number that stood before it."""

from django.db import models
from django.db.models import F, Q

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints

from .agreement import Target


class TargetChange(models.Model):
    """Another number was agreed. What stood first is the former number of the first change."""

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="changes", verbose_name="afspraak"
    )
    former_number = models.PositiveSmallIntegerField("aantal ervoor", editable=False)
    number = models.PositiveSmallIntegerField("nieuw aantal", editable=False)
    since = ApproximateDateField("geldt vanaf", editable=False)
    agreed_with = models.CharField("afgesproken met", max_length=200, editable=False)
    how = models.CharField("hoe het is afgesproken", max_length=200, editable=False)
    why = models.TextField(
        "reden", blank=True, help_text="Leeg: niet vastgelegd. Staat zo in de rapportage."
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    history = History(verbose_name="geschiedenis van gewijzigde afspraak")

    class Meta:
        verbose_name = "gewijzigde afspraak"
        verbose_name_plural = "gewijzigde afspraken"
        ordering = ["target", "id"]
        constraints = [
            *date_constraints("programme_targetchange", "since"),
            models.CheckConstraint(
                condition=~Q(number=F("former_number")),
                name="programme_targetchange_is_a_change",
                violation_error_message="Dit aantal is al afgesproken. Vul het nieuwe aantal in.",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_with="") & ~Q(how=""),
                name="programme_targetchange_with_whom_and_how",
                violation_error_message="Leg vast met wie het is afgesproken, en hoe.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: van {self.former_number} naar {self.number}"

from django.conf import settings
from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints

from .meeting import Meeting


class Rescheduling(models.Model):
    """A move: the date that was given up. The new one is the next row's, or the meeting's own."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="reschedulings", verbose_name="bijeenkomst"
    )
    former_date = ApproximateDateField("losgelaten datum", editable=False)
    decided = ApproximateDateField("besloten", editable=False)
    reason = models.TextField(
        "reden", blank=True, help_text="Leeg: niet vastgelegd. Staat dan op de lijst."
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    history = History(verbose_name="geschiedenis van verplaatsing")

    class Meta:
        verbose_name = "verplaatsing"
        verbose_name_plural = "verplaatsingen"
        ordering = ["meeting", "id"]
        constraints = [
            *date_constraints("meetings_rescheduling", "former_date"),
            *date_constraints("meetings_rescheduling", "decided"),
        ]

    def __str__(self) -> str:
        return f"Verplaatsing van {self.meeting}"


def move_without_day(meeting: Meeting) -> Rescheduling | None:
    """The last move of a planned meeting that still has no day to come to."""
    if meeting.status != Meeting.Status.PLANNED or meeting.has_known_day:
        return None
    return Rescheduling.objects.filter(meeting=meeting).order_by("id").last()

from django.conf import settings
from django.db import models

from backoffice.records import History
from meetings.models import Meeting
from pilots.models import Pilot
from programme.models import Target

from ..document.standings import Standing

NO_DATE = "NO_DATE"
TOLD = [
    *sorted((standing.name, standing.row.told) for standing in Standing if standing.row.told),
    (NO_DATE, "heeft geen datum meer"),
]
"""What the funder is told: of each standing of which a letter is due, by its name; and one more."""


class Notice(models.Model):
    """A letter to the funder that an agreed unit will not, or not in time, take place (rule 24).

    The ledger drafts `text`; staff finish it and log when it went.
    """

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="notices", verbose_name="afspraak"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="bijeenkomst",
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="pilot",
    )
    standing = models.CharField(
        "wat er is gebeurd", max_length=20, choices=TOLD, blank=True, editable=False
    )
    """Empty only where more letters on the same were made before one was the most."""
    text = models.TextField("brief")
    sent_on = models.DateField("verstuurd op", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="verstuurd door",
    )
    history = History(verbose_name="geschiedenis van melding")

    class Meta:
        verbose_name = "melding aan de opdrachtgever"
        verbose_name_plural = "meldingen aan de opdrachtgever"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False) ^ models.Q(pilot__isnull=False),
                name="reporting_notice_of_one_unit",
                violation_error_message="Een melding gaat over een bijeenkomst of een pilot.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[unit, "standing"],
                    condition=~models.Q(standing=""),
                    name=f"reporting_notice_once_of_a_{unit}",
                    violation_error_message="Hierover is al een brief gemaakt.",
                )
                for unit in ("meeting", "pilot")
            ),
        ]

    def __str__(self) -> str:
        return f"Melding {self.pk}"

"""What was learned, and what may go wrong: of one line of activity or of the whole programme."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from meetings.models import Meeting
from pilots.models import Pilot
from programme.lines import CHOICES, line_of
from programme.models import Programme

WHOLE = "Het hele programma"


class AboutLine(models.Model):
    """Belongs to a programme, and to one of its lines or to all of it."""

    line = models.CharField(
        "lijn", max_length=20, choices=CHOICES, blank=True, help_text="Leeg: het hele programma."
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
    )

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        return self.get_line_display() if self.line else WHOLE

    @property
    def section(self) -> str:
        """The key of the section of its line in the report; empty for the whole programme."""
        return line_of(self.line).section if self.line else ""


class Lesson(AboutLine):
    """What the foundation learned, in its own words; told in the report over `year`.

    One from a pilot waits for the release of the conclusions of that pilot (rule 9).
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="lessons", verbose_name="programma"
    )
    year = models.PositiveSmallIntegerField("jaar")
    text = models.TextField(
        "les", help_text="Wat u leerde, en wat u daarom anders doet. Staat zo in de rapportage."
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name="uit bijeenkomst",
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name="uit pilot",
        help_text=(
            "Een les uit een pilot staat pas in de rapportage als de organisatie de conclusies "
            "volledig en voor iedereen heeft vrijgegeven."
        ),
    )
    history = History(verbose_name="geschiedenis van les")

    class Meta:
        verbose_name = "les"
        verbose_name_plural = "lessen"
        ordering = ["programme", "year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="reporting_lesson_says_something",
                violation_error_code="reporting_lesson_says_something",
                violation_error_message="Schrijf op wat u leerde.",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(pilot__isnull=True),
                name="reporting_lesson_from_one_thing",
                violation_error_code="reporting_lesson_from_one_thing",
                violation_error_message="Kies een bijeenkomst of een pilot, niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        return f"Les: {Truncator(self.text).words(8)}"

    def clean(self) -> None:
        for name in ("meeting", "pilot"):
            source = getattr(self, name)
            if source is not None and source.programme_id != self.programme_id:
                sentence = "Dit hoort bij een ander programma. Kies er een van hetzelfde programma."
                raise ValidationError({name: sentence})


class Risk(AboutLine):
    """What may keep the programme from what was agreed, who looks after it, and what is done."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        MANAGED = "managed", "beheerst"
        HAPPENED = "happened", "opgetreden"
        CLOSED = "closed", "gesloten"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="risks", verbose_name="programma"
    )
    what = models.TextField("risico", help_text="Wat er mis kan gaan. Staat zo in de rapportage.")
    owner = models.CharField(
        "eigenaar",
        max_length=120,
        help_text="De functie, geen naam. Bijvoorbeeld: programmaleider.",
    )
    measure = models.TextField(
        "maatregel", blank=True, help_text="Wat ertegen wordt gedaan. Leeg: niet vastgelegd."
    )
    state = models.CharField(
        "stand", max_length=10, choices=State, default=State.OPEN, editable=False
    )
    since = ApproximateDateField("risico sinds")
    closed = ApproximateDateField("gesloten op", editable=False)
    history = History(verbose_name="geschiedenis van risico")

    class Meta:
        verbose_name = "risico"
        verbose_name_plural = "risico's"
        ordering = ["programme", "id"]
        constraints = [
            *date_constraints("reporting_risk", "since"),
            *date_constraints("reporting_risk", "closed"),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(owner=""),
                name="reporting_risk_what_and_whose",
                violation_error_message="Schrijf op wat het risico is en welke functie erop let.",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_latest__isnull=False)
                | ~Q(state="closed") & Q(closed_latest__isnull=True),
                name="reporting_risk_closed_with_date",
                violation_error_message="Alleen een gesloten risico heeft een datum van sluiten.",
            ),
            models.CheckConstraint(
                condition=Q(closed_latest__isnull=True)
                | Q(since_earliest__isnull=True)
                | Q(closed_latest__gte=F("since_earliest")),
                name="reporting_risk_closed_after_since",
                violation_error_code="reporting_risk_closed_after_since",
                violation_error_message=(
                    "Het risico is gesloten voordat het er was. Kijk de datums na."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Risico: {Truncator(self.what).words(8)}"

    def clean(self) -> None:
        refuse_to_come(since=self.since, closed=self.closed)

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

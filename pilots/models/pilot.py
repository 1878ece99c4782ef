"""A pilot: groups of civil servants in sessions led by facilitators, at one organisation.

The states of the sessions, the closing meeting, the results and their release are four different
things (domain.md, rule 17). They change only through `pilots.actions`.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backoffice.links import LinkToMany
from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from programme.models import Organisation, Person, Programme, Target

from .session import Session


class Pilot(models.Model):
    class SessionsState(models.TextChoices):
        PREPARATION = "preparation", "in voorbereiding"
        RUNNING = "running", "bezig"
        COMPLETED = "completed", "afgerond"
        CANCELLED = "cancelled", "gaat niet door"

    class ClosingState(models.TextChoices):
        NONE = "none", "nog niet gepland"
        PLANNED = "planned", "gepland"
        HELD = "held", "gehouden"

    class ResultsState(models.TextChoices):
        NONE = "none", "nog niet begonnen"
        BEING_WRITTEN = "being_written", "worden geschreven"
        WRITTEN = "written", "geschreven"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="pilots", verbose_name="programma"
    )
    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pilots",
        verbose_name="organisatie",
        help_text="Leeg: nog niet bekend.",
    )
    target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pilots",
        verbose_name="telt mee voor afspraak",
        help_text="Leeg: extra, telt voor geen enkele afspraak.",
    )
    begins = ApproximateDateField("begin van de pilot")
    duration_months = models.PositiveSmallIntegerField("looptijd in maanden", null=True, blank=True)
    facilitators_per_session = models.PositiveSmallIntegerField(
        "afgesproken aantal begeleiders per sessie", null=True, blank=True
    )
    team = LinkToMany(
        Person,
        blank=True,
        related_name="pilots",
        verbose_name="begeleiders",
        help_text="De begeleiders van de pilot. Wie welke sessie leidde, staat bij de sessie.",
    )
    participants_min = models.PositiveSmallIntegerField(
        "deelnemers per groep, ten minste", null=True, blank=True
    )
    participants_max = models.PositiveSmallIntegerField(
        "deelnemers per groep, ten hoogste", null=True, blank=True
    )
    participants_source = models.CharField("bron van die aantallen", max_length=200, blank=True)
    sessions_state = models.CharField(
        "sessies",
        max_length=20,
        choices=SessionsState,
        default=SessionsState.PREPARATION,
        editable=False,
    )
    cancellation_note = models.TextField("waarom niet doorgegaan", blank=True, editable=False)
    closing_state = models.CharField(
        "slotbijeenkomst",
        max_length=20,
        choices=ClosingState,
        default=ClosingState.NONE,
        editable=False,
    )
    closing_date = ApproximateDateField("datum van de slotbijeenkomst", editable=False)
    results_state = models.CharField(
        "resultaten",
        max_length=20,
        choices=ResultsState,
        default=ResultsState.NONE,
        editable=False,
    )
    results = models.TextField(
        "resultaten",
        blank=True,
        help_text="Blijft binnen de staf totdat de organisatie toestemming geeft.",
    )
    conclusions = models.TextField(
        "conclusies",
        blank=True,
        help_text="Blijven binnen de staf totdat de organisatie toestemming geeft.",
    )
    history = History(
        excluded_fields=["results", "conclusions"],
        m2m_fields=["team"],
        history_change_reason_field=models.TextField(null=True),
        verbose_name="geschiedenis van pilot",
    )

    class Meta:
        verbose_name = "pilot"
        verbose_name_plural = "pilots"
        ordering = ["programme", "id"]
        permissions = [
            ("view_results", "Mag resultaten zien die nog niet zijn vrijgegeven"),
            ("view_released", "Mag zien wat van pilots voor de Werkgroep is vrijgegeven"),
        ]
        constraints = [
            *date_constraints("pilots_pilot", "closing_date"),
            *date_constraints("pilots_pilot", "begins"),
            models.CheckConstraint(
                condition=Q(participants_min__isnull=True, participants_max__isnull=True)
                | Q(participants_min__isnull=False, participants_max__isnull=False)
                & Q(participants_max__gte=F("participants_min"))
                & ~Q(participants_source=""),
                name="pilots_pilot_participants_range_with_source",
                violation_error_code="pilots_pilot_participants_range_with_source",
                violation_error_message=(
                    "Vul het kleinste en het grootste aantal deelnemers in, en de bron ervan."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sessions_state="cancelled") ^ Q(cancellation_note=""),
                name="pilots_pilot_cancelled_with_note",
                violation_error_message="Schrijf op waarom de pilot niet doorgaat.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self._check_begins()
        target = self.target
        if target and (target.programme_id, target.line) != (self.programme_id, "pilots"):
            raise ValidationError(
                {"target": "Kies een afspraak over pilots van hetzelfde programma."}
            )

    def _check_begins(self) -> None:
        """No session lies before the pilot begins; refused on either side."""
        if self.begins is None or self.pk is None:
            return
        first = Session.objects.filter(group__pilot=self, date_latest__lt=self.begins.earliest)
        if session := first.order_by("date_earliest").first():
            raise ValidationError(
                f"Een sessie ligt voor dit begin, op {session.date}. Verbeter het begin van de "
                "pilot, of de datum van de sessie."
            )

    def natural_key(self) -> str:
        return self.slug

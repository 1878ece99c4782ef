from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.values import Period
from programme.models import Programme


class ProgressReports(models.QuerySet):
    def on_site(self) -> "ProgressReports":
        """Public, and published once at least; that a correction is under way changes nothing."""
        published = self.filter(is_public=True, versions__isnull=False).distinct()
        return published.select_related("programme").order_by("-year", "programme")


class ProgressReport(models.Model):
    """The yearly voortgangsrapportage: its period is a year, its reference date another matter.

    The state changes only through `reporting.actions`. What was published stands in its versions,
    which never change; a correction makes the report a draft again, for the next version.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        SUBMITTED = "submitted", "ter goedkeuring"
        PUBLISHED = "published", "gepubliceerd"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="reports", verbose_name="programma"
    )
    year = models.PositiveSmallIntegerField("jaar")
    reference_date = ApproximateDateField("peildatum")
    addressee = models.CharField("bestemd voor", max_length=250, blank=True)
    author = models.CharField("opgesteld door", max_length=200, blank=True)
    version = models.CharField("versie", max_length=40, default="concept")
    date = ApproximateDateField("datum van de rapportage")
    state = models.CharField(
        "stand", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ter goedkeuring gelegd door",
    )
    submitted_at = models.DateTimeField("ter goedkeuring gelegd op", null=True, editable=False)
    correction_reason = models.TextField("reden van de nieuwe versie", blank=True, editable=False)
    is_public = models.BooleanField(
        "staat op de site", default=False, help_text="Alleen gepubliceerde versies zijn te zien."
    )
    history = History(verbose_name="geschiedenis van rapportage")

    objects = ProgressReports.as_manager()

    class Meta:
        verbose_name = "voortgangsrapportage"
        verbose_name_plural = "voortgangsrapportages"
        ordering = ["programme", "-year"]
        permissions = [
            ("write_progressreport", "Mag een rapportage schrijven en indienen"),
            ("publish_progressreport", "Mag een rapportage goedkeuren en publiceren"),
        ]
        constraints = [
            *date_constraints("reporting_progressreport", "reference_date"),
            *date_constraints("reporting_progressreport", "date"),
            models.UniqueConstraint(
                fields=["programme", "year"],
                name="reporting_progressreport_once_a_year",
                violation_error_code="reporting_progressreport_once_a_year",
                violation_error_message="Voor dit jaar is er al een rapportage.",
            ),
        ]

    def __str__(self) -> str:
        return f"Voortgangsrapportage {self.year}"

    def clean(self) -> None:
        if not self.programme_id:
            return
        if self.year not in self.programme.years:
            raise ValidationError({"year": "Dit jaar valt buiten de looptijd van het programma."})
        if self.reference_date and self.reference_date.latest < self.period.first:
            raise ValidationError(
                {"reference_date": "De peildatum ligt vóór het jaar. Kies een latere."}
            )

    @property
    def period(self) -> Period:
        return Period.of_year(self.year)


class Narrative(models.Model):
    """What staff write in one section, in Markdown with placeholders: {hubs.held|woorden}."""

    report = models.ForeignKey(
        ProgressReport,
        on_delete=models.PROTECT,
        related_name="narratives",
        verbose_name="voortgangsrapportage",
    )
    section = models.CharField("onderdeel", max_length=40)
    text = models.TextField("tekst", blank=True)
    figures = models.JSONField("cijfers bij het bewaren", default=dict, blank=True, editable=False)
    """What each figure that the text names printed when it was kept; empty where nobody looked."""
    is_suggestion = models.BooleanField(
        "voorstel dat nog niemand las", default=False, editable=False
    )
    """Made of the records. The report leaves it out until somebody has read it."""
    history = History(verbose_name="geschiedenis van tekst")

    class Meta:
        verbose_name = "tekst van een onderdeel"
        verbose_name_plural = "teksten van de onderdelen"
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"],
                name="reporting_narrative_once_a_section",
                violation_error_message="Dit onderdeel heeft al een tekst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.section}"

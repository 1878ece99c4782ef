"""A series of meetings as one whole: what staff found of it, decided, and asked the funder."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backoffice.records import History
from backoffice.retiring import OfferedQuerySet, Retirable
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from programme.models import Programme

UNANSWERED = Q(answered_earliest__isnull=True, answered_latest__isnull=True, answered_wording="")


class Series(Retirable):
    """Meetings that were planned as one whole, such as a drieluik."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="series", verbose_name="programma"
    )
    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=80)
    planned_parts = models.PositiveSmallIntegerField("voorgenomen aantal delen")
    history = History(verbose_name="geschiedenis van reeks")

    objects = OfferedQuerySet.as_manager()

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        ordering = ["programme", "id"]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug


class SeriesEvaluation(models.Model):
    """What staff found of the series. What participants answered is read from their evaluations."""

    series = models.OneToOneField(
        Series, on_delete=models.PROTECT, related_name="evaluation", verbose_name="reeks"
    )
    process = models.TextField("proces", blank=True, help_text="Hoe het liep, en waardoor.")
    content = models.TextField("inhoud", blank=True, help_text="Wat de onderwerpen opriepen.")
    date = ApproximateDateField("datum van de evaluatie")
    source = models.CharField(
        "bron", max_length=200, blank=True, help_text="Van wie of waaruit u dit weet."
    )
    history = History(verbose_name="geschiedenis van evaluatie van reeks")

    class Meta:
        verbose_name = "evaluatie van de reeks"
        verbose_name_plural = "evaluatie van de reeks"
        constraints = [
            *date_constraints("meetings_seriesevaluation", "date"),
            models.CheckConstraint(
                condition=~Q(process="") | ~Q(content=""),
                name="meetings_seriesevaluation_says_something",
                violation_error_code="meetings_seriesevaluation_says_something",
                violation_error_message="Schrijf bij het proces of bij de inhoud wat u vond.",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluatie van {self.series}"

    def clean(self) -> None:
        refuse_to_come(date=self.date)

    def natural_key(self) -> str:
        return self.series.slug


class SeriesDecision(models.Model):
    """What was decided after the series. The meeting that follows counts in its own line only."""

    series = models.OneToOneField(
        Series, on_delete=models.PROTECT, related_name="decision", verbose_name="reeks"
    )
    what = models.TextField("wat is besloten")
    date = ApproximateDateField("datum van het besluit")
    follow_up = models.ForeignKey(
        "meetings.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_after",
        verbose_name="welke bijeenkomst volgde daarop",
        help_text="Van welke lijn ook; zij telt alleen daar mee. Leeg: nog geen.",
    )
    history = History(verbose_name="geschiedenis van besluit over reeks")

    class Meta:
        verbose_name = "besluit over de reeks"
        verbose_name_plural = "besluit over de reeks"
        constraints = [
            *date_constraints("meetings_seriesdecision", "date"),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="meetings_seriesdecision_says_what",
                violation_error_message="Schrijf op wat er is besloten.",
            ),
        ]

    def __str__(self) -> str:
        return f"Besluit over {self.series}"

    def clean(self) -> None:
        refuse_to_come(date=self.date)
        check_follow_up(self)

    def natural_key(self) -> str:
        return self.series.slug


class FunderRequest(models.Model):
    """What the funder is asked to pay for, and the answer. No amounts (decision 28)."""

    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="requests", verbose_name="reeks"
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    """Counts within the series, so that the report has a name for it that stays."""
    what = models.TextField(
        "waarvoor geld nodig is",
        help_text="Eén zin zonder bedrag. In de rapportage staat de zin zoals u die schrijft.",
    )
    asked = ApproximateDateField("gevraagd op")
    answer = models.TextField("antwoord", blank=True)
    answered = ApproximateDateField("antwoord gekregen op")
    history = History(verbose_name="geschiedenis van verzoek aan de financier")

    class Meta:
        verbose_name = "verzoek aan de financier"
        verbose_name_plural = "verzoeken aan de financier"
        ordering = ["series", "number"]
        constraints = [
            *date_constraints("meetings_funderrequest", "asked"),
            *date_constraints("meetings_funderrequest", "answered"),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="meetings_funderrequest_says_what",
                violation_error_message="Schrijf op waarvoor geld nodig is.",
            ),
            models.CheckConstraint(
                condition=Q(answer="") & UNANSWERED | ~Q(answer="") & ~UNANSWERED,
                name="meetings_funderrequest_answer_with_date",
                violation_error_code="meetings_funderrequest_answer_with_date",
                violation_error_message=(
                    "Vul het antwoord en de datum ervan allebei in, of geen van beide."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered_latest__isnull=True)
                | Q(asked_earliest__isnull=True)
                | Q(answered_latest__gte=F("asked_earliest")),
                name="meetings_funderrequest_answered_after_asked",
                violation_error_code="meetings_funderrequest_answered_after_asked",
                violation_error_message="Het antwoord komt niet voor de vraag. Kijk de datums na.",
            ),
            models.UniqueConstraint(
                fields=["series", "number"],
                name="meetings_funderrequest_number_once",
                violation_error_message="Dit nummer heeft een ander verzoek al.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verzoek {self.number} aan de financier"

    def clean(self) -> None:
        refuse_to_come(asked=self.asked, answered=self.answered)

    def natural_key(self) -> str:
        return f"{self.series.slug}/{self.number}"

    @property
    def is_open(self) -> bool:
        return not self.answer


def check_follow_up(decision: SeriesDecision) -> None:
    """A meeting of the same programme that is no part of the series itself."""
    follow_up = decision.follow_up
    if follow_up is None:
        return
    if follow_up.series_id == decision.series_id:
        sentence = (
            "Deze bijeenkomst is zelf een deel van de reeks. Kies een andere, of laat dit leeg."
        )
        raise ValidationError({"follow_up": sentence})
    if follow_up.programme_id != decision.series.programme_id:
        sentence = "Kies een bijeenkomst van hetzelfde programma als de reeks."
        raise ValidationError({"follow_up": sentence})


def check_not_follow_up(part: models.Model) -> None:
    """The other way round: what followed a series does not become a part of it."""
    followed = SeriesDecision.objects.filter(series=part.series_id, follow_up=part.pk)
    if part.pk and part.series_id and followed.exists():
        sentence = "Deze bijeenkomst volgde op die reeks, en is er dus geen deel van."
        raise ValidationError({"series": sentence})

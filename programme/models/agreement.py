"""What was agreed: a programme with its term, its parties and its targets per year and line."""

from django.db import models
from django.db.models import F, Q

from backoffice.records import History
from backoffice.retiring import OfferedQuerySet, Retirable
from dates.values import Period

from ..lines import CHOICES as LINE_CHOICES
from .organisations import Organisation


class Programme(models.Model):
    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True)
    first_year = models.PositiveSmallIntegerField("eerste jaar van de looptijd")
    last_year = models.PositiveSmallIntegerField("laatste jaar van de looptijd")
    grant_reference = models.CharField(
        "kenmerk van de subsidie", max_length=100, blank=True, help_text="Leeg: niet vastgelegd."
    )
    financial_account = models.CharField(
        "waar de financiële verantwoording staat",
        max_length=300,
        blank=True,
        help_text="Eén zin zonder bedrag, voor in de rapportage. Leeg: er staat niets.",
    )
    is_fictional = models.BooleanField(
        "voorbeeld", default=False, help_text="Een verzonnen programma, zo getoond op de site."
    )
    history = History(verbose_name="geschiedenis van programma")

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        ordering = ["-first_year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="programme_programme_term_in_order",
                violation_error_code="programme_programme_term_in_order",
                violation_error_message="Het laatste jaar ligt niet voor het eerste jaar.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def term(self) -> Period:
        return Period(Period.of_year(self.first_year).first, Period.of_year(self.last_year).last)

    def natural_key(self) -> str:
        return self.slug


class Party(models.Model):
    class Role(models.TextChoices):
        FUNDER = "funder", "opdrachtgever en financier"
        EXECUTOR = "executor", "ontwerp en uitvoering"
        PARTNER = "partner", "samenwerkingspartner"

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="parties", verbose_name="programma"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="parties", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    unit = models.CharField(
        "onderdeel", max_length=200, blank=True, help_text="De directie, school of het project."
    )
    history = History(verbose_name="geschiedenis van partij")

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        ordering = ["programme", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                name="programme_party_once_per_role",
                violation_error_message="Deze organisatie heeft deze rol al in dit programma.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_role_display()}"


class Target(models.Model):
    """What was agreed for one line in one year: a number, or an aim in words.

    `TOLD` are the texts of staff that the report tells beside what the records say.
    """

    TOLD = ("explanation", "effect", "adjustment", "expectation")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="targets", verbose_name="programma"
    )
    year = models.PositiveSmallIntegerField("jaar")
    line = models.CharField("lijn", max_length=20, choices=LINE_CHOICES)
    number = models.PositiveSmallIntegerField(
        "afgesproken aantal", null=True, blank=True, help_text="Leeg bij een afspraak in woorden."
    )
    description = models.CharField("afspraak in woorden", max_length=300)
    source = models.CharField("bron van de afspraak", max_length=200)
    state = models.TextField(
        "stand", blank=True, help_text="Bij een afspraak in woorden: hoe staat het ervoor?"
    )
    explanation = models.TextField(
        "toelichting op het verschil",
        blank=True,
        help_text="Waarom is er iets anders gedaan dan afgesproken? Staat zo in de rapportage.",
    )
    effect = models.TextField(
        "gevolg voor de rest van de looptijd",
        blank=True,
        help_text="Wat het verschil betekent voor wat nog komt. Staat zo in de rapportage.",
    )
    adjustment = models.TextField(
        "bijsturing", blank=True, help_text="Wat eraan is gedaan. Staat zo in de rapportage."
    )
    expectation = models.TextField(
        "verwachting", blank=True, help_text="Wat er nog komt. Staat zo in de rapportage."
    )
    history = History(verbose_name="geschiedenis van afspraak")

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["programme", "year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "line"],
                name="programme_target_once_per_line_and_year",
                violation_error_code="programme_target_once_per_line_and_year",
                violation_error_message="Voor deze lijn en dit jaar is er al een afspraak.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.description}"

    def natural_key(self) -> str:
        return f"{self.programme.slug}/{self.year}/{self.line}"

    @property
    def texts(self) -> list[str]:
        """All that staff wrote of it, as the report prints it."""
        return [self.explanation, self.state, self.effect, self.adjustment, self.expectation]


class Theme(Retirable):
    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField("kenmerk in adressen", unique=True)
    history = History(verbose_name="geschiedenis van thema")

    objects = OfferedQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Quality(Retirable):
    """A quality of good work. The labels are data: the foundation has used other words since."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="qualities", verbose_name="programma"
    )
    label = models.CharField("naam", max_length=60)
    original = models.CharField("bij Gardner", max_length=60, blank=True)
    meaning = models.CharField("betekenis", max_length=200)
    history = History(verbose_name="geschiedenis van kwaliteit")

    objects = OfferedQuerySet.as_manager()

    class Meta:
        verbose_name = "kwaliteit van goed werk"
        verbose_name_plural = "kwaliteiten van goed werk"
        ordering = ["programme", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "label"],
                name="programme_quality_label_once",
                violation_error_message="Deze kwaliteit staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.label

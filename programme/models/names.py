"""Whether someone who works on the programme agrees to be named, and where (decision 69)."""

from django.db import models
from django.db.models import Q

from backoffice.records import History

from .people import Person


class NameUse(models.Model):
    """What one person said of being named in one place. Where nothing is said, nobody is named.

    What a published source already told may be told again in the report on the year of that
    source, and nowhere else: it is a fact, and no agreement.
    """

    class Use(models.TextChoices):
        SITE = "site", "op de site"
        REPORT = "report", "in rapportages"

    class Answer(models.TextChoices):
        AGREED = "agreed", "stemt in"
        REFUSED = "refused", "wil daar niet genoemd worden"
        PUBLISHED = "published", "niet gevraagd; staat al in een openbare rapportage"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="name_uses", verbose_name="medewerker"
    )
    use = models.CharField("waar", max_length=10, choices=Use)
    answer = models.CharField("naam noemen", max_length=10, choices=Answer)
    said_on = models.DateField("gezegd op", null=True, blank=True)
    source = models.CharField(
        "hoe dat blijkt",
        max_length=200,
        help_text="Bijvoorbeeld: mail van 3 maart 2014, of: Voortgangsrapportage 2013, onder c.",
    )
    year = models.PositiveSmallIntegerField(
        "alleen in de rapportage over", null=True, blank=True, help_text="Een jaar, zoals 2013."
    )
    history = History(verbose_name="geschiedenis van naam noemen")

    class Meta:
        verbose_name = "naam noemen"
        verbose_name_plural = "naam noemen"
        ordering = ["person", "use"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "use"],
                name="programme_nameuse_once",
                violation_error_message="Leg voor elke plaats één antwoord vast.",
            ),
            models.CheckConstraint(
                condition=Q(answer="published") | Q(said_on__isnull=False, year__isnull=True),
                name="programme_nameuse_said_on_a_day",
                violation_error_code="programme_nameuse_said_on_a_day",
                violation_error_message=(
                    "Vul in op welke dag dit is gezegd, en laat het jaar leeg. Een antwoord geldt "
                    "voor alle jaren."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(answer="published") | Q(use="report", year__isnull=False),
                name="programme_nameuse_published_in_a_year",
                violation_error_code="programme_nameuse_published_in_a_year",
                violation_error_message=(
                    "Wat al openbaar is, geldt alleen in rapportages. Vul in over welk jaar."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.get_answer_display()}"

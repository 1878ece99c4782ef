from django.db import models
from django.db.models import Q

from backoffice.links import LinkToMany
from backoffice.records import History
from programme.models import Programme, Quality, Theme

from ..querysets import MaterialQuerySet
from .audience import Audience


class Material(models.Model):
    """What a group does with the stories: an exercise, a discussion theme or a value card.

    Of a value card the title is the value and the text says what it asks of someone. Steps and
    questions stand one on a line.
    """

    class Kind(models.TextChoices):
        EXERCISE = "exercise", "oefening"
        DISCUSSION = "discussion", "discussiethema"
        CARD = "card", "waardenkaart"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="materials", verbose_name="programma"
    )
    kind = models.CharField("soort", max_length=20, choices=Kind)
    title = models.CharField(
        "titel", max_length=120, help_text="Van een waardenkaart: de waarde, in één woord."
    )
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=120)
    text = models.TextField("tekst", help_text="Van een waardenkaart: wat de waarde van u vraagt.")
    aim = models.CharField("doel", max_length=300, blank=True)
    people_min = models.PositiveSmallIntegerField("deelnemers, ten minste", null=True, blank=True)
    people_max = models.PositiveSmallIntegerField("deelnemers, ten hoogste", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    steps = models.TextField("stappen", blank=True, help_text="Eén stap op een regel.")
    questions = models.TextField("vragen", blank=True, help_text="Eén vraag op een regel.")
    facilitator_note = models.TextField("voor de begeleider", blank=True)
    supplies = models.CharField("wat u meeneemt", max_length=200, blank=True)
    themes = LinkToMany(Theme, blank=True, related_name="materials", verbose_name="thema's")
    qualities = LinkToMany(
        Quality, blank=True, related_name="materials", verbose_name="kwaliteiten van goed werk"
    )
    audience = models.CharField(
        "voor wie", max_length=20, choices=Audience, default=Audience.FACILITATORS
    )
    is_example = models.BooleanField("verzonnen voorbeeld", default=False)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    history = History(m2m_fields=["themes", "qualities"], verbose_name="geschiedenis van materiaal")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "werkvorm of kaart"
        verbose_name_plural = "werkvormen en kaarten"
        ordering = ["programme", "kind", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="toolkit_material_with_text",
                violation_error_code="toolkit_material_with_text",
                violation_error_message="Schrijf de tekst.",
            ),
            models.CheckConstraint(
                condition=Q(people_min__isnull=True)
                | Q(people_max__isnull=True)
                | Q(people_min__lte=models.F("people_max")),
                name="toolkit_material_people_in_order",
                violation_error_code="toolkit_material_people_in_order",
                violation_error_message=(
                    "Het grootste aantal deelnemers is niet kleiner dan het kleinste."
                ),
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "title"],
                name="toolkit_material_once",
                violation_error_code="toolkit_material_once",
                violation_error_message="Er is al een van deze soort met deze titel.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug

    @property
    def group_size(self) -> str:
        """As it is printed; empty where nobody wrote it down."""
        low, high = self.people_min, self.people_max
        if low and high:
            return f"{low} deelnemers" if low == high else f"{low} tot {high} deelnemers"
        if low:
            return f"vanaf {low} deelnemers"
        return f"tot {high} deelnemers" if high else ""

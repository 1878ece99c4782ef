from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backoffice.links import LinkToMany
from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from pilots.models import Pilot
from programme.circles import is_in_circle
from programme.lines import CHOICES
from programme.models import Person, Programme

from ..line import LINE
from ..querysets import StoryQuerySet
from .story import Story


class Edition(models.Model):
    """A version of the toolkit: a translation, an adaptation, or a book of own stories.

    What is in it are its parts, in their order; what was published stays (`PublishedEdition`).
    """

    class Stage(models.TextChoices):
        CONCEPT = "concept", "concept"
        TRIAL = "trial", "proefeditie"
        FINAL = "final", "definitief"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="editions", verbose_name="programma"
    )
    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=120)
    stage = models.CharField("stand", max_length=10, choices=Stage, default=Stage.CONCEPT)
    ready = ApproximateDateField("gereed")
    made_by = LinkToMany(Person, blank=True, related_name="editions", verbose_name="gemaakt door")
    used_in = LinkToMany(
        Pilot, blank=True, related_name="editions", verbose_name="gebruikt in pilot"
    )
    note = models.TextField("opmerking", blank=True)
    history = History(m2m_fields=["made_by", "used_in"], verbose_name="geschiedenis van editie")

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"
        ordering = ["programme", "id"]
        constraints = [*date_constraints("toolkit_edition", "ready")]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug

    @property
    def stories(self) -> StoryQuerySet:
        """Those among its parts, in their order."""
        rows: StoryQuerySet = Story.objects.filter(parts__edition=self)
        return rows.order_by("parts__position", "parts__id")


class Milestone(models.Model):
    """A step towards the toolkit, of another line or of the whole programme: planned, expected,
    reached, and what it waits for (rule 22)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="milestones", verbose_name="programma"
    )
    title = models.CharField("mijlpaal", max_length=200)
    slug = models.SlugField("kenmerk", unique=True, max_length=120)
    line = models.CharField(
        "lijn",
        max_length=20,
        choices=CHOICES,
        blank=True,
        default=LINE.key,
        help_text="Leeg: het hele programma.",
    )
    planned = ApproximateDateField("gepland bij de start")
    expected = ApproximateDateField("verwacht")
    actual = ApproximateDateField("bereikt")
    waits_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awaited_by",
        verbose_name="wacht op mijlpaal",
    )
    waits_for_pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="wacht op pilot",
    )
    note = models.TextField("opmerking", blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    history = History(verbose_name="geschiedenis van mijlpaal")

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["programme", "position", "id"]
        constraints = [
            *date_constraints("toolkit_milestone", "planned"),
            *date_constraints("toolkit_milestone", "expected"),
            *date_constraints("toolkit_milestone", "actual"),
            models.CheckConstraint(
                condition=Q(waits_for__isnull=True) | ~Q(waits_for=F("id")),
                name="toolkit_milestone_not_waiting_for_itself",
                violation_error_code="toolkit_milestone_not_waiting_for_itself",
                violation_error_message="Een mijlpaal wacht niet op zichzelf.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if is_in_circle(self, "waits_for"):
            raise ValidationError({"waits_for": "Deze mijlpalen wachten op elkaar."})
        refuse_to_come(actual=self.actual)

    def natural_key(self) -> str:
        return self.slug

    @property
    def is_reached(self) -> bool:
        return self.actual is not None

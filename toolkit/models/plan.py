"""What is done with one group in the time there is: the session plan ("begeleiderskit")."""

from django.db import models
from django.db.models import Q

from backoffice.records import History
from pilots.models import Session
from programme.models import Programme

from .material import Material
from .story import Story

LONGEST_SESSION = 1440
"""Minutes in a day."""


class SessionPlan(models.Model):
    """For a session of a pilot, or for another conversation, which then has a title."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="session_plans", verbose_name="programma"
    )
    session = models.OneToOneField(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="session_plan",
        verbose_name="sessie van een pilot",
    )
    title = models.CharField(
        "titel", max_length=200, blank=True, help_text="Bij een sessie van een pilot niet nodig."
    )
    minutes = models.PositiveSmallIntegerField("tijd in minuten")
    people = models.PositiveSmallIntegerField("aantal deelnemers", null=True, blank=True)
    history = History(verbose_name="geschiedenis van begeleiderskit")

    class Meta:
        verbose_name = "begeleiderskit"
        verbose_name_plural = "begeleiderskits"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | Q(session__isnull=False),
                name="toolkit_sessionplan_has_a_name",
                violation_error_code="toolkit_sessionplan_has_a_name",
                violation_error_message="Geef een titel, of kies de sessie waar dit voor is.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_SESSION),
                name="toolkit_sessionplan_minutes",
                violation_error_code="toolkit_sessionplan_minutes",
                violation_error_message="Vul de tijd in minuten in, van 1 tot en met 1440.",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gte=1),
                name="toolkit_sessionplan_people",
                violation_error_code="toolkit_sessionplan_people",
                violation_error_message="Vul ten minste één deelnemer in, of laat het leeg.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or (f"{self.session} van {self.session.group}" if self.session else "")


class PlanPart(models.Model):
    """A story, or something to do with one, at its place in a plan.

    `left_out` holds marks of the questions that are not asked (`toolkit.plans.values.mark_of`), so
    no words of a story stand here.
    """

    plan = models.ForeignKey(
        SessionPlan, on_delete=models.CASCADE, related_name="parts", verbose_name="begeleiderskit"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    story = models.ForeignKey(
        Story,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="in_plans",
        verbose_name="verhaal",
    )
    material = models.ForeignKey(
        Material,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="in_plans",
        verbose_name="werkvorm of kaart",
    )
    minutes = models.PositiveSmallIntegerField("tijd in minuten", null=True, blank=True)
    left_out = models.TextField("vragen die worden overgeslagen", blank=True, editable=False)

    class Meta:
        verbose_name = "onderdeel van een begeleiderskit"
        verbose_name_plural = "onderdelen van een begeleiderskit"
        ordering = ["plan", "position", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(story__isnull=True, material__isnull=False)
                | Q(story__isnull=False, material__isnull=True),
                name="toolkit_planpart_is_one_thing",
                violation_error_message="Kies een verhaal, of een werkvorm of kaart; niet allebei.",
            ),
            models.UniqueConstraint(
                fields=["plan", "story"],
                name="toolkit_planpart_story_once",
                violation_error_message="Dit verhaal staat al in de begeleiderskit.",
            ),
            models.UniqueConstraint(
                fields=["plan", "material"],
                name="toolkit_planpart_material_once",
                violation_error_message="Dit onderdeel staat al in de begeleiderskit.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.story or self.material or "leeg onderdeel")

    @property
    def kind(self) -> str:
        return self.material.kind if self.material else "story"

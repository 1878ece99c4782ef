import uuid

from django.db import models
from django.db.models import Q

from backoffice.links import LinkToMany
from backoffice.records import History
from meetings.models import Meeting
from pilots.models import Pilot
from privacy.models import Consent
from programme.models import Programme, Quality, Theme

from ..querysets import StoryQuerySet
from ..sealed import SealedTextField
from .audience import Audience

NOT_YET_ANONYMOUS = ("raw", "written")
BESIDE_TEXT = ("tension", "questions", "facilitator_note")
WRITTEN_OUT = ("text", *BESIDE_TEXT)
"""What staff write of a story, in which a person can stand until it is anonymous."""


class Story(models.Model):
    """A practice story on its way from the raw text to the toolkit (domain.md, rule 11).

    `raw_text` is stored encrypted with a key of its own (`toolkit.sealed`). It and where it was
    told stay with those who may see raw stories, and leave in no output.
    """

    class State(models.TextChoices):
        RAW = "raw", "ruw"
        WRITTEN = "written", "uitgeschreven"
        ANONYMISED = "anonymised", "geanonimiseerd"
        CHECKED = "checked", "nagekeken"
        ADOPTED = "adopted", "opgenomen"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="stories", verbose_name="programma"
    )
    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=120)
    state = models.CharField("stand", max_length=20, choices=State, default=State.RAW)
    raw_text = SealedTextField("ruwe tekst", blank=True)
    text = models.TextField("tekst zonder herkenbare personen", blank=True)
    tension = models.CharField(
        "spanning in één zin", max_length=300, blank=True, help_text="Waar wringt het?"
    )
    questions = models.TextField("vragen", blank=True, help_text="Eén vraag op een regel.")
    facilitator_note = models.TextField("voor de begeleider", blank=True)
    themes = LinkToMany(Theme, blank=True, related_name="stories", verbose_name="thema's")
    qualities = LinkToMany(
        Quality, blank=True, related_name="stories", verbose_name="kwaliteiten van goed werk"
    )
    told_at_meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name="verteld op bijeenkomst",
    )
    told_in_pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name="verteld in pilot",
    )
    audience = models.CharField(
        "voor wie", max_length=20, choices=Audience, default=Audience.FACILITATORS
    )
    is_example = models.BooleanField("verzonnen voorbeeld", default=False)
    consent = models.OneToOneField(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="story",
        verbose_name="toestemming",
    )
    kept_because = models.TextField(
        "waarom het blijft na intrekken van de toestemming", blank=True, editable=False
    )
    history = History(
        excluded_fields=["raw_text", *WRITTEN_OUT, "consent"],
        m2m_fields=["themes", "qualities"],
        verbose_name="geschiedenis van verhaal",
    )

    objects = StoryQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"  # erasing in bulk destroys keys too
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ["programme", "id"]
        permissions = [("view_raw_story", "Mag ruwe verhalen zien")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NOT_YET_ANONYMOUS) | ~Q(text=""),
                name="toolkit_story_text_from_anonymised_on",
                violation_error_code="toolkit_story_text_from_anonymised_on",
                violation_error_message=(
                    "Vul de tekst zonder herkenbare personen in voordat het verhaal verdergaat."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug


class StoryKey(models.Model):
    """What opens one sealed text. It names no story, no row points at it, and it is in no archive:
    whoever destroys it erases the text everywhere."""

    name = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.BinaryField()

    class Meta:
        verbose_name = "sleutel van een ruwe tekst"
        verbose_name_plural = "sleutels van ruwe teksten"

    def __str__(self) -> str:
        return "sleutel"

from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from meetings.models import Meeting
from pilots.models import Pilot
from programme.models import Programme
from toolkit.models import Story

from .querysets import PublicationQuerySet


class Publication(models.Model):
    """What was published about good work: blogs, videos, minutes of meetings (rule 14).

    It belongs to one meeting, one pilot or one story, or to none. To two it would tell at which
    meeting, or in which pilot, a story was told, which stays closed (rule 11). Of pilot and story
    only staff read: what is told of a pilot is for its gate (rule 9).
    """

    class Kind(models.TextChoices):
        BLOG = "blog", "blog"
        VIDEO = "video", "video"
        BOOK_NOTE = "book_note", "boekbeschrijving"
        INTERVIEW = "interview", "interview"
        MINUTES = "minutes", "verslag van een bijeenkomst"
        SOCIAL = "social", "bericht op sociale media"
        OTHER = "other", "anders"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="publications", verbose_name="programma"
    )
    kind = models.CharField("soort", max_length=20, choices=Kind)
    title = models.CharField("titel", max_length=250)
    slug = models.SlugField("kenmerk", unique=True, max_length=120)
    date = ApproximateDateField("datum")
    url = models.URLField("adres op het web", max_length=500, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="over bijeenkomst",
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="over pilot",
    )
    story = models.ForeignKey(
        Story,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"state": Story.State.ADOPTED},
        related_name="publications",
        verbose_name="over verhaal uit de toolkit",
    )
    concerns_public_administration = models.BooleanField(
        "gaat over het openbaar bestuur", default=True
    )
    history = History(verbose_name="geschiedenis van bijdrage")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["programme", models.F("date_earliest").desc(nulls_last=True), "id"]
        constraints = [
            *date_constraints("publications_publication", "date"),
            models.CheckConstraint(
                condition=~models.Q(kind="minutes") | models.Q(meeting__isnull=False),
                name="publications_publication_minutes_of_meeting",
                violation_error_code="publications_publication_minutes_of_meeting",
                violation_error_message="Kies de bijeenkomst waarvan dit het verslag is.",
            ),
            models.CheckConstraint(
                condition=models.Q(meeting=None, pilot=None)
                | models.Q(meeting=None, story=None)
                | models.Q(pilot=None, story=None),
                name="publications_publication_of_one",
                violation_error_code="publications_publication_of_one",
                violation_error_message=(
                    "Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de "
                    "andere leeg."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug

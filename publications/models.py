from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from meetings.models import Meeting
from programme.models import Programme

from .querysets import PublicationQuerySet


class Publication(models.Model):
    """What was published about good work: blogs, videos, minutes of meetings (rule 14)."""

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
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        return self.slug

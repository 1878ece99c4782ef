from django.db import models

from backoffice.links import LinkToMany
from backoffice.records import History
from meetings.models import Meeting
from pilots.models import Observation
from programme.models import Programme, Theme

from .story import Story


class Finding(models.Model):
    """What returns in the stories and meetings, per theme and year (domain.md, rule 15)."""

    class Firmness(models.TextChoices):
        PROVISIONAL = "provisional", "voorlopig"
        FIRM = "firm", "vastgesteld"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="findings", verbose_name="programma"
    )
    year = models.PositiveSmallIntegerField("jaar van de rapportage")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="findings", verbose_name="thema"
    )
    text = models.TextField("bevinding")
    firmness = models.CharField(
        "hoe zeker", max_length=20, choices=Firmness, default=Firmness.PROVISIONAL
    )
    stories = LinkToMany(
        Story, blank=True, related_name="findings", verbose_name="rust op verhalen"
    )
    meetings = LinkToMany(
        Meeting, blank=True, related_name="findings", verbose_name="rust op bijeenkomsten"
    )
    observations = LinkToMany(
        Observation, blank=True, related_name="findings", verbose_name="rust op waarnemingen"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    history = History(
        m2m_fields=["stories", "meetings", "observations"],
        verbose_name="geschiedenis van bevinding",
    )

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ["programme", "year", "position", "id"]

    def __str__(self) -> str:
        return f"{self.theme}: {self.text[:60]}"

    def natural_key(self) -> str:
        return f"{self.programme.slug}/{self.year}/{self.theme.slug}/{self.pk}"

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..sealed import SealedTextField, open_all
from .story import Story


class Accepted(models.Model):
    """Something in a story that may stay as it is, and why.

    What it is stands in the text itself; here is only a digest of it, so that no list of names
    grows beside the stories.
    """

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="accepted", verbose_name="verhaal"
    )
    digest = models.CharField("kenmerk van wat mag blijven", max_length=64)
    reason = models.CharField("waarom het mag blijven", max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="besloten door",
    )
    decided_at = models.DateTimeField("besloten op", default=timezone.now)

    class Meta:
        verbose_name = "wat mag blijven in een verhaal"
        verbose_name_plural = "wat mag blijven in verhalen"
        ordering = ["story", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["story", "digest"],
                name="toolkit_accepted_once",
                violation_error_message="Hierover is al besloten.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="toolkit_accepted_with_reason",
                violation_error_code="toolkit_accepted_with_reason",
                violation_error_message="Schrijf waarom dit mag blijven.",
            ),
        ]

    def __str__(self) -> str:
        return f"Besluit {self.pk}"


class ReplacementQuerySet(models.QuerySet):
    def opened(self) -> list["Replacement"]:
        """The rows with what stood there decrypted, in one query for all keys."""
        rows = list(self.select_related("replaced_by"))
        for row, original in zip(rows, open_all(r.__dict__["original"] for r in rows), strict=True):
            row.__dict__["original"] = original
        return rows

    def naming(self, words: str) -> Self:
        """Those that hold these words; each is opened for it."""
        wanted = words.casefold()
        return self.filter(pk__in=[r.pk for r in self.opened() if wanted in r.original.casefold()])


class Replacement(models.Model):
    """The log of what was replaced in a story, which leads back to a person.

    It stands apart from the story, encrypted like the raw text (`toolkit.sealed`), is read by few
    (`toolkit.read_replacement`) and leaves in no output; it goes after a year, and with the consent
    for the story.
    """

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="replacements", verbose_name="verhaal"
    )
    original = SealedTextField("wat er stond")
    instead = models.CharField("wat er nu staat", max_length=200)
    kind = models.CharField("soort", max_length=40)
    mentions = models.PositiveSmallIntegerField("hoe vaak")
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="vervangen door",
    )
    replaced_at = models.DateTimeField("vervangen op", default=timezone.now)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "vervanging in een verhaal"
        verbose_name_plural = "vervangingen in verhalen"
        ordering = ["story", "id"]
        default_permissions = ()
        permissions = [("read_replacement", "Mag zien wat in verhalen is vervangen")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(instead=""),
                name="toolkit_replacement_with_words",
                violation_error_message="Vul in wat er nu staat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vervanging {self.pk}"

"""What staff decided that a text means."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from dutch.sorting import fold

from .organisations import Organisation

SALT = "programme.LinkChoice"


def digest_of(text: str) -> str:
    """Of all spellings that differ in case, accents or signs alone."""
    return salted_hmac(SALT, fold(text), algorithm="sha256").hexdigest()


class LinkChoiceQuerySet(models.QuerySet):
    def of(self, text: str) -> Self:
        return self.filter(digest=digest_of(text))


class LinkChoice(models.Model):
    """Which organisation is meant by a text, or that none is; also when it is written again.

    The text itself is not kept: people also write names there, and those must be gone when what
    they wrote is erased. `before` are the rows that were written so and linked to it already.
    """

    digest = models.CharField("kenmerk van wat er stond", max_length=64, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="link_choices",
        verbose_name="organisatie",
    )
    before = models.JSONField("was al gekoppeld", default=list, blank=True)
    chosen_at = models.DateTimeField("gekozen op")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gekozen door",
    )

    objects = LinkChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "gekozen koppeling"
        verbose_name_plural = "gekozen koppelingen"
        ordering = ["-chosen_at", "-id"]

    def __str__(self) -> str:
        return f"Gekozen koppeling {self.pk}"

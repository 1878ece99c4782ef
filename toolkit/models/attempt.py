"""The motivated intruder: a reader who gets the text alone, and tries to find whom it is about."""

from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..sealed import SealedTextField, destroy_keys, open_all
from .reader import StoryReader
from .story import BESIDE_TEXT, Story


def digest_of(story: Story) -> str:
    """Of all that is written of it, as it is read; other words ask for another attempt."""
    more = [getattr(story, name) for name in BESIDE_TEXT]
    words = [story.title, story.text, *(more if any(more) else ())]
    return sha256("\n".join(words).encode()).hexdigest()


class AttemptQuerySet(models.QuerySet):
    def update(self, **values: Any) -> int:
        """Taking out an answer destroys its key."""
        if "answer" in values:
            destroy_keys(list(self.values_list("answer", flat=True)))
        return super().update(**values)

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def to_compare(self) -> Self:
        """Those of which the answer is still there to be compared."""
        return self.answered().filter(outcome="").exclude(answer="")

    def naming(self, words: str) -> Self:
        """Those of which the answer holds these words; each is opened for it."""
        wanted = words.casefold()
        rows = list(self.exclude(answer="").only("answer"))
        opened = open_all(row.__dict__["answer"] for row in rows)
        found = [r.pk for r, a in zip(rows, opened, strict=True) if wanted in a.casefold()]
        return self.filter(pk__in=found)


class Attempt(models.Model):
    """One reading of a story by somebody who did not make it: who is this, where was it?

    The answer can be right, so it is encrypted like a raw text, read by few, and goes after a year
    and with the consent. What stays is whether the reader recognised anybody.
    """

    class Outcome(models.TextChoices):
        NOBODY = "nobody", "niemand herkend"
        RECOGNISED = "recognised", "iemand of een plaats herkend, ook deels"

    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="attempts", verbose_name="verhaal"
    )
    reader = models.ForeignKey(
        StoryReader,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name="lezer van buiten",
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gelezen door",
    )
    text_digest = models.CharField("kenmerk van de gelezen tekst", max_length=64)
    started_at = models.DateTimeField("begonnen op", default=timezone.now)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answer = SealedTextField("antwoord van de lezer", blank=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True)
    compared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vergeleken door",
    )
    compared_at = models.DateTimeField("vergeleken op", null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"  # erasing in bulk destroys keys too
        verbose_name = "poging om een verhaal te herkennen"
        verbose_name_plural = "pogingen om verhalen te herkennen"
        ordering = ["story", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(reader__isnull=True) | Q(read_by__isnull=True),
                name="toolkit_attempt_by_one",
                violation_error_message="Een verhaal wordt door één iemand tegelijk gelezen.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", compared_at__isnull=True)
                | (~Q(outcome="") & Q(compared_at__isnull=False, answered_at__isnull=False)),
                name="toolkit_attempt_compared_after_answer",
                violation_error_message="Alleen een antwoord dat er is, kan worden vergeleken.",
            ),
        ]

    def __str__(self) -> str:
        return f"Poging {self.pk}"

    @property
    def minutes(self) -> int | None:
        """How long it took, in whole minutes."""
        if self.answered_at is None:
            return None
        return int((self.answered_at - self.started_at).total_seconds() // 60)

"""What a story giver said yes to, per use, and whether he or she agreed with the text."""

from collections.abc import Iterable

from django.db import models
from django.utils.text import capfirst

from .attempt import digest_of
from .story import Story


class StoryTerms(models.Model):
    """For which uses the story may be used; what is not ticked is a no (domain.md, rule 13).

    Until when is the last day of the consent. A story without this row is from before it was asked
    per use, or was told where nobody filled in the form: then the consent as a whole says it.
    """

    USES = ("working_group", "ambassadors", "public", "printed", "quoted")

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, related_name="terms", verbose_name="verhaal"
    )
    working_group = models.BooleanField("lezen door de Werkgroep Toolkit", default=False)
    ambassadors = models.BooleanField("gebruiken door ambassadeurs in gesprekken", default=False)
    public = models.BooleanField("tonen op de openbare site", default=False)
    printed = models.BooleanField("drukken in een boek of op kaarten", default=False)
    quoted = models.BooleanField("er een zin uit aanhalen", default=False)
    asked_to_read_at = models.DateTimeField("gevraagd om te lezen op", null=True, editable=False)
    agreed_at = models.DateTimeField("akkoord met de tekst op", null=True, editable=False)
    agreed_digest = models.CharField(
        "kenmerk van de tekst", max_length=64, blank=True, editable=False
    )

    class Meta:
        verbose_name = "gebruik van een verhaal"
        verbose_name_plural = "gebruik van verhalen"
        ordering = ["story"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=True, agreed_digest="")
                | (models.Q(agreed_at__isnull=False) & ~models.Q(agreed_digest="")),
                name="toolkit_storyterms_agreed_with_a_text",
                violation_error_message="Een akkoord is er met één tekst, op één moment.",
            )
        ]

    def __str__(self) -> str:
        return f"Gebruik {self.pk}"

    @property
    def uses(self) -> list[str]:
        return [name for name in self.USES if getattr(self, name)]


def label_of(use: str) -> str:
    return str(StoryTerms._meta.get_field(use).verbose_name)


def choices_of_uses() -> list[tuple[str, str]]:
    return [(use, capfirst(label_of(use))) for use in StoryTerms.USES]


def told_uses(uses: Iterable[str]) -> str:
    """As the text of the consent says it."""
    return "; ".join(label_of(use) for use in StoryTerms.USES if use in set(uses))


def told_terms(story: Story) -> str:
    """For staff: what may be done with it, and whether the giver agreed with the text."""
    terms = getattr(story, "terms", None) if story.pk else None
    if terms is None:
        return "niet per gebruik gevraagd"
    agreed = ""
    if terms.agreed_at:
        which = "deze" if terms.agreed_digest == digest_of(story) else "een eerdere"
        agreed = f"akkoord met {which} tekst op {terms.agreed_at:%-d-%-m-%Y}"
    return "; ".join(filter(None, [told_uses(terms.uses) or "niets", agreed]))

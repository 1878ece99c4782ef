from django.db import models
from django.db.models import Q

from backoffice.records import History

from .edition import Edition
from .material import Material
from .story import Story


class EditionPart(models.Model):
    """A story, or something to do with one, at its place in an edition."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="parts", verbose_name="editie"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    story = models.ForeignKey(
        Story,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="verhaal",
        limit_choices_to={"state": Story.State.ADOPTED},
    )
    material = models.ForeignKey(
        Material,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="werkvorm of kaart",
    )
    history = History(verbose_name="geschiedenis van onderdeel")

    class Meta:
        verbose_name = "onderdeel van een editie"
        verbose_name_plural = "onderdelen van een editie"
        ordering = ["edition", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(story__isnull=True, material__isnull=False)
                | Q(story__isnull=False, material__isnull=True),
                name="toolkit_editionpart_is_one_thing",
                violation_error_code="toolkit_editionpart_is_one_thing",
                violation_error_message="Kies een verhaal, of een werkvorm of kaart; niet allebei.",
            ),
            models.UniqueConstraint(
                fields=["edition", "story"],
                name="toolkit_editionpart_story_once",
                violation_error_message="Dit verhaal staat al in de editie.",
            ),
            models.UniqueConstraint(
                fields=["edition", "material"],
                name="toolkit_editionpart_material_once",
                violation_error_message="Deze werkvorm of kaart staat al in de editie.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.story or self.material or "leeg onderdeel")

    @property
    def kind(self) -> str:
        return self.material.kind if self.material else "story"

"""Who leads sessions: the personal link to the page of a facilitator, and what was observed."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from backoffice.records import History
from programme.models import Person, Quality, Theme

from .session import Session


class FacilitatorLinks(models.QuerySet):
    def active(self, today: date) -> Self:
        """Those that open the page."""
        return self.filter(revoked_at=None, expires_on__gte=today)


class FacilitatorLink(models.Model):
    """The address to which a facilitator's link goes, and whether that link works.

    A link names its `version`; another version, a revocation or a last day that is past ends it.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="facilitator_links",
        verbose_name="begeleider",
    )
    email = models.EmailField("e-mailadres")
    expires_on = models.DateField("link geldt tot en met")
    version = models.PositiveIntegerField("hoeveelste link", default=1, editable=False)
    sent_at = models.DateTimeField("laatst verstuurd op", null=True, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    history = History(
        excluded_fields=["email"], verbose_name="geschiedenis van link van begeleider"
    )

    objects = FacilitatorLinks.as_manager()

    class Meta:
        verbose_name = "link van een begeleider"
        verbose_name_plural = "links van begeleiders"
        ordering = ["person"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="pilots_facilitatorlink_once",
                violation_error_code="pilots_facilitatorlink_once",
                violation_error_message="Deze begeleider heeft al een link.",
            )
        ]

    def __str__(self) -> str:
        return f"Link van {self.person}"


class Observation(models.Model):
    """What a facilitator noticed in a session. Read by the team of its pilot and by those who have
    the right; findings of the toolkit count it, and nothing tells which (domain.md, rule 15).
    """

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="observations", verbose_name="sessie"
    )
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="observations", verbose_name="begeleider"
    )
    tension = models.TextField("spanning")
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name="thema",
    )
    quality = models.ForeignKey(
        Quality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name="welke B",
    )
    quote = models.TextField("uitspraak zonder namen", blank=True)
    written_at = models.DateTimeField("opgeschreven op", auto_now_add=True)
    history = History(
        excluded_fields=["tension", "quote"], verbose_name="geschiedenis van waarneming"
    )

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        ordering = ["session", "id"]
        # To change one is to replace its theme or person; it opens no page. Reading is apart.
        default_permissions = ("change",)
        permissions = [("read_observation", "Mag waarnemingen uit sessies lezen")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tension=""),
                name="pilots_observation_with_tension",
                violation_error_code="pilots_observation_with_tension",
                violation_error_message="Schrijf op welke spanning u zag.",
            )
        ]

    def __str__(self) -> str:
        """By number: what was observed stands in no list, log or title."""
        return f"Waarneming {self.pk}"

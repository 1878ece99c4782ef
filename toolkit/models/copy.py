"""Who got which edition: a copy by personal link, marked on its pages."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .audience import Audience
from .published import PublishedEdition


class Copies(models.QuerySet):
    def working(self, today: date) -> Self:
        """Those whose link opens the page."""
        return self.filter(revoked_at=None, expires_on__gte=today)

    def ended_before(self, day: date) -> Self:
        return self.filter(Q(expires_on__lt=day) | Q(revoked_at__date__lt=day))


class Copy(models.Model):
    """A published edition in the hands of one person or organisation.

    A link names its `version`; another version, a revocation or a last day that is past ends it.
    What is kept of who has it is a name and an address, and the day on which it was first fetched.
    """

    class Holder(models.TextChoices):
        PERSON = "person", "persoon"
        AMBASSADOR = "ambassador", "ambassadeur"
        ORGANISATION = "organisation", "organisatie"

    class Mark(models.TextChoices):
        NUMBER = "number", "een nummer"
        NAME = "name", "de naam, met een nummer"

    published = models.ForeignKey(
        PublishedEdition, on_delete=models.PROTECT, related_name="copies", verbose_name="uitgave"
    )
    number = models.PositiveIntegerField("nummer van het exemplaar", editable=False)
    holder = models.CharField("soort ontvanger", max_length=12, choices=Holder)
    name = models.CharField("naam", max_length=80)
    email = models.EmailField("e-mailadres", blank=True)
    reader = models.CharField("wat erin staat", max_length=20, choices=Audience)
    mark = models.CharField("op elke bladzijde", max_length=10, choices=Mark, default=Mark.NUMBER)
    expires_on = models.DateField("link geldt tot en met")
    version = models.PositiveIntegerField("hoeveelste link", default=1, editable=False)
    given_at = models.DateTimeField("gegeven op", default=timezone.now, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gegeven door",
    )
    first_fetched_on = models.DateField("voor het eerst opgehaald", null=True, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, editable=False)

    objects = Copies.as_manager()

    class Meta:
        verbose_name = "exemplaar"
        verbose_name_plural = "exemplaren"
        ordering = ["-id"]
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(
                fields=["published", "number"],
                name="toolkit_copy_number_once",
                violation_error_message="Dit nummer is al uitgegeven.",
            ),
            models.UniqueConstraint(
                fields=["published", "email"],
                condition=Q(revoked_at=None) & ~Q(email=""),
                name="toolkit_copy_once_an_address",
                violation_error_message="Op dit adres is al een exemplaar van deze uitgave.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="toolkit_copy_with_a_name",
                violation_error_message="Vul in voor wie het exemplaar is.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exemplaar {self.number}"

    @property
    def words(self) -> str:
        """As they stand on its pages."""
        return f"{self} van {self.name}" if self.mark == self.Mark.NAME else str(self)

from django.db import models
from django.db.models import F, Q

from .querysets import ConsentQuerySet


class Consent(models.Model):
    """Someone said yes to one thing, at a known time, to a known text, and can take it back.

    Explicit means explicit (domain.md, rule 13): no consent is derived from another.
    """

    class Purpose(models.TextChoices):
        AMBASSADOR = "ambassador", "meedoen als ambassadeur"

    purpose = models.CharField("waarvoor", max_length=20, choices=Purpose)
    text = models.TextField("getoonde tekst")
    given_at = models.DateTimeField("gegeven op")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="privacy_consent_has_text",
                violation_error_message="Leg de tekst vast waarmee iemand instemde.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="privacy_consent_withdrawn_after_given",
                violation_error_message="Toestemming kan pas na het geven worden ingetrokken.",
            ),
        ]

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"

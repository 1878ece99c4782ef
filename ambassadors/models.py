from django.db import models

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from privacy.models import Consent
from programme.models import Organisation, Programme

from .querysets import AmbassadorQuerySet


class Ambassador(models.Model):
    """A civil servant who explicitly offered to help; never without a consent (rule 13)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="ambassadors", verbose_name="programma"
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ambassadors",
        verbose_name="organisatie",
    )
    joined = ApproximateDateField("ambassadeur sinds")
    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, editable=False, verbose_name="toestemming"
    )
    history = History(excluded_fields=["consent"], verbose_name="geschiedenis van ambassadeur")

    objects = AmbassadorQuerySet.as_manager()

    class Meta:
        verbose_name = "ambassadeur"
        verbose_name_plural = "ambassadeurs"
        ordering = ["programme", "id"]
        constraints = [
            *date_constraints("ambassadors_ambassador", "joined"),
            models.UniqueConstraint(
                fields=["programme", "email"],
                condition=~models.Q(email=""),
                name="ambassadors_ambassador_email_once",
                violation_error_code="ambassadors_ambassador_email_once",
                violation_error_message="Met dit e-mailadres is er al een ambassadeur.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ambassadeur {self.pk}"

    def clean(self) -> None:
        refuse_to_come(joined=self.joined)


class Activity(models.Model):
    """What an ambassador did with the toolkit."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation", "gesprek over goed werk"
        WORKSHOP = "workshop", "werksessie met de toolkit"
        PRESENTATION = "presentation", "presentatie"
        OTHER = "other", "anders"

    ambassador = models.ForeignKey(
        Ambassador, on_delete=models.PROTECT, related_name="activities", verbose_name="ambassadeur"
    )
    kind = models.CharField("soort", max_length=20, choices=Kind)
    description = models.CharField("wat", max_length=250, help_text="Zonder namen van deelnemers.")
    date = ApproximateDateField("datum")
    history = History(verbose_name="geschiedenis van inzet")

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzet"
        ordering = ["ambassador", "id"]
        constraints = [*date_constraints("ambassadors_activity", "date")]

    def __str__(self) -> str:
        return f"Inzet {self.pk}"

    def clean(self) -> None:
        refuse_to_come(date=self.date)

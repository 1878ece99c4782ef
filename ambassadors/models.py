from django.db import models
from django.utils import timezone

from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import refuse_to_come
from privacy.models import Consent
from programme.models import Organisation, Programme, Sector
from programme.provinces import Province

from .querysets import PATIENCE, ActivityQuerySet, AmbassadorQuerySet

OFFERS = {
    "leads_talks": "een gesprek begeleiden",
    "spreads_toolkit": "de toolkit verspreiden",
    "shares_story": "een verhaal delen",
    "hosts_hub": "een hub ontvangen",
    "reads_along": "meelezen",
}
"""What one can offer, each a field of Ambassador."""


def offered(what: str) -> models.BooleanField:
    return models.BooleanField(OFFERS[what], default=False)


class Ambassador(models.Model):
    """A civil servant who explicitly offered to help; never without a consent (rule 13)."""

    class State(models.TextChoices):
        INTERESTED = "interested", "belangstellend"
        AMBASSADOR = "ambassador", "ambassadeur"
        PAUSING = "pausing", "pauzeert"
        LEFT = "left", "gestopt"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="ambassadors", verbose_name="programma"
    )
    name = models.CharField("naam", max_length=120, blank=True)
    """Empty where somebody came forward and has not said more yet."""
    email = models.EmailField("e-mailadres")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ambassadors",
        verbose_name="organisatie",
    )
    organisation_typed = models.CharField(
        "organisatie, zoals ingevuld", max_length=250, blank=True, default=""
    )
    setting = models.CharField("eigen werk", max_length=150, blank=True, default="")
    sector = models.CharField("sector", max_length=20, choices=Sector, blank=True, default="")
    province = models.CharField("provincie", max_length=2, choices=Province, blank=True, default="")
    leads_talks = offered("leads_talks")
    spreads_toolkit = offered("spreads_toolkit")
    shares_story = offered("shares_story")
    hosts_hub = offered("hosts_hub")
    reads_along = offered("reads_along")
    joined = ApproximateDateField("ambassadeur sinds")
    state = models.CharField(
        "stand", max_length=20, choices=State, default=State.INTERESTED, editable=False
    )
    state_since = models.DateField("stand sinds", default=timezone.localdate, editable=False)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True, editable=False)
    unanswered = models.PositiveSmallIntegerField(
        "herinneringen zonder antwoord", default=0, editable=False
    )
    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, editable=False, verbose_name="toestemming"
    )
    history = History(
        excluded_fields=["consent", "reminded_on", "unanswered"],
        verbose_name="geschiedenis van ambassadeur",
    )

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

    @property
    def has_gone_quiet(self) -> bool:
        """Reminders ended by themselves."""
        return self.unanswered >= PATIENCE

    @property
    def offers(self) -> list[str]:
        """What he or she offers, in words."""
        return [words for name, words in OFFERS.items() if getattr(self, name)]


class Activity(models.Model):
    """What an ambassador did with the toolkit."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation", "gesprek over goed werk"
        WORKSHOP = "workshop", "werksessie met de toolkit"
        PRESENTATION = "presentation", "presentatie"
        SPREAD = "spread", "toolkit verspreid"
        HOSTED = "hosted", "hub ontvangen"
        STORY = "story", "verhaal gedeeld"
        READ = "read", "meegelezen"
        OTHER = "other", "anders"

    class Part(models.TextChoices):
        STORY = "story", "een verhaal"
        EXERCISE = "exercise", "een opgave"
        TOPIC = "topic", "een discussiethema"
        CARDS = "cards", "de waardenkaarten"
        WHOLE = "whole", "de hele toolkit"
        NONE = "none", "zonder de toolkit"

    ambassador = models.ForeignKey(
        Ambassador, on_delete=models.PROTECT, related_name="activities", verbose_name="ambassadeur"
    )
    kind = models.CharField("soort", max_length=20, choices=Kind)
    description = models.CharField(
        "wat, in één regel",
        max_length=250,
        blank=True,
        default="",
        help_text="Zonder namen van deelnemers.",
    )
    date = ApproximateDateField("datum")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ambassador_activities",
        verbose_name="organisatie",
    )
    organisation_typed = models.CharField(
        "organisatie, zoals ingevuld", max_length=250, blank=True, default=""
    )
    people = models.PositiveIntegerField("aantal mensen", null=True, blank=True)
    """None where it is not known: that is no 0."""
    part = models.CharField("deel van de toolkit", max_length=20, choices=Part, blank=True)
    logged_at = models.DateTimeField("genoteerd op", default=timezone.now, editable=False)
    history = History(verbose_name="geschiedenis van inzet")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzet"
        ordering = ["ambassador", "id"]
        constraints = [*date_constraints("ambassadors_activity", "date")]

    def __str__(self) -> str:
        return f"Inzet {self.pk}"

    def clean(self) -> None:
        refuse_to_come(date=self.date)

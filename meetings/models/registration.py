from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from dutch.names import surname_key
from dutch.sorting import LONGEST_KEY
from programme.models import Organisation

from ..registration_querysets import RegistrationQuerySet
from .meeting import Meeting

OFFERS_AT_MOST = 3
"""Who let so many offers of a place go by without a word is off the waiting list."""


class Registration(models.Model):
    """Someone who wants to come to a meeting.

    Places and queue are counted from these rows under a lock on the meeting; nothing is stored of
    it. `link_version` rises when a personal link must stop working.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "aangemeld"
        WAITING = "waiting", "op de wachtlijst"
        OFFERED = "offered", "plaats aangeboden"
        CANCELLED = "cancelled", "afgemeld"

    class NewDate(models.TextChoices):
        """What someone with a place says of the date that their meeting moved to."""

        ASKED = "asked", "nog niet gehoord"
        KEEPS = "keeps", "ja"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="registrations", verbose_name="bijeenkomst"
    )
    state = models.CharField("stand", max_length=10, choices=State, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name="organisatie",
    )
    sort_key = models.CharField(max_length=2 * LONGEST_KEY + 1, blank=True, editable=False)
    organisation_typed = models.CharField("organisatie, zoals ingevuld", max_length=250, blank=True)
    function = models.CharField("functie", max_length=120, blank=True)
    leads_people = models.BooleanField("geeft leiding", null=True, blank=True)
    needs = models.TextField("wat iemand nodig heeft om mee te doen", blank=True)
    needs_consented_at = models.DateTimeField(null=True, editable=False)
    added_by_staff = models.BooleanField(
        "door een medewerker aangemeld", default=False, editable=False
    )
    is_walk_in = models.BooleanField("binnengelopen", default=False, editable=False)
    entry_key = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form in which a walk-in was filled in, so that one that is sent twice counts once."""
    new_date = models.CharField(
        "komt op de nieuwe datum", max_length=5, choices=NewDate, blank=True, editable=False
    )
    has_ticket = models.BooleanField(default=False, editable=False)
    """Whether a link to the evaluation was made; one for each person, however often it is shown."""
    attended = models.BooleanField("aanwezig", null=True, blank=True, editable=False)
    ticks = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often somebody said that this person is there. Who takes that back without network takes
    back no more than what was seen (decision 61)."""
    offer_expires_at = models.DateTimeField("aanbod geldt tot", null=True, editable=False)
    behind = models.PositiveBigIntegerField(null=True, editable=False)
    """Of who went to the end of the waiting list: the last registration that was there by then."""
    waiting_since = models.DateTimeField("achteraan sinds", null=True, editable=False)
    offers_missed = models.PositiveSmallIntegerField(
        "gemiste aanbiedingen", default=0, editable=False
    )
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("aangemeld op", auto_now_add=True)
    erased_at = models.DateTimeField("gegevens gewist op", null=True, editable=False)

    hears_more = False
    """Set where the queue mails this one in the same moment; see `queue.who_hears`."""

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["meeting", "id"]
        permissions = [
            ("mail_registration", "Mag mailen aan wie zich heeft aangemeld"),
            ("export_registration", "Mag aanmeldingen exporteren"),
            ("serve_door", "Mag op de dag zelf afvinken wie er is"),
        ]
        indexes = [models.Index(fields=["meeting", "state", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                name="meetings_registration_once_an_address",
                violation_error_message="Met dit e-mailadres is al iemand aangemeld.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(email__gt="")
                    | Q(is_walk_in=True)
                    | Q(added_by_staff=True)
                    | Q(erased_at__isnull=False)
                ),
                name="meetings_registration_address_unless_walked_in",
                violation_error_message="Vul een e-mailadres in.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="meetings_registration_address_in_lower_case",
                violation_error_message="Schrijf het e-mailadres in kleine letters.",
            ),
            models.CheckConstraint(
                condition=Q(state="offered") ^ Q(offer_expires_at__isnull=True),
                name="meetings_registration_offer_has_end",
                violation_error_message="Een aanbod heeft een moment waarop het afloopt.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(erased_at__isnull=True)
                    | Q(name="", sort_key="", email="", function="", needs="")
                ),
                name="meetings_registration_erased_is_empty",
                violation_error_message="Van een gewiste aanmelding is niets over.",
            ),
            models.CheckConstraint(
                condition=Q(needs="") | Q(needs_consented_at__isnull=False),
                name="meetings_registration_needs_with_consent",
                violation_error_message=(
                    "Geef toestemming om te bewaren wat u nodig hebt, of laat dat veld leeg."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Aanmelding {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_sort_key()
        if kwargs.get("update_fields") and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def fill_sort_key(self) -> None:
        """Whoever writes many at once calls it for each."""
        self.sort_key = " ".join(surname_key(self.name))

    @property
    def is_last_offer(self) -> bool:
        """Whether to miss the next offer, or the one that stands, takes him or her off the list."""
        return self.offers_missed + 1 >= OFFERS_AT_MOST

    @property
    def is_active(self) -> bool:
        return self.state != self.State.CANCELLED

import hashlib
import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .querysets import ConsentQuerySet, HoldQuerySet, PendingConsentQuerySet


class Consent(models.Model):
    """Someone said yes to one thing, at a known time, to a known text, and can take it back.

    Explicit means explicit (domain.md, rule 13): no consent is derived from another.
    """

    class Purpose(models.TextChoices):
        AMBASSADOR = "ambassador", "meedoen als ambassadeur"
        NEWS = "news", "nieuws per mail"
        STORY = "story", "verhaal voor de toolkit"
        REMINDER = "reminder", "herinnering om inzet te noteren"

    class How(models.TextChoices):
        LINK = "link", "op de site, bevestigd met een link uit een mail"
        FORM = "form", "op de site, in een formulier"
        STAFF = "staff", "vastgelegd door een medewerker"

    purpose = models.CharField("waarvoor", max_length=20, choices=Purpose)
    email = models.EmailField("e-mailadres", blank=True)
    text = models.TextField("getoonde tekst")
    how = models.CharField("hoe gegeven", max_length=10, choices=How, blank=True)
    """Empty where it was given before this was kept."""
    given_at = models.DateTimeField("gegeven op")
    valid_until = models.DateField("geldt tot en met", null=True, blank=True)
    """Empty: until it is taken back."""
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="vervangen door",
    )
    """One that the same person gave in its place, to other uses of the same thing."""

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

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text as it was shown, in UTF-8 and hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def has_run_out(self) -> bool:
        """It ended because its time was over, and not because somebody took it back."""
        if self.valid_until is None or self.withdrawn_at is None:
            return False
        return timezone.localdate(self.withdrawn_at) > self.valid_until


class PendingConsent(models.Model):
    """Asked for, but not yet confirmed from the address itself; until then it is no consent."""

    purpose = models.CharField("waarvoor", max_length=20, choices=Consent.Purpose)
    email = models.EmailField("e-mailadres")
    text = models.TextField("getoonde tekst")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)

    objects = PendingConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "gevraagde toestemming"
        verbose_name_plural = "gevraagde toestemmingen"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="privacy_pendingconsent_has_text",
                violation_error_message="Leg de tekst vast waarmee iemand kan instemmen.",
            )
        ]

    def __str__(self) -> str:
        return f"Gevraagde toestemming {self.pk}"


class RateCount(models.Model):
    """How often something was done within one stretch of time, see `privacy.rate_limit`.

    `key` is a keyed hash of an address, so that the row tells nothing about anyone.
    """

    key = models.CharField(max_length=64)
    window = models.PositiveBigIntegerField()
    n = models.PositiveIntegerField()

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window"],
                name="privacy_ratecount_once",
                violation_error_message="Deze teller bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"Teller {self.pk}"


class PersonRequest(models.Model):
    """Somebody asked to see or to erase what is kept, and it was done: by staff for who phoned or
    wrote, or by the person, who then stands in no `handled_by`.

    It says how it was known that the right person asked, and not who that was: the address is kept
    as a keyed hash alone, so that the same request can be found again by who knows the address.
    """

    class Asked(models.TextChoices):
        SEE = "see", "inzage"
        ERASE = "erase", "wissen"
        HOLD = "hold", "vasthouden, bijvoorbeeld om een klacht of geschil"

    class Checked(models.TextChoices):
        MAIL = "mail", "gemaild vanaf het adres zelf"
        PHONE = "phone", "teruggebeld op een nummer dat we al hadden"
        IN_PERSON = "in_person", "in persoon, met een legitimatie"
        PROXY = "proxy", "gemachtigde, met een getekende brief"
        LINK = "link", "zelf, met de link die naar het adres is gemaild"

    asked = models.CharField("wat is gevraagd", max_length=10, choices=Asked)
    checked = models.CharField("hoe nagegaan wie het vroeg", max_length=20, choices=Checked)
    hashed_address = models.CharField(max_length=64, editable=False)
    outcome = models.CharField("wat is gedaan", max_length=300)
    handled_at = models.DateTimeField("gedaan op", auto_now_add=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gedaan door",
    )

    class Meta:
        verbose_name = "verzoek van een persoon"
        verbose_name_plural = "verzoeken van personen"
        ordering = ["-handled_at", "-id"]

    def __str__(self) -> str:
        return f"Verzoek {self.pk}"


class Hold(models.Model):
    """What is kept of an address stays for a while, though its time is over, for a given reason.

    `rows` are the keys of the rows that there were, per model ("app.Model"); what comes later has
    no time that is over yet. The person reads the reason on his or her own page.
    """

    hashed_address = models.CharField(max_length=64, editable=False)
    rows = models.JSONField(default=dict, editable=False)
    reason = models.CharField("waarom", max_length=300)
    until = models.DateField("tot en met")
    placed_at = models.DateTimeField("vastgehouden sinds", auto_now_add=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="door",
    )
    lifted_at = models.DateTimeField("opgeheven op", null=True, editable=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgehouden gegevens"
        verbose_name_plural = "vastgehouden gegevens"
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="privacy_hold_has_reason",
                violation_error_message="Zeg waarom deze gegevens langer blijven.",
            )
        ]

    def __str__(self) -> str:
        return f"Vastgehouden gegevens {self.pk}"


def new_trace() -> str:
    """Sixteen bytes in hexadecimal."""
    return uuid.uuid4().hex


def new_operation() -> str:
    """Eight bytes in hexadecimal."""
    return secrets.token_hex(8)


class Reading(models.Model):
    """Somebody read something that is for few, and said why.

    Its columns follow the Dutch government's standard "Logboek Dataverwerkingen" (Logius): see
    `privacy.reading.as_log`. It holds nothing of what was read.
    """

    class Activity(models.TextChoices):
        RAW_STORY = "raw_story", "een ruw verhaal lezen"
        REPLACEMENTS = "replacements", "lezen wat in een verhaal is vervangen"
        GUESSES = "guesses", "lezen wat een tweede lezer van een verhaal raadde"
        RESULTS = "results", "resultaten van een pilot lezen of schrijven"
        OBSERVATION = "observation", "een waarneming uit een sessie lezen"
        EXPORT = "export", "een bestand met persoonsgegevens maken"

    trace_id = models.CharField(max_length=32, default=new_trace, editable=False)
    operation_id = models.CharField(max_length=16, default=new_operation, editable=False)
    activity = models.CharField("wat", max_length=20, choices=Activity)
    subject = models.CharField("waarvan", max_length=80)
    """The model and the key, such as "toolkit.Story 12": never a title, which can hold a name."""
    reason = models.CharField("waarom", max_length=300)
    read_at = models.DateTimeField("wanneer", auto_now_add=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="wie",
    )

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "leeslogboek"
        ordering = ["-read_at", "-id"]
        indexes = [models.Index(fields=["subject"], name="privacy_reading_subject")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="privacy_reading_has_reason",
                violation_error_message="Zeg waarom u dit leest.",
            )
        ]

    def __str__(self) -> str:
        return f"Inzage {self.pk}"

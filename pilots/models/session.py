"""The groups of a pilot, their sessions, and the dates that a session had before."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backoffice.links import LinkToMany
from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.to_come import TO_COME, is_to_come
from dates.values import ApproximateDate
from programme.models import Person

from ..participants import MOST, Participants
from ..querysets import SessionQuerySet

BEFORE_BEGIN = (
    "“{}” ligt voor het begin van de pilot ({}). "
    "Verbeter deze datum, of het begin op de pagina van de pilot."
)


class Group(models.Model):
    class Kind(models.TextChoices):
        """Empty: nobody wrote down who are in it."""

        POLICY = "policy", "beleidseenheid"
        HEADS = "heads", "leidinggevenden"
        MIXED = "mixed", "gemengd"
        OTHER = "other", "anders"

    pilot = models.ForeignKey(
        "pilots.Pilot", on_delete=models.PROTECT, related_name="groups", verbose_name="pilot"
    )
    name = models.CharField("naam", max_length=150)
    slug = models.SlugField("kenmerk", max_length=60)
    kind = models.CharField("soort", max_length=20, choices=Kind, blank=True)
    planned_sessions = models.PositiveSmallIntegerField("voorgenomen aantal sessies")
    stop_note = models.TextField("waarom eerder gestopt", blank=True, editable=False)
    history = History(verbose_name="geschiedenis van groep")

    class Meta:
        verbose_name = "groep"
        verbose_name_plural = "groepen"
        ordering = ["pilot", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "slug"],
                name="pilots_group_slug_once",
                violation_error_message="Deze pilot heeft al een groep met dit kenmerk.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> str:
        return f"{self.pilot.slug}/{self.slug}"

    @property
    def has_stopped(self) -> bool:
        return self.stop_note != ""


class Session(models.Model):
    """A session of a group. No meeting: nobody registers and it has no page.

    Who took part is never kept, only how many: a number, or a range with its source (decision 31).
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "gepland"
        HELD = "held", "gehouden"
        CANCELLED = "cancelled", "niet doorgegaan"

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="sessions", verbose_name="groep"
    )
    number = models.PositiveSmallIntegerField("nummer")
    date = ApproximateDateField("datum", editable=False)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.PLANNED)
    cancellation_note = models.TextField("waarom niet doorgegaan", blank=True, editable=False)
    facilitators = LinkToMany(
        Person,
        blank=True,
        related_name="sessions",
        verbose_name="begeleiders",
        help_text="Leeg: niet vastgelegd wie deze sessie leidden.",
    )
    participants_min = models.PositiveSmallIntegerField(
        "deelnemers, ten minste", null=True, blank=True, editable=False
    )
    participants_max = models.PositiveSmallIntegerField(
        "deelnemers, ten hoogste", null=True, blank=True, editable=False
    )
    participants_source = models.CharField(
        "bron van dat aantal", max_length=200, blank=True, editable=False
    )
    history = History(m2m_fields=["facilitators"], verbose_name="geschiedenis van sessie")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ["group", "number"]
        constraints = [
            *date_constraints("pilots_session", "date"),
            models.UniqueConstraint(
                fields=["group", "number"],
                name="pilots_session_number_once",
                violation_error_code="pilots_session_number_once",
                violation_error_message="Deze groep heeft al een sessie met dit nummer.",
            ),
            models.CheckConstraint(
                condition=Q(participants_min__isnull=True, participants_max__isnull=True)
                | Q(
                    participants_max__isnull=False,  # else the database knows nothing, and lets go
                    participants_min=F("participants_max"),
                    participants_min__range=(1, MOST),
                )
                | Q(
                    participants_min__isnull=False,
                    participants_max__isnull=False,
                    participants_min__gte=1,
                    participants_max__gt=F("participants_min"),
                    participants_max__lte=MOST,
                )
                & ~Q(participants_source=""),
                name="pilots_session_participants",
                violation_error_code="pilots_session_participants",
                violation_error_message=(
                    f"Vul een aantal van 1 tot en met {MOST} in, en bij “6 tot 11” ook de bron."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Sessie {self.number}"

    def clean(self) -> None:
        self.check_after_begin(self.date)
        if self.status == self.Status.HELD and is_to_come(self.date):
            raise ValidationError({"date": ValidationError(TO_COME, code="date")})

    def check_after_begin(self, when: ApproximateDate | None) -> None:
        begins = self.group.pilot.begins if self.group_id else None
        if when and begins and when.latest < begins.earliest:
            sentence = BEFORE_BEGIN.format(when, begins)
            raise ValidationError({"date": ValidationError(sentence, code="date")})

    def natural_key(self) -> str:
        return f"{self.group.natural_key()}/{self.number}"

    @property
    def participants(self) -> Participants | None:
        if self.participants_min is None or self.participants_max is None:
            return None
        return Participants(self.participants_min, self.participants_max)

    @participants.setter
    def participants(self, number: Participants | None) -> None:
        self.participants_min = number and number.least
        self.participants_max = number and number.most


class SessionMove(models.Model):
    """A move of a session: the date that was given up. A correction leaves no such row."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="moves", verbose_name="sessie"
    )
    former_date = ApproximateDateField("losgelaten datum", editable=False)
    reason = models.TextField("reden", blank=True, help_text="Leeg: niet vastgelegd.")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    history = History(verbose_name="geschiedenis van verplaatste sessie")

    class Meta:
        verbose_name = "verplaatste sessie"
        verbose_name_plural = "verplaatste sessies"
        ordering = ["session", "id"]
        constraints = [*date_constraints("pilots_sessionmove", "former_date")]

    def __str__(self) -> str:
        return f"Verplaatsing van {self.session}"


class Vacation(models.Model):
    """Days in which no session is planned; staff say which, since they differ by region."""

    name = models.CharField("naam", max_length=80, help_text="Bijvoorbeeld Voorjaarsvakantie.")
    first = models.DateField("eerste dag")
    last = models.DateField("laatste dag")
    history = History(verbose_name="geschiedenis van vakantie")

    class Meta:
        verbose_name = "vakantie"
        verbose_name_plural = "vakanties"
        ordering = ["-first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="pilots_vacation_in_order",
                violation_error_code="pilots_vacation_in_order",
                violation_error_message="De laatste dag ligt voor de eerste.",
            )
        ]

    def __str__(self) -> str:
        return self.name

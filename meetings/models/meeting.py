"""A public meeting, of whichever line; hubs and leadership meetings are proxies of it."""

from datetime import time
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from backoffice.links import LinkToMany
from backoffice.records import History
from dates.fields import ApproximateDateField, date_constraints
from dates.values import ApproximateDate
from programme.circles import is_in_circle
from programme.models import Person, Programme, Target, Theme
from programme.provinces import Province

from .. import lines
from ..querysets import MeetingQuerySet
from .series import Series, check_not_follow_up

TIME_NEEDS_DAY = "Een tijd kan pas als de dag bekend is."
PAST_MIDNIGHT = Q(start_time__gte=time(12), end_time__lte=time(7))
"""The end is on the next day; any other end before the begin is a mistake."""
SEVERAL_DAYS = Q(date_earliest__lt=F("date_latest"))
"""The begin is that of the first day, the end that of the last."""

records = History(
    m2m_fields=["themes", "contributors", "door"],
    history_change_reason_field=models.TextField(null=True),
    verbose_name="geschiedenis van bijeenkomst",
)
"""Also told of the saves of the proxies, see `meetings.proxies`."""


def new_calendar_uid() -> str:
    """Unique in the world, also beside another installation that counts its meetings from 1."""
    return str(uuid4())


class Meeting(models.Model):
    """A public meeting.

    The date and the status change only through `meetings.actions`, which keep their history.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "gepland"
        HELD = "held", "gehouden"
        CANCELLED = "cancelled", "geannuleerd"

    class CancellationReason(models.TextChoices):
        TOO_FEW = "too_few", "te weinig aanmeldingen"
        SPEAKER = "speaker", "spreker verhinderd"
        VENUE = "venue", "locatie"
        CONTENT = "content", "inhoudelijk"
        OTHER = "other", "anders"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="meetings", verbose_name="programma"
    )
    line = models.CharField("lijn", max_length=20, choices=lines.CHOICES)
    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("kenmerk in adressen", unique=True, max_length=120)
    audience = models.CharField("voor wie", max_length=200, blank=True)
    place = models.CharField("plaats", max_length=80, blank=True)
    province = models.CharField("provincie", max_length=2, choices=Province, blank=True)
    venue = models.CharField("locatie en adres", max_length=250, blank=True)
    route = models.TextField("route", blank=True)
    accessibility = models.TextField("toegankelijkheid van de locatie", blank=True)
    description = models.TextField("waar het over gaat", blank=True)
    timetable = models.TextField(
        "programma van de middag",
        blank=True,
        help_text="Eén regel per onderdeel, bijvoorbeeld: 13.30 uur: inloop met koffie.",
    )
    contact = models.CharField(
        "contactpersoon",
        max_length=200,
        blank=True,
        help_text="Naam met telefoon of e-mail. Leeg: het algemene adres van de stichting.",
    )
    is_public = models.BooleanField("staat op de site", default=True, editable=False)
    """What staff add begins as a concept; an action puts it on the site (domain.md, rule 29)."""
    date = ApproximateDateField("datum", editable=False)
    start_time = models.TimeField("begin", null=True, blank=True)
    end_time = models.TimeField("einde", null=True, blank=True)
    kept_start_time = models.TimeField("begin, bewaard", null=True, editable=False)
    kept_end_time = models.TimeField("einde, bewaard", null=True, editable=False)
    """The times of a meeting that lost its day; they stand again once there is one."""
    capacity = models.PositiveSmallIntegerField(
        "aantal plaatsen", null=True, blank=True, help_text="Leeg: geen grens."
    )
    minimum = models.PositiveSmallIntegerField(
        "ten minste nodig", null=True, blank=True, help_text="Minder aanmeldingen: gaat niet door."
    )
    decision_date = models.DateField(
        "beslissen uiterlijk op", null=True, blank=True, help_text="Gaat het door of niet?"
    )
    registration_closes = models.DateTimeField(
        "aanmelden kan tot", null=True, blank=True, help_text="Leeg: tot het begin."
    )
    calendar_uid = models.CharField(
        max_length=120, unique=True, default=new_calendar_uid, editable=False
    )
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    status = models.CharField(
        "status", max_length=20, choices=Status, default=Status.PLANNED, editable=False
    )
    cancellation_reason = models.CharField(
        "reden van annuleren", max_length=20, choices=CancellationReason, blank=True, editable=False
    )
    cancellation_note = models.TextField("toelichting bij annuleren", blank=True, editable=False)
    target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="telt mee voor afspraak",
        help_text="Leeg: extra, telt voor geen enkele afspraak.",
    )
    builds_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="bouwt voort op",
    )
    replaced_by = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="vervangen door",
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="reeks",
    )
    part = models.PositiveSmallIntegerField("deel van de reeks", null=True, blank=True)
    themes = LinkToMany(Theme, blank=True, related_name="meetings", verbose_name="thema's")
    contributors = LinkToMany(
        Person, blank=True, related_name="meetings", verbose_name="medewerkers en sprekers"
    )
    door = LinkToMany(
        settings.AUTH_USER_MODEL,
        blank=True,
        editable=False,
        related_name="doors",
        verbose_name="deurdienst",
    )
    """Who is to stand there; nobody: all who may. It ends by itself, the day after."""
    attended = models.PositiveIntegerField(
        "aantal aanwezigen",
        null=True,
        blank=True,
        help_text="Alleen als er geen presentielijst is. Leeg: niet vastgelegd.",
    )
    attended_source = models.CharField("bron van dat aantal", max_length=200, blank=True)
    list_closed_at = models.DateTimeField("presentielijst compleet op", null=True, editable=False)
    remark = models.TextField(
        "opmerking van de staf",
        blank=True,
        help_text="Bijvoorbeeld “goed bezocht”. Staat als opmerking in de rapportage.",
    )
    history = records

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = [F("date_earliest").asc(nulls_last=True), "date_latest", "id"]
        indexes = [
            models.Index(fields=["programme", "line", "date_earliest"]),
            models.Index(fields=["status", "date_latest"]),
        ]
        constraints = [
            *date_constraints("meetings_meeting", "date"),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True, end_time__isnull=True)
                | Q(date_earliest__isnull=False, date_earliest=F("date_latest"))
                | Q(date_earliest__isnull=False, date_wording__gt=""),
                name="meetings_meeting_time_needs_day",
                violation_error_code="meetings_meeting_time_needs_day",
                violation_error_message=TIME_NEEDS_DAY,
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True)
                | Q(start_time__isnull=False)
                & (Q(end_time__gt=F("start_time")) | PAST_MIDNIGHT | SEVERAL_DAYS),
                name="meetings_meeting_ends_after_start",
                violation_error_code="meetings_meeting_ends_after_start",
                violation_error_message="Vul begin en einde in, met het einde na het begin.",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") ^ Q(cancellation_reason=""),
                name="meetings_meeting_cancelled_with_reason",
                violation_error_message="Kies waarom de bijeenkomst niet doorgaat.",
            ),
            models.CheckConstraint(
                condition=Q(attended__isnull=True) | ~Q(attended_source=""),
                name="meetings_meeting_attended_with_source",
                violation_error_code="meetings_meeting_attended_with_source",
                violation_error_message="Schrijf op van wie of waaruit het aantal aanwezigen komt.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True)
                | Q(minimum__isnull=True)
                | Q(minimum__lte=F("capacity")),
                name="meetings_meeting_minimum_within_capacity",
                violation_error_code="meetings_meeting_minimum_within_capacity",
                violation_error_message="Het minimum is niet groter dan het aantal plaatsen.",
            ),
            models.CheckConstraint(
                condition=Q(builds_on__isnull=True) | ~Q(builds_on=F("id")),
                name="meetings_meeting_not_built_on_itself",
                violation_error_code="meetings_meeting_not_built_on_itself",
                violation_error_message="Een bijeenkomst bouwt niet voort op zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(status="cancelled"),
                name="meetings_meeting_replaced_is_cancelled",
                violation_error_message=(
                    "Deze bijeenkomst is vervangen door een andere. Maak eerst dat ongedaan."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="meetings_meeting_not_replaced_by_itself",
                violation_error_message="Een bijeenkomst vervangt niet zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=True) | Q(series__isnull=False),
                name="meetings_meeting_part_needs_series",
                violation_error_code="meetings_meeting_part_needs_series",
                violation_error_message="Kies ook de reeks waarvan dit een deel is.",
            ),
            models.UniqueConstraint(
                fields=["series", "part"],
                name="meetings_meeting_part_once",
                violation_error_code="meetings_meeting_part_once",
                violation_error_message="Dit deel van de reeks bestaat al.",
            ),
            models.CheckConstraint(
                condition=Q(line__in=lines.KEYS),
                name="meetings_meeting_line_known",
                violation_error_message=f"Kies een {' of een '.join(lines.NOUNS)}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.place}" if self.place else self.title

    def get_absolute_url(self) -> str:
        """The namespaces of the pages of a line are named as the line."""
        return reverse(f"{self.line}:meeting", args=[self.slug])

    def clean(self) -> None:
        check_target(self)
        check_not_follow_up(self)
        if self.start_time and self.date and self.date.wording and not self.has_known_day:
            raise ValidationError(TIME_NEEDS_DAY, code="meetings_meeting_time_needs_day")
        if is_in_circle(self, "builds_on"):
            raise ValidationError({"builds_on": "Deze bijeenkomsten bouwen op elkaar voort."})
        if is_in_circle(self, "replaced_by"):
            raise ValidationError("Deze bijeenkomsten vervangen elkaar.")

    def natural_key(self) -> str:
        return self.slug

    @property
    def known_date(self) -> ApproximateDate | None:
        """Its date, if that says the day, or the days where it takes several."""
        return self.date if self.date and self.date.is_known_to_the_day else None

    @property
    def has_known_day(self) -> bool:
        return self.known_date is not None

    def fit_times_to_day(self) -> None:
        """Times show nowhere while there is no known day, and come back with the next."""
        times, kept = (self.start_time, self.end_time), (self.kept_start_time, self.kept_end_time)
        shown = times if any(times) else kept
        hidden: tuple[time | None, time | None] = (None, None)
        if not self.has_known_day:
            shown, hidden = hidden, shown
        self.start_time, self.end_time = shown
        self.kept_start_time, self.kept_end_time = hidden

    @property
    def ends_after_midnight(self) -> bool:
        """Of one day, with its end on the next."""
        if not self.start_time or not self.end_time or self.takes_days:
            return False
        return self.end_time < self.start_time

    @property
    def hours(self) -> str:
        """13.00 tot 16.00 uur; empty where no time is known."""
        if not self.start_time:
            return ""
        begin = clock(self.start_time)
        if not self.end_time:
            return f"vanaf {begin} uur" if self.takes_days else f"{begin} uur"
        end = clock(self.end_time)
        if self.takes_days:
            return f"de eerste dag vanaf {begin} uur, de laatste dag tot {end} uur"
        return f"{begin} tot {end} uur{self.end_note}"

    @property
    def end_note(self) -> str:
        return " (de volgende dag)" if self.ends_after_midnight else ""

    @property
    def takes_days(self) -> bool:
        return self.known_date is not None and self.known_date.day is None

    @property
    def for_whom(self) -> str:
        """ "Voor griffiers", whether or not that word was typed."""
        words = self.audience.strip()
        return words[:1].upper() + words[1:] if words[:5].lower() == "voor " else f"Voor {words}"

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_invented(self) -> bool:
        """Of a made-up programme; some queries read that along with the meeting."""
        read: bool | None = vars(self).get("is_example")
        return self.programme.is_fictional if read is None else bool(read)

    @property
    def has_history(self) -> bool:
        """Whether something happened that may not be lost by deleting."""
        return self.status != self.Status.PLANNED or self.reschedulings.exists()


def clock(at: time) -> str:
    """9.30"""
    return f"{at.hour}.{at.minute:02}"


class MeetingTitle(models.Model):
    """Another title by which sources name the same meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="other_titles", verbose_name="bijeenkomst"
    )
    title = models.CharField("andere titel", max_length=200)
    history = History(verbose_name="geschiedenis van andere titel")

    class Meta:
        verbose_name = "andere titel"
        verbose_name_plural = "andere titels"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "title"],
                name="meetings_meetingtitle_once",
                violation_error_message="Deze titel staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.title


def check_target(activity: models.Model) -> None:
    """A meeting fills a target of its own programme and line only (domain.md, rule 18)."""
    target = activity.target
    if target and (target.programme_id, target.line) != (activity.programme_id, activity.line):
        raise ValidationError(
            {"target": "Kies een afspraak van hetzelfde programma en dezelfde lijn."}
        )

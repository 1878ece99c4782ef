"""What a host organisation released of a pilot: what, for whom, in which form and until when.

Only `pilots.releasing` reads and writes these rows; all others ask `pilots.releasing.gate`.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from .pilot import Pilot


class What(models.TextChoices):
    RESULTS = "results", "resultaten"
    CONCLUSIONS = "conclusions", "conclusies"
    OBSERVATIONS = "observations", "waarnemingen"
    STORIES = "stories", "verhalen"
    NAME = "name", "naam van de organisatie"


class Audience(models.TextChoices):
    WORKING_GROUP = "working_group", "Werkgroep Toolkit"
    BZK = "bzk", "BZK"
    PUBLIC = "public", "iedereen"


class Form(models.TextChoices):
    FULL = "full", "volledig"
    KIND = "kind", "alleen het soort organisatie"
    NUMBERS = "numbers", "alleen aantallen"


WITHOUT_NUMBERS = (What.CONCLUSIONS, What.NAME)
IMPOSSIBLE_FORM = "Conclusies en de naam van een organisatie kunnen niet als aantal."


class CellOfMatrix(models.Model):
    """One cell: `what` for `audience`, in `form`, up to and including `until`; empty: no end."""

    what = models.CharField("wat", max_length=20, choices=What)
    audience = models.CharField("voor wie", max_length=20, choices=Audience)
    form = models.CharField("in welke vorm", max_length=20, choices=Form)
    until = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        abstract = True

    def in_words(self) -> str:
        until = f", tot en met {self.until:%-d-%-m-%Y}" if self.until else ""
        return (
            f"{self.get_what_display()} voor {self.get_audience_display()}: "
            f"{self.get_form_display()}{until}"
        )


def form_is_possible(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(what__in=[each.value for each in WITHOUT_NUMBERS], form="numbers"),
        name=name,
        violation_error_message=IMPOSSIBLE_FORM,
    )


class Requests(models.QuerySet):
    def waiting(self, today: date) -> "Requests":
        """Whose link works, and that the host has not answered yet."""
        return self.filter(decided_at=None, revoked_at=None, expires_on__gte=today)


class ReleaseRequest(models.Model):
    """Asks a host, by a personal link, to release what stands in `cells`.

    `answer` and the choices in the cells and marks count once `decided_at` is filled: that is when
    the code came back that went to the host's address. `read_hash` is of all that was read.
    """

    class Answer(models.TextChoices):
        AGREED = "agreed", "stemt in"
        REFUSED = "refused", "geeft niets vrij"

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="release_requests", verbose_name="pilot"
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    message = models.TextField("toelichting van de stichting", blank=True, max_length=2000)
    expires_on = models.DateField("link geldt tot en met")
    invited_at = models.DateTimeField("gevraagd op", auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gevraagd door",
    )
    revoked_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    answer = models.CharField("antwoord", max_length=10, choices=Answer, blank=True)
    answered_by = models.CharField("naam bij het antwoord", max_length=120, blank=True)
    remark = models.TextField("opmerking van de organisatie", blank=True, max_length=2000)
    read_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_expires_at = models.DateTimeField(null=True, editable=False)
    attempts_left = models.PositiveSmallIntegerField(default=0, editable=False)
    decided_at = models.DateTimeField("beslist op", null=True, editable=False)

    objects = Requests.as_manager()

    class Meta:
        verbose_name = "verzoek om vrijgave"
        verbose_name_plural = "verzoeken om vrijgave"
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | ~Q(answer="") & ~Q(answered_by="") & ~Q(read_hash=""),
                name="pilots_releaserequest_decided_with_answer",
                violation_error_message="Een beslissing heeft een antwoord, een naam en een tekst.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verzoek {self.pk}"


class RequestedCell(CellOfMatrix):
    """What is asked; `agreed` is what the host chose, and nothing before that."""

    request = models.ForeignKey(
        ReleaseRequest, on_delete=models.CASCADE, related_name="cells", verbose_name="verzoek"
    )
    agreed = models.BooleanField("vrijgegeven", null=True, editable=False)

    class Meta:
        verbose_name = "gevraagde vrijgave"
        verbose_name_plural = "gevraagde vrijgaven"
        ordering = ["request", "id"]
        constraints = [
            form_is_possible("pilots_requestedcell_form_is_possible"),
            models.UniqueConstraint(
                fields=["request", "what", "audience"],
                name="pilots_requestedcell_once",
                violation_error_message="Dit is voor deze lezers al gevraagd.",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words()


class MarkedPassage(models.Model):
    """A passage that the host keeps closed, as it was read."""

    request = models.ForeignKey(
        ReleaseRequest, on_delete=models.CASCADE, related_name="marks", verbose_name="verzoek"
    )
    what = models.CharField("waarvan", max_length=20, choices=What)
    passage = models.TextField("passage")

    class Meta:
        verbose_name = "gemarkeerde passage"
        verbose_name_plural = "gemarkeerde passages"
        ordering = ["request", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(passage=""),
                name="pilots_markedpassage_of_a_text",
                violation_error_message="Een markering heeft een passage.",
            )
        ]

    def __str__(self) -> str:
        return f"Passage {self.pk}"


class Release(CellOfMatrix):
    """A consent that was given, with the text it was given to. It is only ever ended.

    `text_hash` is of `text`, so that words that were altered are shown to nobody; `read_hash` of
    what was read, so that a later change of the source is seen. They differ where passages were
    left out.
    """

    class Source(models.TextChoices):
        LINK = "link", "met de persoonlijke link en een code"
        PAPER = "paper", "op papier of per mail"
        TAKEN_OVER = "taken_over", "overgenomen"

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="releases", verbose_name="pilot"
    )
    text = models.TextField("vrijgegeven tekst", blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    read_hash = models.CharField(max_length=64, blank=True)
    source = models.CharField("hoe gegeven", max_length=20, choices=Source)
    source_note = models.CharField("bron", max_length=200, blank=True)
    consented_by = models.CharField("toestemming gegeven door", max_length=200, blank=True)
    consented_on = models.DateField("toestemming gegeven op", null=True, blank=True)
    request = models.ForeignKey(
        ReleaseRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name="verzoek",
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    ended_at = models.DateTimeField("geëindigd op", null=True, editable=False)
    ended_because = models.CharField("waarom geëindigd", max_length=200, blank=True)

    class Meta:
        verbose_name = "vrijgave"
        verbose_name_plural = "vrijgaven"
        ordering = ["pilot", "id"]
        constraints = [
            form_is_possible("pilots_release_form_is_possible"),
            models.UniqueConstraint(
                fields=["pilot", "what", "audience"],
                condition=Q(ended_at__isnull=True),
                name="pilots_release_once",
                violation_error_message="Dit is voor deze lezers al vrijgegeven.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                | ~Q(text="") & ~Q(text_hash="") & ~Q(read_hash=""),
                name="pilots_release_of_a_text",
                violation_error_message="Een vrijgave heeft een tekst.",
            ),
            models.CheckConstraint(
                condition=Q(source="taken_over")
                | ~Q(consented_by="") & Q(consented_on__isnull=False),
                name="pilots_release_by_and_on",
                violation_error_message="Leg vast wie toestemming gaf, en wanneer.",
            ),
            models.CheckConstraint(
                condition=Q(source="link", request__isnull=False)
                | Q(source__in=["paper", "taken_over"]) & ~Q(source_note=""),
                name="pilots_release_with_source",
                violation_error_message="Leg vast waar de toestemming te vinden is.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="pilots_release_ended_with_reason",
                violation_error_message="Schrijf op waarom de vrijgave eindigt.",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words()

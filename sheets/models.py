from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

UNDONE_WITHIN = timedelta(days=30)


class ImportQuerySet(models.QuerySet):
    def to_undo(self, kind: str) -> Self:
        """Of this kind, not undone yet, and not too long ago; the newest first."""
        since = timezone.now() - UNDONE_WITHIN
        return self.filter(kind=kind, undone_at=None, made_at__gte=since)


class Import(models.Model):
    """A file that was applied; what is needed to undo it stays for `UNDONE_WITHIN`."""

    kind = models.CharField("soort", max_length=60)
    """Of the records, as its page is named."""
    chosen = models.JSONField(default=dict, editable=False)
    """What was chosen for the whole file, as it was sent."""
    made = models.PositiveIntegerField("nieuw")
    changed = models.PositiveIntegerField("gewijzigd")
    made_at = models.DateTimeField("geïmporteerd op", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="geïmporteerd door",
    )
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["kind", "made_at"], name="sheets_import_kind")]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportedRow(models.Model):
    """What one record was before an import: of each column that changed what its cell would have
    held, or nothing where the import made the record. `version` is how the import left it."""

    of_import = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="rows", verbose_name="import"
    )
    record = models.PositiveBigIntegerField("nummer")
    former: Any = models.JSONField("wat er stond", null=True)
    version = models.CharField("versie", max_length=12)
    hashed_address = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "geïmporteerde regel"
        verbose_name_plural = "geïmporteerde regels"
        ordering = ["id"]
        indexes = [models.Index(fields=["hashed_address"], name="sheets_importedrow_address")]
        constraints = [
            models.UniqueConstraint(
                fields=["of_import", "record"],
                name="sheets_importedrow_once",
                violation_error_message="Van deze regel is al bewaard wat er stond.",
            )
        ]

    def __str__(self) -> str:
        return f"Geïmporteerde regel {self.pk}"


TOLD_FOR = timedelta(days=1)
"""How long the outcome of a large file, and the file itself where it was refused, can be seen."""
MOST_ATTEMPTS = 3


class ImportJobQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind).select_related("asked_by")


class ImportJob(models.Model):
    """A large file that was seen and is to be applied, or undone, by the worker (`sheets.jobs`).

    `seen` is the digest of what staff saw, so that nothing else is done. Unfinished until it is
    done, or until `refusal`, `faults` or `asks` say why nothing was.
    """

    kind = models.CharField("soort", max_length=60)
    chosen = models.JSONField(default=dict, editable=False)
    places: Any = models.JSONField(default=dict, editable=False)
    """In which column each thing stands."""
    undoes = models.ForeignKey(
        Import,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="jobs",
        verbose_name="maakt ongedaan",
    )
    asks: Any = models.JSONField(null=True, editable=False)
    """The mails of undoing that were not seen yet, of each kind how many and what the first says,
    with the seal that says they were seen; nothing was done."""
    stays: Any = models.JSONField("wat blijft", default=list, editable=False)
    """Of what undoing leaves as it is, why."""
    table = models.TextField("bestand", blank=True, editable=False)
    """As it travels from page to page; empty once it is applied."""
    seen = models.CharField(max_length=64, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gevraagd door",
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0, editable=False)
    started_at = models.DateTimeField("begonnen op", null=True, editable=False)
    finished_at = models.DateTimeField("klaar op", null=True, editable=False)
    made = models.PositiveIntegerField("nieuw", default=0)
    changed = models.PositiveIntegerField("gewijzigd", default=0)
    refusal = models.TextField("waarom het niet lukte", blank=True, editable=False)
    faults: Any = models.JSONField("wat er mis is", default=list, editable=False)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = "import in de maak"
        verbose_name_plural = "imports in de maak"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Import in de maak {self.pk}"

    def in_words(self, taken_back: str) -> str:
        """`taken_back` as of its kind."""
        if not self.finished_at:
            return "wordt verwerkt"
        if self.asks:
            return "wacht op u: er gaan mails van weg"
        if self.undoes_id:
            return "niet ongedaan gemaakt" if self.is_refused else self.told(taken_back)
        return "niet geïmporteerd" if self.is_refused else self.told(taken_back)

    def told(self, taken_back: str) -> str:
        """What was done."""
        if self.undoes_id:
            return f"{self.made} nieuwe {taken_back}, {self.changed} teruggezet"
        return f"{self.made} nieuw, {self.changed} gewijzigd"

    @property
    def is_refused(self) -> bool:
        return bool(self.finished_at and (self.refusal or self.faults))

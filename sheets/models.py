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

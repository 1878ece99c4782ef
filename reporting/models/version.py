from django.conf import settings
from django.db import models
from django.db.models.functions import Length

from backoffice.fixed import AlteredError, FixedForGoodError, FixedRow, FixedRows

from .report import ProgressReport

__all__ = ["AlteredError", "FixedForGoodError", "PublishedVersion", "Rendering", "Waiver"]


class PublishedVersions(FixedRows):
    def on_site(self) -> "PublishedVersions":
        return self.filter(report__is_public=True)

    def of(self, programme: str, year: int) -> "PublishedVersions":
        return self.filter(report__programme__slug=programme, report__year=year)

    def without_document(self) -> "PublishedVersions":
        """For lists: the bytes of a Document are many."""
        return self.defer("document")


class Renderings(FixedRows):
    def with_size(self) -> "Renderings":
        """The number of bytes, without the bytes."""
        return self.defer("content").annotate(size=Length("content"))


class PublishedVersion(FixedRow):
    """What was published, for good: the Document as bytes, its checksum, who and when.

    Never changed and never deleted; pages and downloads come from it alone. `document` is the
    canonical JSON (`document.values.as_json`) and `checksum` the SHA-256 of exactly those bytes.
    """

    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, related_name="versions", verbose_name="rapportage"
    )
    number = models.PositiveSmallIntegerField("versie")
    reason = models.TextField("reden van deze versie", blank=True)
    schema_version = models.PositiveSmallIntegerField("versie van het schema")
    document = models.BinaryField()
    checksum = models.CharField("SHA-256", max_length=64)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gepubliceerd door",
    )

    objects = PublishedVersions.as_manager()

    class Meta:
        verbose_name = "gepubliceerde versie"
        verbose_name_plural = "gepubliceerde versies"
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="reporting_publishedversion_number_once",
                violation_error_message="Deze versie bestaat al.",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="reporting_publishedversion_correction_with_reason",
                violation_error_message="Schrijf op waarom er een nieuwe versie komt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, versie {self.number}"

    @property
    def intact_document(self) -> bytes:
        """Whatever is shown or handed out is made of this. Raises AlteredError."""
        return self._intact(self.document, self.checksum)

    @property
    def previous(self) -> int:
        """The number of the version before this one; 0 where it is the first."""
        return self.number - 1


class Rendering(FixedRow):
    """A published version in one format, as the bytes that are downloaded."""

    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="renderings", verbose_name="versie"
    )
    format = models.CharField("vorm", max_length=10)
    content = models.BinaryField()
    checksum = models.CharField("SHA-256", max_length=64)

    objects = Renderings.as_manager()

    class Meta:
        verbose_name = "download"
        verbose_name_plural = "downloads"
        ordering = ["version", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "format"],
                name="reporting_rendering_once_a_format",
                violation_error_message="Deze download bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.format}"

    @property
    def intact_content(self) -> bytes:
        """What is handed out as a download. Raises AlteredError."""
        return self._intact(self.content, self.checksum)


class Waiver(models.Model):
    """A line of the readiness list that staff let stand, with the reason; for the next version."""

    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, related_name="waivers", verbose_name="rapportage"
    )
    key = models.CharField("regel", max_length=250)
    text = models.TextField("wat ontbreekt")
    reason = models.TextField("waarom het zo blijft")
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    waived_at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "regel die blijft staan"
        verbose_name_plural = "regels die blijven staan"
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="reporting_waiver_once_a_line",
                violation_error_message="Deze regel staat er al.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="reporting_waiver_with_reason",
                violation_error_message="Schrijf op waarom dit zo blijft.",
            ),
        ]

    def __str__(self) -> str:
        return f"Regel {self.pk} van {self.report}"

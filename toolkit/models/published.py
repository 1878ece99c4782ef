from django.conf import settings
from django.db import models

from backoffice.fixed import FixedRow, FixedRows

from .edition import Edition


class PublishedEdition(FixedRow):
    """An edition as it was published, for good: its bytes with their checksum, who and when.

    `content` is the canonical JSON of the book (`toolkit.editions.book`), with its titles as they
    were; a story that was taken back since stays in it, and is named for the next.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="published", verbose_name="editie"
    )
    number = models.PositiveSmallIntegerField("uitgave")
    stage = models.CharField("stand", max_length=10, choices=Edition.Stage)
    changes = models.TextField("wat er veranderde")
    content = models.BinaryField()
    checksum = models.CharField("SHA-256", max_length=64)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gepubliceerd door",
    )

    objects = FixedRows.as_manager()

    class Meta:
        verbose_name = "gepubliceerde editie"
        verbose_name_plural = "gepubliceerde edities"
        ordering = ["edition", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="toolkit_publishededition_number_once",
                violation_error_message="Deze uitgave bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, uitgave {self.number}"

    @property
    def intact_content(self) -> bytes:
        """Raises AlteredError."""
        return self._intact(self.content, self.checksum)


class EditionFile(FixedRow):
    """A published edition in one form, as the bytes that are handed out."""

    published = models.ForeignKey(
        PublishedEdition, on_delete=models.PROTECT, related_name="files", verbose_name="uitgave"
    )
    form = models.CharField("vorm", max_length=10)
    content = models.BinaryField()
    checksum = models.CharField("SHA-256", max_length=64)

    objects = FixedRows.as_manager()

    class Meta:
        verbose_name = "bestand van een editie"
        verbose_name_plural = "bestanden van edities"
        ordering = ["published", "form"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["published", "form"],
                name="toolkit_editionfile_once_a_form",
                violation_error_message="Dit bestand bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.published}, {self.form}"

    @property
    def intact_content(self) -> bytes:
        """Raises AlteredError."""
        return self._intact(self.content, self.checksum)

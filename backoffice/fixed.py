"""Rows of what was published: added, and never changed or deleted. The database refuses it too, by
triggers of the app that keeps them (docs/decisions/0023)."""

from hashlib import sha256
from typing import NoReturn

from django.db import models


class FixedForGoodError(Exception):
    """Somebody tried to change or delete what was published."""


class AlteredError(Exception):
    """Stored bytes are not those that were published: their checksum is another."""


class FixedRows(models.QuerySet):
    """Rows that are added, and never changed or deleted."""

    def update(self, **_: object) -> NoReturn:
        raise FixedForGoodError("Wat gepubliceerd is, verandert niet.")

    def bulk_create(self, *_: object, **__: object) -> NoReturn:
        """It can overwrite, with `update_conflicts`; these rows are added one by one."""
        raise FixedForGoodError("Wat gepubliceerd is, verandert niet.")

    def bulk_update(self, *_: object, **__: object) -> NoReturn:
        raise FixedForGoodError("Wat gepubliceerd is, verandert niet.")

    def delete(self) -> NoReturn:
        raise FixedForGoodError("Wat gepubliceerd is, blijft bewaard.")


class FixedRow(models.Model):
    is_fixed = True
    """`privacy.mentions` leaves such rows alone: the database refuses every change."""

    class Meta:
        abstract = True

    def save(self, *, using: str | None = None, **_: object) -> None:
        """Only ever adds: with the key of a known row the database refuses it."""
        if not self._state.adding:
            raise FixedForGoodError("Wat gepubliceerd is, verandert niet.")
        super().save(force_insert=True, using=using)

    def delete(self, *_: object, **__: object) -> NoReturn:
        raise FixedForGoodError("Wat gepubliceerd is, blijft bewaard.")

    def _intact(self, content: bytes, checksum: str) -> bytes:
        """Raises AlteredError."""
        content = bytes(content)
        if sha256(content).hexdigest() != checksum:
            raise AlteredError(f"{self._meta.label} {self.pk}: checksum does not match")
        return content

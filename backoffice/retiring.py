"""Rows that are chosen elsewhere: taken out of use, without losing where they stand."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models


class OfferedQuerySet(models.QuerySet):
    def offered(self) -> Self:
        """Those that can be chosen anew."""
        return self.filter(is_retired=False)


class Retirable(models.Model):
    """What is no longer used stays where it was chosen, and is not offered any more."""

    is_retired = models.BooleanField("niet meer gebruiken", default=False)

    class Meta:
        abstract = True


def retire(obj: Any, *, by: object) -> None:
    """Raises ValidationError where it was done before."""
    _set(obj, True, by, "Dit werd al niet meer gebruikt.")


def use_again(obj: Any, *, by: object) -> None:
    """Raises ValidationError where it was in use."""
    _set(obj, False, by, "Dit wordt al gebruikt.")


def _set(obj: Any, is_retired: bool, by: object, refusal: str) -> None:
    if obj.is_retired == is_retired:
        raise ValidationError(refusal)
    obj.is_retired = is_retired
    obj._history_user = by if getattr(by, "pk", None) else None
    obj.save(update_fields=["is_retired"])

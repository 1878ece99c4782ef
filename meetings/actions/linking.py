"""Linking what people typed as their organisation to the organisation that it is."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from dutch.sorting import fold
from programme.models import Organisation

from ..models import Registration

RIGHT = "meetings.change_registration"


@dataclass(frozen=True)
class Typed:
    """One way in which an organisation was written, and on how many registrations."""

    text: str
    key: str
    number: int


def unlinked() -> list[Typed]:
    """What was typed and is linked to nothing, the most frequent first; in one query.

    Spellings that differ in case, accents or signs alone are one, shown as the most frequent.
    """
    spellings: dict[str, Counter[str]] = {}
    for text in Registration.objects.unlinked().values_list("organisation_typed", flat=True):
        spellings.setdefault(fold(text), Counter())[text] += 1
    typed = [Typed(c.most_common(1)[0][0], key, c.total()) for key, c in spellings.items() if key]
    return sorted(typed, key=lambda each: (-each.number, each.key))


@transaction.atomic
def link_typed(key: str, *, to: Organisation, by: AbstractBaseUser) -> int:
    """Say which organisation was meant; what was typed stays. The number of registrations.

    Raises ValidationError where nothing is written so (any more).
    """
    if not by.has_perm(RIGHT):
        raise PermissionDenied
    rows = Registration.objects.unlinked().values_list("pk", "organisation_typed")
    meant = [pk for pk, text in rows if fold(text) == key]
    if not meant:
        raise ValidationError("Deze schrijfwijze is al gekoppeld.")
    return Registration.objects.unlinked().filter(pk__in=meant).update(organisation=to)


@transaction.atomic
def unlink(registration: Registration, *, by: AbstractBaseUser) -> None:
    """Take a wrong link back: what was typed is what is known again."""
    if not by.has_perm(RIGHT):
        raise PermissionDenied
    linked = Registration.objects.filter(pk=registration.pk, organisation__isnull=False)
    if not linked.exclude(organisation_typed="").update(organisation=None):
        raise ValidationError("Hier is niets gekoppeld dat iemand zelf zo schreef.")

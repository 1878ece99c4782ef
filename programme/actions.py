"""What people do with the register of organisations."""

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.replacing import locked, repoint
from dutch.sorting import fold

from .models import Organisation, OrganisationName

MERGES = ("merged",)
"""What went up in an organisation before keeps saying so."""


@transaction.atomic
def merge_organisation(
    organisation: Organisation, *, into: Organisation, by: object
) -> Organisation:
    """Let one organisation go up in another: all that names it names the other from now on.

    The merged one stays as a row, so that old references keep a meaning, and its names go along.
    Raises ValidationError where either was merged before, both are the same, or both fill a place
    that only one can have.
    """
    if organisation == into:
        raise ValidationError("Kies twee verschillende organisaties.")
    organisation, into = locked(organisation, into)
    if organisation.merged_into_id or into.merged_into_id:
        raise ValidationError(
            "Een van beide is al samengevoegd. Kies de organisatie die overbleef."
        )
    user = by if getattr(by, "pk", None) else None
    _pass_on_names(organisation, into)
    repoint(
        organisation,
        into,
        by=user,
        why=f"“{organisation}” samengevoegd",
        stays=MERGES,
        deed="Samenvoegen",
    )
    organisation.merged_into = into
    organisation._history_user = user
    organisation._change_reason = "samengevoegd"
    organisation.save()
    return into


def add_name(organisation: Organisation, *, name: str, is_former: bool = False) -> None:
    """Make an organisation known by another name; its own name or a known one is no news."""
    if fold(name) == organisation.sort_key:
        return
    OrganisationName.objects.get_or_create(
        organisation=organisation,
        sort_key=fold(name),
        defaults={"name": name, "is_former": is_former},
    )


def _pass_on_names(old: Organisation, new: Organisation) -> None:
    for name in filter(None, (old.name, old.abbreviation)):
        add_name(new, name=name)
    for other in old.names.all():
        add_name(new, name=other.name, is_former=other.is_former)

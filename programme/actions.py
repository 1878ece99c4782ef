"""What people do with the register of organisations."""

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import Organisation, OrganisationName
from .sorting import fold


@transaction.atomic
def merge_organisation(organisation: Organisation, *, into: Organisation, by: object) -> Organisation:
    """Let one organisation go up in another: all that names it names the other from now on.

    The merged one stays as a row, so that old references keep a meaning, and its names go along.
    Raises ValidationError where either was merged before, or both are the same.
    """
    if organisation == into:
        raise ValidationError("Kies twee verschillende organisaties.")
    if organisation.merged_into_id or into.merged_into_id:
        raise ValidationError("Een van beide is al samengevoegd. Kies de organisatie die overbleef.")
    for name in [organisation.name, *organisation.names.values_list("name", flat=True)]:
        add_name(into, name=name)
    _repoint_references(organisation, into)
    organisation.merged_into = into
    organisation._history_user = by
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


def _repoint_references(old: Organisation, new: Organisation) -> None:
    for relation in Organisation._meta.related_objects:
        if relation.name in ("names", "merged"):
            continue
        if relation.many_to_many:
            _repoint_links(relation, old, new)
        elif relation.related_model._meta.managed and not _is_history(relation.related_model):
            relation.related_model._base_manager.filter(**{relation.field.name: old}).update(
                **{relation.field.name: new}
            )


def _repoint_links(relation: object, old: Organisation, new: Organisation) -> None:
    for row in relation.related_model._base_manager.filter(**{relation.field.name: old}):
        links = getattr(row, relation.field.name)
        links.remove(old)
        links.add(new)


def _is_history(model: type) -> bool:
    return hasattr(model, "history_id")

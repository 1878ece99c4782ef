"""What people do with the register of organisations."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dutch.sorting import fold

from .models import NameKey, Organisation, OrganisationName


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
    organisation, into = _locked(organisation, into)
    if organisation.merged_into_id or into.merged_into_id:
        raise ValidationError(
            "Een van beide is al samengevoegd. Kies de organisatie die overbleef."
        )
    user = by if getattr(by, "pk", None) else None
    _pass_on_names(organisation, into)
    _repoint_references(organisation, into, user)
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


def _locked(*organisations: Organisation) -> list[Organisation]:
    """Both as they stand now, locked against another merge of either; always in the same order."""
    wanted = [organisation.pk for organisation in organisations]
    found = Organisation.objects.select_for_update().order_by("pk").in_bulk(wanted)
    return [found[pk] for pk in wanted]


def _pass_on_names(old: Organisation, new: Organisation) -> None:
    for name in filter(None, (old.name, old.abbreviation)):
        add_name(new, name=name)
    for other in old.names.all():
        add_name(new, name=other.name, is_former=other.is_former)


def _repoint_references(old: Organisation, new: Organisation, user: object) -> None:
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or _stays(relation):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: old})
        for row in rows.all():
            if relation.many_to_many:
                _repoint_link(row, relation.field.name, old, new)
            else:
                _repoint(row, relation.field.name, new, user)


def _repoint(row: models.Model, name: str, new: Organisation, user: object) -> None:
    setattr(row, name, new)
    row._history_user = user
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError(
            f"Samenvoegen kan niet: “{row}” zou dubbel worden. Haal eerst een van beide weg."
        ) from error
    row.save(update_fields=[name])


def _repoint_link(row: models.Model, name: str, old: Organisation, new: Organisation) -> None:
    links = getattr(row, name)
    links.remove(old)
    links.add(new)


def _stays(relation: models.ForeignObjectRel) -> bool:
    """Names are passed on and keep keys; merges and history stay; links go by their field."""
    model = relation.related_model
    return (
        model in (Organisation, OrganisationName, NameKey)
        or hasattr(model, "history_id")
        or bool(model._meta.auto_created)
    )

"""Letting everything that names one row name another one from now on."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .retiring import Retirable

LONGEST_REASON = 100


@transaction.atomic
def replace_everywhere(obj: Any, *, other: Any, by: Any) -> None:
    """What names `obj` names `other` instead, each with its history; `obj` is not offered any more.

    Raises ValidationError where both are the same, where something would be double, or where `by`
    may not change all that names it.
    """
    if obj == other:
        raise ValidationError("Kies een andere dan deze zelf.")
    obj, other = locked(obj, other)
    _check_rights(obj, by)
    repoint(obj, other, by=by, why=f"“{obj}” vervangen door “{other}”")
    if isinstance(obj, Retirable) and not obj.is_retired:
        obj.is_retired = True
        obj._history_user = _user(by)
        obj.save(update_fields=["is_retired"])


def locked(*objs: Any) -> list[Any]:
    """As they stand now, locked against whoever else does this; always in the same order."""
    rows = type(objs[0])._base_manager.select_for_update().order_by("pk")
    found = rows.in_bulk([obj.pk for obj in objs])
    return [found[obj.pk] for obj in objs]


def repoint(
    old: Any,
    new: Any,
    *,
    by: object,
    why: str = "",
    stays: Collection[str] = (),
    deed: str = "Vervangen",
) -> None:
    """`stays` names relations, as seen from the row, that are left alone; `deed` is for people."""
    for relation in _references(type(old), stays):
        for row in _rows(relation, old):
            row._history_user = _user(by)
            row._change_reason = why[:LONGEST_REASON] or None
            if relation.many_to_many:
                _repoint_link(row, relation.field.name, old, new)
            else:
                _repoint_key(row, relation.field.name, new, deed)


def named_by(obj: Any, stays: Collection[str] = ()) -> list[tuple[str, int]]:
    """What names it, kind by kind, with how many."""
    return [
        (str(relation.related_model._meta.verbose_name_plural), number)
        for relation in _references(type(obj), stays)
        if (number := _rows(relation, obj).count())
    ]


def _references(model: type[models.Model], stays: Collection[str]) -> Iterator[Any]:
    """Parts go with their whole, so they stay; copies in a history and rows of link tables too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.name in stays:
            continue
        is_part = not relation.many_to_many and relation.on_delete is models.CASCADE
        kind = relation.related_model._meta
        if not is_part and not kind.auto_created and not kind.pk.name.endswith("history_id"):
            yield relation


def _rows(relation: Any, obj: Any) -> models.QuerySet:
    return relation.related_model._base_manager.filter(**{relation.field.name: obj}).order_by("pk")


def _check_rights(obj: Any, by: Any) -> None:
    """Who works through a command is nobody, and may."""
    for relation in _references(type(obj), ()) if _user(by) else ():
        kind = relation.related_model._meta
        is_allowed = by.has_perm(f"{kind.app_label}.change_{kind.model_name}")
        if not is_allowed and _rows(relation, obj).exists():
            raise ValidationError(
                f"Het staat ook bij {kind.verbose_name_plural}, en die mag u niet wijzigen. "
                "Vraag een collega die dat wel mag."
            )


def _repoint_key(row: Any, name: str, new: Any, deed: str) -> None:
    setattr(row, name, new)
    others = [field.name for field in row._meta.fields if field.name != name]
    try:
        row.validate_unique(exclude=others)
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError(
            f"{deed} kan niet: “{row}” zou dubbel worden. Haal eerst een van beide weg."
        ) from error
    row.save(update_fields=[name])


def _repoint_link(row: Any, name: str, old: Any, new: Any) -> None:
    """One change in the history, from the one to the other."""
    links = getattr(row, name)
    row.skip_history_when_saving = True
    links.add(new)
    del row.skip_history_when_saving
    links.remove(old)


def _user(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None

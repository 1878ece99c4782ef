"""Letting everything that names one row name another one from now on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from .retiring import Retirable

LONGEST_REASON = 100
BATCH = 5000


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
        obj._history_user = user_of(by)
        obj.save(update_fields=["is_retired"])


def locked(*objs: Any) -> list[Any]:
    """As they stand now, locked against whoever else does this; always in the same order."""
    rows = type(objs[0])._base_manager.select_for_update().order_by("pk")
    found = rows.in_bulk([obj.pk for obj in objs])
    return [found[obj.pk] for obj in objs]


@dataclass(frozen=True)
class Moved:
    """Rows of one kind that name another one since; `both` named it already, in a link to many."""

    model: str
    field: str
    keys: tuple[int, ...]
    both: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        return str(apps.get_model(self.model)._meta.verbose_name_plural)


def repoint(
    old: Any,
    new: Any,
    *,
    by: object,
    why: str = "",
    stays: Collection[str] = (),
    deed: str = "Vervangen",
    left: Collection[str] = (),
) -> list[Moved]:
    """`stays` names relations, as seen from the row, that are left alone; `left` those of which a
    row stays where it would be double; `deed` is for people. What moved, kind by kind."""
    found = []
    for relation in references_to(type(old), stays):
        field, rows = relation.field, rows_naming(relation, old)
        both = [row.pk for row in rows if _names(row, field, new)] if relation.many_to_many else []
        moved = _move(rows, field, old, new, by, why, deed, relation.name in left)
        if moved:
            label = relation.related_model._meta.label
            found.append(Moved(label, field.name, tuple(moved), tuple(both)))
    return found


def put_back(moved: Moved, old: Any, new: Any, *, by: object, why: str) -> list[int]:
    """Let what moved from `old` to `new` name `old` again. The keys of rows that do not name `new`
    any more, or are gone, and therefore stay as they are."""
    model = apps.get_model(moved.model)
    field = model._meta.get_field(moved.field)
    stayed = set(moved.keys)
    for keys in batched(set(moved.keys) - set(moved.both)):
        rows = model._base_manager.filter(pk__in=keys, **{moved.field: new}).order_by("pk")
        stayed.difference_update(_move(rows, field, new, old, by, why, "Terugzetten"))
    for row in model._base_manager.filter(pk__in=moved.both, **{moved.field: new}).order_by("pk"):
        _note(row, by, why)
        getattr(row, moved.field).add(old)
        stayed.discard(row.pk)
    return sorted(stayed)


def batched(keys: Iterable[int]) -> Iterator[list[int]]:
    """So many at once as a database takes in one query."""
    waiting = sorted(keys)
    for first in range(0, len(waiting), BATCH):
        yield waiting[first : first + BATCH]


def _move(
    rows: models.QuerySet,
    field: Any,
    old: Any,
    new: Any,
    by: object,
    why: str,
    deed: str,
    is_left: bool = False,
) -> list[int]:
    """The keys of the rows that name `new` since; all at once where nothing is kept of each."""
    if not field.many_to_many and _is_plain(rows.model, field):
        moved = list(rows.values_list("pk", flat=True))
        for keys in batched(moved):
            rows.model._base_manager.filter(pk__in=keys).update(**{field.name: new})
        return moved
    moved = []
    for row in rows:
        _note(row, by, why)
        if field.many_to_many:
            _repoint_link(row, field.name, old, new)
        elif not _repoint_key(row, field.name, new, deed, is_left):
            continue
        moved.append(row.pk)
    return moved


def _is_plain(model: type[models.Model], field: Any) -> bool:
    """Whether it has no history, and no rule about this field."""
    rules = [*map(repr, model._meta.constraints), repr(model._meta.unique_together)]
    has_rule = field.unique or any(field.name in rule for rule in rules)
    return not has_rule and not hasattr(model, "history")


def _names(row: Any, field: Any, one: Any) -> bool:
    return getattr(row, field.name).filter(pk=one.pk).exists()


def _note(row: Any, by: object, why: str) -> None:
    row._history_user = user_of(by)
    row._change_reason = why[:LONGEST_REASON] or None


def named_by(obj: Any, stays: Collection[str] = ()) -> list[tuple[str, int]]:
    """What names it, kind by kind, with how many."""
    return [
        (str(relation.related_model._meta.verbose_name_plural), number)
        for relation in references_to(type(obj), stays)
        if (number := rows_naming(relation, obj).count())
    ]


def references_to(model: type[models.Model], stays: Collection[str]) -> Iterator[Any]:
    """Parts go with their whole, so they stay; copies in a history and rows of link tables too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.name in stays:
            continue
        is_part = not relation.many_to_many and relation.on_delete is models.CASCADE
        kind = relation.related_model._meta
        if not is_part and not kind.auto_created and not kind.pk.name.endswith("history_id"):
            yield relation


def rows_naming(relation: Any, obj: Any) -> models.QuerySet:
    return relation.related_model._base_manager.filter(**{relation.field.name: obj}).order_by("pk")


def _check_rights(obj: Any, by: Any) -> None:
    """Who works through a command is nobody, and may."""
    for relation in references_to(type(obj), ()) if user_of(by) else ():
        kind = relation.related_model._meta
        is_allowed = by.has_perm(f"{kind.app_label}.change_{kind.model_name}")
        if not is_allowed and rows_naming(relation, obj).exists():
            raise ValidationError(
                f"Het staat ook bij {kind.verbose_name_plural}, en die mag u niet wijzigen. "
                "Vraag een collega die dat wel mag."
            )


def _repoint_key(row: Any, name: str, new: Any, deed: str, is_left: bool) -> bool:
    """Whether it was done: a row that would be double may be left where it is."""
    setattr(row, name, new)
    others = [field.name for field in row._meta.fields if field.name != name]
    try:
        row.validate_unique(exclude=others)
        row.validate_constraints()
    except ValidationError as error:
        if is_left:
            return False
        raise ValidationError(
            f"{deed} kan niet: “{row}” zou dubbel worden. Haal eerst een van beide weg."
        ) from error
    row.save(update_fields=[name])
    return True


def _repoint_link(row: Any, name: str, old: Any, new: Any) -> None:
    """One change in the history, from the one to the other."""
    links = getattr(row, name)
    row.skip_history_when_saving = True
    links.add(new)
    del row.skip_history_when_saving
    links.remove(old)


def user_of(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None

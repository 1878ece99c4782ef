"""Erasing rows as they are declared, with their copies in the history and the log of the admin."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from .declarations import Declaration

BATCH = 500


@transaction.atomic
def erase(declaration: Declaration, rows: QuerySet) -> int:
    """The number of rows; they keep what is not personal, unless they are deleted whole."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        found = declaration.model._base_manager.filter(pk__in=batch)
        if declaration.erased is None:
            found.delete()
        else:
            found.update(**declaration.erased)
        # Last: deleting a row leaves a copy of it in the history.
        _clean_copies(declaration, batch)
    return len(keys)


def erase_history_of(declaration: Declaration, email: str) -> int:
    """Copies that hold the address while the row itself holds it no more, or is gone."""
    history = history_of(declaration.model)
    if history is None or declaration.owner.split("__")[0] not in columns_of(history.model):
        return 0
    return _blank_history(declaration, history.filter(**{declaration.owner: email}))


def _clean_copies(declaration: Declaration, keys: list) -> None:
    history = history_of(declaration.model)
    if history is not None:
        own = declaration.model._meta.pk.attname
        _blank_history(declaration, history.filter(**{f"{own}__in": keys}))
    _neutral_log(declaration.model, keys)


def history_of(model: type[Model]) -> QuerySet | None:
    manager = getattr(model, "history", None)
    return manager.model._base_manager.all() if manager is not None else None


def _blank_history(declaration: Declaration, rows: QuerySet) -> int:
    """Where a row is deleted as a whole, its history goes too."""
    if declaration.erased is None:
        return rows.delete()[0]
    kept = columns_of(rows.model)
    values = {name: value for name, value in declaration.erased.items() if name in kept}
    return rows.update(**values) if values else 0


def columns_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def _neutral_log(model: type[Model], keys: list) -> None:
    """The admin writes down how a row was called when someone changed it."""
    types = ContentType.objects.get_for_models(model, *_proxies(model)).values()
    entries = LogEntry.objects.filter(
        content_type__in=list(types), object_id__in=[str(key) for key in keys]
    )
    for entry in entries.only("pk", "object_id"):
        LogEntry.objects.filter(pk=entry.pk).update(
            object_repr=f"{model._meta.verbose_name} {entry.object_id}"[:200], change_message=""
        )


def _proxies(model: type[Model]) -> list[type[Model]]:
    return [sub for sub in model.__subclasses__() if sub._meta.proxy]


def erase_log_of(email: str) -> int:
    """Names and messages in the log of the admin that hold the address, of whatever row."""
    holds = Q(object_repr__icontains=email) | Q(change_message__icontains=email)
    return LogEntry.objects.filter(holds).update(object_repr="gewist", change_message="")

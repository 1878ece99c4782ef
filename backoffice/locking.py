"""One at a time: of two who save at once, the second sees what the first wrote."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models


def lock(model: type[models.Model], pk: str | None, *, after: str = "") -> None:
    """The row against whoever else saves it; for a new row, all who add one of its kind.

    `after` is the path to what its actions lock first, such as the pilot of a session: everybody
    locks the whole before its parts, so that no two wait for each other.

    Without the key: who refers to the row meanwhile, such as someone who registers, need not wait.
    """
    kind = ContentType.objects.get_for_model(model)
    rows = kind._meta.model.objects.filter(pk=kind.pk)
    if pk is not None:
        rows = model._base_manager.filter(pk=pk)
        if after:
            whole = rows.select_related(after)
            list(whole.select_for_update(of=(after,), no_key=True))
    list(rows.select_for_update(no_key=True).values_list("pk"))


def lock_many(model: type[models.Model], keys: Iterable[Any], *, after: str = "") -> None:
    """All of these rows, each kind in the order of its keys, so that no two wait for each other."""
    rows = model._base_manager.filter(pk__in=keys)
    if after:
        whole = rows.select_related(after).order_by(f"{after}__pk", "pk")
        list(whole.select_for_update(of=(after,), no_key=True))
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))

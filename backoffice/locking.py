"""One at a time: of two who save at once, the second sees what the first wrote."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


def lock(model: type[models.Model], pk: str | None) -> None:
    """The row against whoever else saves it; for a new row, all who add one of its kind.

    Without the key: who refers to the row meanwhile, such as someone who registers, need not wait.
    """
    kind = ContentType.objects.get_for_model(model)
    rows = kind._meta.model.objects.filter(pk=kind.pk)
    if pk is not None:
        rows = model._base_manager.filter(pk=pk)
    list(rows.select_for_update(no_key=True).values_list("pk"))

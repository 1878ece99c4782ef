"""A file that went out, came in or was undone, in the log of the admin: one line, of no record."""

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType

from .kind import Kind

EXPORTED, IMPORTED, TAKEN_BACK = CHANGE, ADDITION, DELETION
"""As which flag; `routekaart.doings` words it."""


def log(kind: Kind, what: int, told: str, *, by: Any) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(kind.model, for_concrete_model=False),
        object_repr=str(kind.model._meta.verbose_name_plural),
        action_flag=what,
        change_message=told,
    )

"""In the log of the admin: one line for all rows, and one with each of them.

The line with a row stands on its own page; the log of what colleagues did shows the first only.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from .deeds import Together

TOGETHER = 4
"""Beside the flags of Django for what was added, changed and deleted."""
LONGEST_NAME = 200


def note(together: Together, rows: Iterable[models.Model], *, by: Any) -> None:
    now, done = timezone.now(), list(rows)
    meta = done[0]._meta
    words = meta.verbose_name if len(done) == 1 else meta.verbose_name_plural
    first = _entry(done[0], None, f"{len(done)} {words}", together.label, by, now)
    LogEntry.objects.bulk_create(
        [first, *(_entry(r, str(r.pk), str(r), together.page.done, by, now) for r in done)]
    )


def _entry(
    row: models.Model, key: str | None, name: str, said: str, by: Any, now: datetime
) -> LogEntry:
    return LogEntry(
        user=by,
        content_type=get_content_type_for_model(row),
        object_id=key,
        object_repr=name[:LONGEST_NAME],
        action_flag=TOGETHER,
        change_message=said,
        action_time=now,
    )


def not_of_one(entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    """Without those with each row."""
    return entries.exclude(action_flag=TOGETHER, object_id__isnull=False)


def rows_done(entries: Iterable[LogEntry]) -> dict[int, list[str]]:
    """By the key of the line for all the keys of the rows, of many lines in one query."""
    lines = {(e.user_id, e.content_type_id, e.action_time): e.pk for e in entries}
    asked = Q(pk__in=[])
    for user, kind, when in lines:
        asked |= Q(user=user, content_type=kind, action_time=when)
    found: dict[int, list[str]] = {pk: [] for pk in lines.values()}
    for each in LogEntry.objects.filter(asked, action_flag=TOGETHER, object_id__isnull=False):
        key = (each.user_id, each.content_type_id, each.action_time)
        found[lines[key]].append(str(each.object_id))
    return found

"""Who saved something since a page was opened, as far as the history or the log tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst

from .history import NOBODY, changed_fields, records_of, shown_fields, who_did
from .wording import moment_in_words


@dataclass(frozen=True)
class Saved:
    """Who and when are empty where that is not known."""

    who: str = ""
    when: datetime | None = None

    def __str__(self) -> str:
        when = f"op {moment_in_words(self.when)}" if self.when else "intussen"
        if self.who == YOURSELF:
            return f"U bewaarde dit {when} zelf, in een ander venster."
        return f"{self.who or 'Iemand anders'} bewaarde dit {when} ook."


YOURSELF = "uzelf"


def last_saved(obj: models.Model, since: datetime, reader: Any, field: str = "") -> Saved:
    """The last time since that moment; of one field, where the history tells."""
    record = _last_record(obj, since, field)
    if record is not None:
        return _saved(record.history_user, record.history_date, reader, who_did(record))
    entry = _last_entry(obj, since)
    return _saved(entry.user, entry.action_time, reader, "") if entry else Saved()


def _last_record(obj: models.Model, since: datetime, field: str) -> Any:
    """The record in which the field changed last, else the last one; None where none is kept."""
    if not hasattr(obj, "history"):
        return None
    newest_first = records_of(obj.history.all(), most=50)
    shown = shown_fields(type(obj))
    for each in shown:
        each.read(newest_first)
    recent = [record for record in newest_first if record.history_date >= since]
    for record, former in zip(newest_first, newest_first[1:], strict=False):
        if field and record in recent and field in changed_fields(former, record, shown):
            return record
    return recent[0] if recent else None


def _last_entry(obj: models.Model, since: datetime) -> LogEntry | None:
    """The log of the admin knows a row by its own page; a proxy has its own kind."""
    kinds = {
        ContentType.objects.get_for_model(obj, for_concrete_model=True).pk,
        ContentType.objects.get_for_model(obj, for_concrete_model=False).pk,
    }
    entries = LogEntry.objects.filter(
        content_type__in=kinds, object_id=str(obj.pk), action_time__gte=since
    )
    return entries.select_related("user").order_by("-action_time", "-pk").first()


def _saved(user: Any, when: datetime, reader: Any, otherwise: str) -> Saved:
    if user is None:
        return Saved("" if otherwise == NOBODY else capfirst(otherwise), when)
    return Saved(YOURSELF if user == reader else (user.get_full_name() or str(user)), when)

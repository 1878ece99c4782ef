"""The history of a thing as a page: when, who, why, and what changed. It is for reading only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from dates.fields import DateValue, date_columns
from dates.values import write

KINDS = {"+": "vastgelegd", "~": "gewijzigd", "-": "verwijderd"}
NOBODY = "niemand: bij het inlezen"
NOTHING = "niets"


@dataclass(frozen=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One moment in a history; `why` is empty where nobody wrote a reason."""

    when: datetime
    who: str
    what: str
    why: str
    changes: list[Change]


class HistoryPage(admin.ModelAdmin):
    """Shows the kept history where the model has one, else Django's own log."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        if not hasattr(self.model, "history"):
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return self._show_history(request, obj, extra_context or {})

    def _show_history(
        self, request: HttpRequest, obj: models.Model, extra_context: dict
    ) -> HttpResponse:
        records = obj.history.select_related("history_user").order_by(
            "-history_date", "-history_id"
        )
        page = Paginator(list(entries(records, self.model)), 50).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis: {obj}",
            "object": obj,
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "page": page,
            **extra_context,
        }
        return TemplateResponse(request, "admin/record_history.html", context)


def entries(records: models.QuerySet, model: type[models.Model]) -> Iterator[Entry]:
    """The records of one object, newest first, each with what it changed in the one before it."""
    newest_first = list(records)
    for record, former in zip(newest_first, [*newest_first[1:], None], strict=True):
        yield Entry(
            when=record.history_date,
            who=str(record.history_user or NOBODY),
            what=KINDS[record.history_type],
            why=record.history_change_reason or "",
            changes=list(changes(former, record, model)) if former else [],
        )


def changes(
    former: models.Model, record: models.Model, model: type[models.Model]
) -> Iterator[Change]:
    dates = {n: v for n in dir(model) if isinstance(v := getattr(model, n, None), DateValue)}
    columns = {column for name in dates for column in date_columns(name, None)}
    for value in dates.values():
        old, new = value.__get__(former), value.__get__(record)
        if old != new:
            yield Change(capfirst(value.label), write(old), write(new))
    for field in record.tracked_fields:
        if field.name in columns or field.name == "sort_key":
            continue
        if getattr(former, field.attname) != getattr(record, field.attname):
            label = capfirst(model._meta.get_field(field.name).verbose_name)
            yield Change(label, value_text(former, field), value_text(record, field))


def value_text(record: models.Model, field: models.Field) -> str:
    """The value as people read it; empty says so."""
    value = getattr(record, field.attname)
    if value and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field.is_relation and value is not None:
        return str(field.remote_field.model._base_manager.filter(pk=value).first() or "verwijderd")
    return NOTHING if value in (None, "") else str(value)

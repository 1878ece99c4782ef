"""The history of a thing as a page: when, who, why, and what changed. It is for reading only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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

from .wording import in_words

KINDS = {"+": "vastgelegd", "~": "gewijzigd", "-": "verwijderd"}
NOBODY = "niet vastgelegd wie"
FORMER_COLLEAGUE = "een vroegere medewerker"
GONE = "iets dat er niet meer is"
TECHNICAL = frozenset({"id", "sort_key", "calendar_sequence", "calendar_uid", "link_version"})
"""Columns that serve the program; what people read in them stands in another field."""
A_PAGE = 50


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
    about: str = ""
    """Which row, where it is no change of the thing itself but of a part of it."""


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

    def fields_in_history(self, request: HttpRequest) -> list["Shown"]:
        """What of its history the person may read."""
        return shown_fields(self.model)

    def _show_history(
        self, request: HttpRequest, obj: models.Model, extra_context: dict
    ) -> HttpResponse:
        found = [*entries(records_of(obj.history.all()), self.fields_in_history(request))]
        for inline in self.get_inline_instances(request, obj):
            found += entries_of_part(obj, inline.get_formset(request, obj).fk)
        told = sorted(filter(says_something, found), key=lambda entry: entry.when, reverse=True)
        page = Paginator(told, A_PAGE).get_page(request.GET.get("p"))
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


def says_something(entry: Entry) -> bool:
    """Saving a page without changing anything leaves a record too."""
    return bool(entry.what != KINDS["~"] or entry.why or entry.changes)


@dataclass
class Shown:
    """A field of a history, with its Dutch name."""

    name: str
    label: str
    of_model: models.Field | DateValue
    names: dict[Any, str] = field(default_factory=dict)
    links: dict[Any, frozenset] = field(default_factory=dict)

    def read(self, records: list) -> None:
        """Look up what many records need, at once: names of other rows, and links to many."""
        if isinstance(self.of_model, models.ManyToManyField):
            self.links = _links(self.of_model, records)
            self.name_values(self.links.values())
        elif isinstance(self.of_model, models.Field) and self.of_model.is_relation:
            self.name_values(getattr(record, self.of_model.attname) for record in records)

    def name_values(self, values: Iterable[Any]) -> None:
        """Look up, at once, what the rows are called that these values are the keys of."""
        if isinstance(self.of_model, DateValue) or not self.of_model.is_relation:
            return
        sets = (each if isinstance(each, frozenset) else {each} for each in values)
        keys: set = set().union(*sets) - {None}
        found = self.of_model.related_model._base_manager.in_bulk(keys)
        self.names = {key: str(row) for key, row in found.items()}

    def value(self, record: Any) -> Any:
        match self.of_model:
            case DateValue():
                return self.of_model.__get__(record)
            case models.ManyToManyField():
                return self.links.get(record.pk, frozenset())
        return getattr(record, self.of_model.attname)

    def words(self, value: Any) -> str:
        match self.of_model:
            case DateValue():
                return write(value)
            case models.ManyToManyField():
                return in_words(sorted(self._name(key) for key in value))
        if self.of_model.is_relation and value is not None:
            return self._name(value)
        return in_words(value, self.of_model.flatchoices)

    def _name(self, key: Any) -> str:
        return self.names.get(key, GONE)


def _links(many: models.ManyToManyField, records: list) -> dict[Any, frozenset]:
    """Per record the keys of the rows that it was linked to."""
    if not records:
        return {}
    links = getattr(type(records[0]), many.name).model
    found: dict[Any, set] = {}
    target = f"{many.m2m_reverse_field_name()}_id"
    rows = links._base_manager.filter(history_id__in=[record.pk for record in records])
    for record, key in rows.values_list("history_id", target):
        found.setdefault(record, set()).add(key)
    return {record: frozenset(keys) for record, keys in found.items()}


def shown_fields(model: type[models.Model]) -> list[Shown]:
    """What a history of the model tells."""
    kept = model.history.model
    own = [model._meta.get_field(each.name) for each in kept.tracked_fields]
    return told_as(model, [*own, *kept._history_m2m_fields])


def told_as(model: type[models.Model], fields: Iterable[models.Field]) -> list[Shown]:
    """An approximate date as the one value that it is, and nothing that serves the program."""
    dates = {n: v for n in dir(model) if isinstance(v := getattr(model, n, None), DateValue)}
    columns = {column for name in dates for column in date_columns(name, None)}
    known = [Shown(name, capfirst(value.label), value) for name, value in dates.items()]
    for each in fields:
        if each.name not in columns | TECHNICAL:
            known.append(Shown(each.name, capfirst(str(each.verbose_name)), each))
    return known


def records_of(history: models.QuerySet, *, most: int | None = None) -> list:
    """The newest first."""
    found = history.select_related("history_user").order_by("-history_date", "-history_id")
    return list(found[:most])


def who_did(record: Any) -> str:
    """The record was read with its user, so that the key of a deleted account has none."""
    if record.history_user is not None:
        return str(record.history_user)
    return NOBODY if record.history_user_id is None else FORMER_COLLEAGUE


def entries_of_part(obj: models.Model, to_parent: models.ForeignKey) -> Iterator[Entry]:
    """What happened to the rows of one part, also to those that are there no more."""
    part = to_parent.model
    if not hasattr(part, "history"):
        return
    records = records_of(part.history.filter(**{to_parent.attname: obj.pk}))
    shown = [each for each in shown_fields(part) if each.name != to_parent.name]
    for each in shown:
        each.read(records)
    rows: dict[Any, list] = {}
    for record in records:
        rows.setdefault(record.id, []).append(record)
    names = _names_of_rows(to_parent, rows, obj)
    for key, of_row in rows.items():
        yield from entries(of_row, shown, about=names[key], are_read=True)


def _names_of_rows(to_parent: models.ForeignKey, rows: dict, obj: models.Model) -> dict[Any, str]:
    """By what each row is called now, or was when it was deleted."""
    kind = to_parent.model
    found = kind._base_manager.select_related().in_bulk(rows)
    names = {}
    for key, of_row in rows.items():
        row = found.get(key) or of_row[0].instance
        setattr(row, to_parent.name, obj)
        names[key] = f"{capfirst(kind._meta.verbose_name)} “{row}”"
    return names


def entries(
    newest_first: list, shown: list[Shown], *, about: str = "", are_read: bool = False
) -> Iterator[Entry]:
    """The records of one row, each with what it changed in the one before it."""
    for each in [] if are_read else shown:
        each.read(newest_first)
    for record, former in zip(newest_first, [*newest_first[1:], None], strict=False):
        yield Entry(
            when=record.history_date,
            who=who_did(record),
            what=KINDS[record.history_type],
            why=record.history_change_reason or "",
            changes=list(changes(former, record, shown)) if former else [],
            about=about,
        )


def changes(former: Any, record: Any, shown: Iterable[Shown]) -> Iterator[Change]:
    for each in shown:
        old, new = each.value(former), each.value(record)
        if old != new:
            yield Change(each.label, each.words(old), each.words(new))


def changed_fields(former: Any, record: Any, shown: Iterable[Shown]) -> set[str]:
    """By name; the fields were read for both records."""
    return {each.name for each in shown if each.value(former) != each.value(record)}

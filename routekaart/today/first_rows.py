"""Which rows of each kind of work stand on the first page: found for all kinds in one query.

It finds keys; the rows themselves are read once a list, and only those that are shown.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib import admin
from django.contrib.auth.models import AbstractUser
from django.db.models import Count, F, IntegerField, Model, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from ..work import Work

SHOWN = 3
"""Of each kind, by name; the list itself has the others."""


@dataclass
class Found:
    """So many rows of one kind, of which the most urgent are here."""

    how_many: int = 0
    rows: list[Model] = field(default_factory=list)


def first_rows(
    kinds: list[Work], user: AbstractUser, today: date, later: dict[str, list[int]]
) -> Iterator[tuple[Work, Found]]:
    """The kinds of which there are rows, in their order; `later` are those that can wait."""
    keys: dict[int, list[int]] = defaultdict(list)
    how_many = {}
    for kind, _place, key, count in _ranked(kinds, user, today, later):
        keys[kind].append(key)
        how_many[kind] = count
    rows = _read({number: kinds[number] for number in sorted(keys)}, keys)
    for number in sorted(keys):
        yield kinds[number], Found(how_many[number], [rows[number][key] for key in keys[number]])


def _ranked(
    kinds: list[Work], user: AbstractUser, today: date, later: dict[str, list[int]]
) -> list[tuple[int, int, int, int]]:
    """Number of the kind, place in it from 1, key, and how many there are; by kind and place."""
    parts = [
        _first(work, user, today, later.get(work.key, [])).annotate(
            row_kind=Value(number, IntegerField())
        )
        for number, work in enumerate(kinds)
    ]
    columns = [part.values_list("row_kind", "row_place", "row_key", "row_count") for part in parts]
    return sorted(columns[0].union(*columns[1:], all=True)) if columns else []


def _first(work: Work, user: AbstractUser, today: date, later: list[int]) -> QuerySet:
    """The most urgent by their place, each with how many there are."""
    model, page = work.list.model, admin.site.get_model_admin(work.list.model)
    asking = work.list.rows(today).order_by().values("pk")
    rows = model._default_manager.order_by().filter(pk__in=asking).exclude(pk__in=later)
    rows = work.list.beside(rows.exclude(pk__in=page.hidden_from(user).values("pk")))
    urgent = [F(work.urgent).asc(nulls_last=True)] if work.urgent else model._meta.ordering
    return rows.annotate(
        row_key=F("pk"),
        row_place=Window(RowNumber(), order_by=[*urgent, "pk"]),
        row_count=Window(Count("*")),
    ).filter(row_place__lte=SHOWN)


def _read(kinds: dict[int, Work], keys: dict[int, list[int]]) -> dict[int, dict[int, Model]]:
    """The rows of each kind by their key; kinds of one list are read together."""
    lists: dict[tuple, list[int]] = defaultdict(list)
    for number, work in kinds.items():
        lists[work.list.model, work.list.beside].append(number)
    found: dict[int, dict[int, Model]] = {}
    for (model, beside), numbers in lists.items():
        wanted = {key for number in numbers for key in keys[number]}
        rows = beside(_with_related(model)).in_bulk(wanted)
        found |= dict.fromkeys(numbers, rows)
    return found


def _with_related(model: type[Model]) -> QuerySet:
    """With what its name on the page tells of other rows."""
    related = admin.site.get_model_admin(model).list_select_related
    rows = model._default_manager.all()
    return rows.select_related(*related) if isinstance(related, list | tuple) else rows

"""Where a thing is used, and why it therefore cannot be deleted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib.admin.utils import NestedObjects
from django.db import models, router

NAMED = 20
"""Of each kind so many are named; the rest is a number."""


@dataclass(frozen=True)
class Uses:
    """The uses of one kind; `role` is the field in which it is linked, empty for a key."""

    kind: str
    number: int
    named: tuple[str, ...] = ()
    role: str = ""

    @property
    def more(self) -> int:
        return self.number - len(self.named)

    def __str__(self) -> str:
        return f"{self.kind}{f', {self.role}' if self.role else ''} ({self.number})"


@dataclass(frozen=True)
class Place:
    """Rows of a model that use a thing, in one way."""

    model: type[models.Model]
    role: str
    keys: frozenset

    def rows(self) -> list[models.Model]:
        """With what their names are made of."""
        found = self.model._base_manager.select_related().filter(pk__in=self.keys)
        return list(found.order_by("pk"))


def in_the_way(objs: Iterable[models.Model]) -> list[models.Model]:
    """What points at these rows, or at a part of them, and does not let them go."""
    chosen = list(objs)
    rows = NestedObjects(using=router.db_for_write(type(chosen[0])), origin=chosen)
    rows.collect(chosen)
    return list(rows.protected)


def used_among(objs: Iterable[models.Model]) -> list[models.Model]:
    """Those of these rows, all of one kind, at which something points that does not let go."""
    chosen = {obj.pk: obj for obj in objs}
    kind = next(iter(chosen.values()))._meta.concrete_model
    keys = {
        getattr(row, field.attname)
        for row in in_the_way(chosen.values())
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model._meta.concrete_model is kind
    }
    return [obj for key, obj in chosen.items() if key in keys]


def places_of(users: Iterable[models.Model]) -> Iterator[Place]:
    """Of a link to many the row that links; a row of a link table tells a person nothing."""
    ordered = sorted(users, key=_kind)
    for _, same in groupby(ordered, key=_kind):
        rows = list(same)
        kind = rows[0]._meta
        if not kind.auto_created:
            yield Place(type(rows[0]), "", frozenset(row.pk for row in rows))
            continue
        owner = next(field for field in kind.local_fields if field.related_model)
        keys = frozenset(getattr(row, owner.attname) for row in rows)
        yield Place(owner.related_model, _role(kind), keys)


def _kind(row: models.Model) -> str:
    return row._meta.label


def _role(links: models.options.Options) -> str:
    many = links.auto_created._meta.local_many_to_many
    field = next(each for each in many if each.remote_field.through is links.model)
    return str(field.verbose_name)


def counted(users: Iterable[models.Model]) -> list[Uses]:
    """The uses as numbers, for a sentence."""
    return [
        Uses(str(place.model._meta.verbose_name_plural), len(place.keys), (), place.role)
        for place in places_of(users)
    ]


def named(
    users: Iterable[models.Model],
    *,
    shows: Callable[[models.Model, bool], bool],
    name: Callable[[models.Model], str],
) -> tuple[list[Uses], bool]:
    """The uses with their names, as far as `shows` allows, and whether there are others.

    `shows` hears of a row whether it is a mere link.
    """
    found, is_any_hidden = [], False
    for place in places_of(users):
        rows = place.rows()
        shown = [row for row in rows if shows(row, bool(place.role))]
        is_any_hidden |= len(shown) < len(rows)
        if shown:
            names = tuple(name(row) for row in shown[:NAMED])
            kind = str(place.model._meta.verbose_name_plural)
            found.append(Uses(kind, len(shown), names, place.role))
    return found, is_any_hidden

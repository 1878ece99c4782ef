"""Where organisations are typed. Each app above says so when it starts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from backoffice.replacing import user_of

from ..models import Organisation


@dataclass(frozen=True)
class Source:
    """Rows of `model` in whose field `text` an organisation is typed, and in `link` linked, which
    may be a link to many. `only` narrows them."""

    model: type[Model]
    text: str
    link: str
    only: Q = Q()

    @property
    def label(self) -> str:
        return str(self.model._meta.label)

    @property
    def right(self) -> str:
        kind = self.model._meta
        return f"{kind.app_label}.change_{kind.model_name}"

    @property
    def kind(self) -> tuple[str, str]:
        """One and many, in words."""
        return str(self.model._meta.verbose_name), str(self.model._meta.verbose_name_plural)

    def written(self) -> QuerySet:
        return self.model._base_manager.filter(self.only).exclude(**{self.text: ""}).order_by("pk")

    def unlinked(self) -> QuerySet:
        return self.written().filter(**{f"{self.link}__isnull": True})

    def linked_to(self, organisation: Organisation) -> QuerySet:
        return self.written().filter(**{self.link: organisation})

    def texts(self, rows: QuerySet) -> Iterable[tuple[int, str]]:
        return rows.values_list("pk", self.text)

    def counted(self, rows: QuerySet) -> Iterable[tuple[str, int]]:
        """Each text with how often it is written so."""
        return rows.order_by().values_list(self.text).annotate(Count("pk"))

    def set(self, keys: Iterable[int], organisation: Organisation, by: Any) -> None:
        self._change(keys, organisation, by, is_linked=True)

    def unset(self, keys: Iterable[int], organisation: Organisation, by: Any) -> None:
        self._change(keys, organisation, by, is_linked=False)

    def _change(self, keys: Iterable[int], to: Organisation, by: Any, *, is_linked: bool) -> None:
        rows = self.model._base_manager.filter(pk__in=list(keys))
        if not self.model._meta.get_field(self.link).many_to_many:
            rows.update(**{self.link: to if is_linked else None})
            return
        for row in rows:
            row._history_user = user_of(by)
            links = getattr(row, self.link)
            (links.add if is_linked else links.remove)(to)


_sources: dict[type[Model], Source] = {}


def offer_source(source: Source) -> None:
    _sources[source.model] = source


def sources(by: Any = None) -> list[Source]:
    """Those of which `by` may change the rows; all for nobody."""
    return [each for each in _sources.values() if by is None or by.has_perm(each.right)]

"""The page that asks whether to delete: it names what goes too, as far as the person may see it."""

from collections.abc import Callable, Iterable

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

HIDDEN = "iets dat u niet helemaal mag inzien"


class ShownRows(NestedObjects):
    """What goes with a deletion, as far as it is shown."""

    def __init__(self, shows: Callable[[models.Model], bool], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.shows = shows

    def add_edge(self, source: models.Model | None, target: models.Model) -> None:
        if self.shows(target):
            super().add_edge(source, target)

    def counted(self) -> dict[str, int]:
        shown = {kind: sum(map(self.shows, rows)) for kind, rows in self.model_objs.items()}
        return {kind._meta.verbose_name_plural: number for kind, number in shown.items() if number}


class DeletionNames(admin.ModelAdmin):
    """Gives a ModelAdmin a page that deletes without telling of what the person may not see."""

    def may_be_named(self, request: HttpRequest, obj: models.Model) -> bool:
        """Whether a page about another thing may tell that this one belongs to it."""
        return self.has_view_permission(request, obj)

    def get_deleted_objects(
        self, objs: Iterable[models.Model], request: HttpRequest
    ) -> tuple[list, dict[str, int], set[str], list[str]]:
        chosen = list(objs)
        rows = ShownRows(
            lambda obj: obj in chosen or self._shows(request, obj),
            using=router.db_for_write(self.model),
            origin=chosen,
        )
        rows.collect(chosen)
        in_the_way = sorted({self._name(o) if rows.shows(o) else HIDDEN for o in rows.protected})
        beyond = self._beyond_rights(request, rows)
        return rows.nested(self._name), rows.counted(), beyond, in_the_way

    def _shows(self, request: HttpRequest, obj: models.Model) -> bool:
        """Never a row of a link table: it has no name that tells a person anything."""
        if obj._meta.auto_created:
            return False
        page = self._page_of(obj)
        if page is None:
            kind = obj._meta
            return request.user.has_perm(f"{kind.app_label}.view_{kind.model_name}")
        return getattr(page, "may_be_named", page.has_view_permission)(request, obj)

    def _page_of(self, obj: models.Model) -> admin.ModelAdmin | None:
        known = self.admin_site.is_registered(type(obj))
        return self.admin_site.get_model_admin(type(obj)) if known else None

    def _name(self, obj: models.Model) -> str:
        kind = obj._meta
        if self._page_of(obj) is None:
            return f"{capfirst(kind.verbose_name)}: {obj}"
        page = f"{self.admin_site.name}:{kind.app_label}_{kind.model_name}_change"
        address = reverse(page, args=[quote(obj.pk)])
        return format_html('{}: <a href="{}">{}</a>', capfirst(kind.verbose_name), address, obj)

    def _beyond_rights(self, request: HttpRequest, rows: ShownRows) -> set[str]:
        """Kinds of things that would go as well, and that the person may not delete."""
        return {
            str(obj._meta.verbose_name)
            for found in rows.model_objs.values()
            for obj in found
            if (page := self._page_of(obj)) and not page.has_delete_permission(request, obj)
        }

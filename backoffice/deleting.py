"""The page that asks whether to delete: it names what goes too, as far as the person may see it.

Where something is in use it says where, and what can be done instead.
"""

from collections.abc import Callable, Iterable

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from .uses import named

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
        known = set(chosen)
        rows = ShownRows(
            lambda obj: obj in known or self._shows(request, obj),
            using=router.db_for_write(self.model),
            origin=chosen,
        )
        rows.collect(chosen)
        beyond = self._beyond_rights(request, rows)
        return rows.nested(self._name), rows.counted(), beyond, self._uses(request, rows.protected)

    def _uses(self, request: HttpRequest, users: Iterable[models.Model]) -> list[str]:
        """Each kind of use, written out for the page."""

        def shows(row: models.Model, is_link: bool) -> bool:
            page = self._page_of(row) if is_link else None
            return page.has_view_permission(request, row) if page else self._shows(request, row)

        def name(row: models.Model) -> str:
            return self._name_with_whole(request, row)

        found, is_any_hidden = named(users, shows=shows, name=name)
        told = [render_to_string("admin/parts/use.html", {"use": use}) for use in found]
        return [*told, *([HIDDEN] if is_any_hidden else [])]

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
        kind = capfirst(obj._meta.verbose_name)
        if self._page_of(obj) is None:
            return f"{kind}: {obj}"
        return format_html("{}: {}", kind, self._link_to(obj))

    def _name_with_whole(self, request: HttpRequest, obj: models.Model) -> str:
        """What has no page of its own is found on that of what it is a part of."""
        page = self._page_of(obj)
        if page is not None:
            whole = getattr(obj, page.part_of) if getattr(page, "part_of", "") else None
            return (
                format_html("{}, bij {}", self._link_to(obj), whole)
                if whole
                else self._link_to(obj)
            )
        whole = self._whole_of(obj)
        if whole is None or not self._shows(request, whole):
            return str(obj)
        return format_html("{}, bij {}", obj, self._link_to(whole))

    def _whole_of(self, obj: models.Model) -> models.Model | None:
        keys = (field for field in obj._meta.concrete_fields if field.many_to_one)
        wholes = (field for field in keys if self.admin_site.is_registered(field.related_model))
        first = next(wholes, None)
        return getattr(obj, first.name) if first else None

    def _link_to(self, obj: models.Model) -> str:
        kind = obj._meta
        page = f"{self.admin_site.name}:{kind.app_label}_{kind.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(page, args=[quote(obj.pk)]), obj)

    def _beyond_rights(self, request: HttpRequest, rows: ShownRows) -> set[str]:
        """Kinds of things that would go as well, and that the person may not delete."""
        return {
            str(obj._meta.verbose_name)
            for found in rows.model_objs.values()
            for obj in found
            if (page := self._page_of(obj)) and not page.has_delete_permission(request, obj)
        }

"""Which kinds of record there are in sheets, and at which list: as the admin has them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .kind import Kind


def page_of(kind_name: str) -> tuple[Any, type[Kind]]:
    """The admin at whose list a kind is imported, and the kind. Raises LookupError."""
    for page in admin.site._registry.values():
        for kind in getattr(page, "kinds", {}).values():
            if kind.name == kind_name:
                return page, kind
    raise LookupError(kind_name)


def may_import(page: Any, user: Any) -> bool:
    """As at its list, for who asked it some time ago."""
    if user is None or not (user.is_active and user.is_staff):
        return False
    request = HttpRequest()
    request.user = user
    return page.has_add_permission(request) and page.has_change_permission(request)

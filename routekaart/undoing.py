"""Which deeds of the log can be undone now, and on which page of the admin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.admin import AdminSite
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from backoffice.actions import ActionPage, ActionPages


def undoing(entries: Iterable[LogEntry], site: AdminSite, request: HttpRequest) -> dict[int, str]:
    """By the key of an entry the address of the page that undoes it.

    Only of the last deed of that kind with a thing, where the thing still stands as it left it.
    """
    found: dict[type[Model], dict[str, tuple[LogEntry, ActionPage]]] = defaultdict(dict)
    for entry in sorted(entries, key=lambda each: each.action_time):
        model = entry.content_type.model_class()
        if page := _undoing_page(site._registry.get(model), entry):
            found[model][entry.object_id] = entry, page
    return dict(_addresses(found, site, request))


def _undoing_page(admin: object, entry: LogEntry) -> ActionPage | None:
    """The log keeps of an action the sentence that was said when it was done."""
    if not isinstance(admin, ActionPages) or entry.action_flag != CHANGE:
        return None
    pages = {page.name: page for page in admin.action_pages}
    done = {page.done: page.undone_by for page in admin.action_pages if page.undone_by}
    return pages.get(done.get(entry.get_change_message(), ""))


def _addresses(
    found: dict[type[Model], dict[str, tuple[LogEntry, ActionPage]]],
    site: AdminSite,
    request: HttpRequest,
) -> Iterator[tuple[int, str]]:
    for model, deeds in found.items():
        admin = site._registry[model]
        rows = {str(row.pk): row for row in admin.get_queryset(request).filter(pk__in=deeds)}
        for key, (entry, page) in deeds.items():
            row = rows.get(key)
            if row and admin.may_act(request, row, page) and page.possible(row):
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page.name}"
                yield entry.pk, reverse(name, args=[quote(row.pk)])

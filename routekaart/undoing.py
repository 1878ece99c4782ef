"""Which deeds of the log can be undone now, and on which page of the admin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.admin import AdminSite
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from backoffice.actions import ActionPage, ActionPages, possible_pages
from backoffice.together import Together
from backoffice.together.noting import TOGETHER, rows_done
from backoffice.together.pages import OF_ENTRY, ActsOnMany


def undoing(entries: Iterable[LogEntry], site: AdminSite, request: HttpRequest) -> dict[int, str]:
    """By the key of an entry the address of the page that undoes it.

    Only of the last deed of that kind with a thing, where the thing still stands as it left it.
    """
    entries = list(entries)
    found: dict[type[Model], dict[str, tuple[LogEntry, ActionPage]]] = defaultdict(dict)
    for entry in sorted(entries, key=lambda each: each.action_time):
        model = entry.content_type.model_class()
        if page := _undoing_page(site._registry.get(model), entry):
            found[model][entry.object_id] = entry, page
    return {**dict(_addresses(found, site, request)), **dict(_of_many(entries, site, request))}


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
            if row and admin.may_act(request, row, page) and possible_pages(row, [page]):
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page.name}"
                yield entry.pk, reverse(name, args=[quote(row.pk)])


def _of_many(
    entries: list[LogEntry], site: AdminSite, request: HttpRequest
) -> Iterator[tuple[int, str]]:
    """What was done with many at once, while one of them still stands as it was left."""
    ways = {entry.pk: found for entry in entries if (found := _way_back(site, request, entry))}
    keys = rows_done(entry for entry in entries if entry.pk in ways)
    wanted: dict[ActsOnMany, set[str]] = defaultdict(set)
    for pk, (admin, _) in ways.items():
        wanted[admin].update(keys[pk])
    rows = {
        admin: {str(row.pk): row for row in admin.get_queryset(request).filter(pk__in=of)}
        for admin, of in wanted.items()
    }
    for pk, (admin, back) in ways.items():
        if any(not back.why_not(rows[admin][key]) for key in keys[pk] if key in rows[admin]):
            yield pk, f"{admin.together_url(back)}?{urlencode({OF_ENTRY: pk})}"


def _way_back(
    site: AdminSite, request: HttpRequest, entry: LogEntry
) -> tuple[ActsOnMany, Together] | None:
    admin = site._registry.get(entry.content_type.model_class())
    if entry.action_flag != TOGETHER or not isinstance(admin, ActsOnMany):
        return None
    undone_by = {each.label: each.page.undone_by for each in admin.together}
    name = undone_by.get(entry.change_message)
    back = next((each for each in admin.together if each.name == name), None)
    return (admin, back) if back and admin.may_do_together(request, back) else None

"""One search over everything the person may see in the admin: records, lists, pages and deeds.

Each list is searched as it searches itself, so what is not found there is not found here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from backoffice.needed import SaysWhatIsNeeded
from dutch.sorting import fold_all

from .guide import NAMES, address_of, guide_page

SHOWN = 5
"""Of each kind; the list itself has the others."""


class FindForm(SaysWhatIsNeeded, forms.Form):
    q = forms.CharField(
        label="Zoeken",
        max_length=100,
        error_messages={"max_length": "Zoek met hoogstens 100 tekens; dit zijn er %(show_value)s."},
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Hit:
    title: str
    address: str


@dataclass(frozen=True)
class Kind:
    """What was found of one kind; `all_at` is the list of all, where there are more."""

    name: str
    hits: list[Hit]
    all_at: str = ""


def find_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET or None)
    sought = form.is_valid()
    kinds = list(find(site, request, form.cleaned_data["q"])) if sought else []
    context = {"title": "Zoeken", "find_form": form, "kinds": kinds, "sought": sought}
    return render(request, "admin/find.html", site.each_context(request) | context)


def find(site: AdminSite, request: HttpRequest, typed: str) -> Iterator[Kind]:
    """Deeds and pages first, for they are few; then the records, kind by kind."""
    words = fold_all(typed).split()
    listed = [entry for part in site.get_app_list(request) for entry in part["models"]]
    pages = [hit for hit in _pages(listed) if _has_all(words, hit.title)]
    if pages:
        yield Kind("Pagina's en handelingen", pages)
    for entry in listed:
        if "model" in entry:
            yield from _of_kind(site.get_model_admin(entry["model"]), request, words)


def _has_all(words: list[str], text: str) -> bool:
    folded = fold_all(text)
    return all(word in folded for word in words)


def _of_kind(admin: ModelAdmin, request: HttpRequest, words: list[str]) -> Iterator[Kind]:
    """ "hub delft" seeks Delft among the hubs; the name of a kind alone finds its page."""
    options = admin.model._meta
    named = fold_all(f"{options.verbose_name} {options.verbose_name_plural}").split()
    rest = " ".join(word for word in words if word not in named)
    if not (rest and admin.search_fields and admin.has_view_permission(request)):
        return
    found = list(_rows(admin, request, rest)[: SHOWN + 1])
    if found:
        hits = [_hit(admin, row) for row in found[:SHOWN]]
        more = f"{_list_of(admin)}?{urlencode({'q': rest})}" if len(found) > SHOWN else ""
        yield Kind(str(options.verbose_name_plural), hits, more)


def _rows(admin: ModelAdmin, request: HttpRequest, words: str) -> QuerySet:
    rows = admin.get_queryset(request)
    if isinstance(admin.list_select_related, list | tuple):
        rows = rows.select_related(*admin.list_select_related)
    found, _ = admin.get_search_results(request, rows, words)
    return found


def _hit(admin: ModelAdmin, row: Model) -> Hit:
    return Hit(admin.found_as(row), reverse(f"{_base(admin)}_change", args=[row.pk]))


def _base(admin: ModelAdmin) -> str:
    return f"admin:{admin.opts.app_label}_{admin.opts.model_name}"


def _list_of(admin: ModelAdmin) -> str:
    return reverse(f"{_base(admin)}_changelist")


def _pages(listed: list[dict]) -> Iterator[Hit]:
    for entry in listed:
        if entry.get("admin_url"):
            yield Hit(str(entry["name"]), entry["admin_url"])
        if entry.get("add_url"):
            yield Hit(f"{entry['model']._meta.verbose_name} toevoegen", entry["add_url"])
    for name in NAMES.values():
        for anchor, heading in guide_page(name).headings.items():
            yield Hit(f"Handleiding: {heading}", address_of(name, anchor))

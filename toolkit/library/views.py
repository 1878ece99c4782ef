"""The toolkit on the site. All is read at the request, so that what is taken back is gone."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..editions.book import lines, paragraphs
from ..models import Conclusion
from .entries import SHELVES, Entry, public_entries
from .forms import LibraryForm, matching
from .related import related_stories
from .searching import search

PER_PAGE = 20
AT_FIRST = 3
"""Of each kind, on the page before somebody looks for something."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    entries = public_entries()
    form = LibraryForm(request.GET or None, entries=entries)
    chosen = form.chosen()
    context: dict[str, Any] = {"nav": "toolkit", "form": form, "chosen": chosen}
    if chosen:
        context |= _found(request, entries, chosen)
    else:
        context["shelves"] = _shelves(entries)
    context["only_examples"] = bool(entries) and all(entry.is_example for entry in entries)
    return render(request, "toolkit/library/index.html", context)


@require_safe
def item(request: HttpRequest, shelf: str, slug: str) -> HttpResponse:
    entries = public_entries()
    entry = _entry(entries, shelf, slug)
    context = _about(entry) | {"related": related_stories(entry, entries)}
    return render(request, "toolkit/library/item.html", context)


@require_safe
def print_item(request: HttpRequest, shelf: str, slug: str) -> HttpResponse:
    """The same on a sheet of paper: without menu, with room to write."""
    entry = _entry(public_entries(), shelf, slug)
    return render(request, "toolkit/library/print.html", _about(entry))


def _found(request: HttpRequest, entries: Sequence[Entry], chosen: dict[str, str]) -> dict:
    among = matching(entries, chosen)
    found = search(among, chosen["zoek"]) if "zoek" in chosen else None
    page = Paginator(found.entries if found else among, PER_PAGE)
    query = request.GET.copy()
    query.pop("pagina", None)
    return {
        "page": page.get_page(request.GET.get("pagina")),
        "meant": found.meant if found else [],
        "query": query.urlencode(),
    }


def _shelves(entries: Sequence[Entry]) -> list[dict]:
    rows = {kind: [entry for entry in entries if entry.kind == kind] for kind in SHELVES}
    return [
        {"shelf": SHELVES[kind], "entries": found[:AT_FIRST], "number": len(found)}
        for kind, found in rows.items()
        if found
    ]


def _entry(entries: Sequence[Entry], shelf: str, slug: str) -> Entry:
    here = (each for each in entries if (each.shelf.address, each.row.slug) == (shelf, slug))
    entry = next(here, None)
    if entry is None:
        raise Http404
    return entry


def _about(entry: Entry) -> dict[str, Any]:
    row, is_story = entry.row, entry.kind == "story"
    return {
        "nav": "toolkit",
        "entry": entry,
        "item": row,
        "paragraphs": paragraphs(row.text),
        "questions": lines(row.questions),
        "note": paragraphs(row.facilitator_note),
        "steps": [] if is_story else lines(row.steps),
        "conclusions": list(Conclusion.objects.shown().filter(story=row)) if is_story else [],
    }

"""The toolkit on the site. All is read at the request, so that what is taken back is gone."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..editions.book import items_of, lines, paragraphs
from ..models import Audience, Conclusion
from .books import books_for, readable_book
from .entries import SHELVES, Entry, Reader, entries_for, everybody
from .forms import LibraryForm, matching
from .passages import passage_of
from .related import related_stories
from .searching import search

PER_PAGE = 20
AT_FIRST = 3
"""Of each kind, on the page before somebody looks for something."""


@require_safe
def public(request: HttpRequest, page: str, **which: str) -> HttpResponse:
    return PAGES[page](request, everybody(), **which)


def _index(request: HttpRequest, reader: Reader) -> HttpResponse:
    entries = list(entries_for(reader))
    form = LibraryForm(request.GET or None, entries=entries)
    chosen = form.chosen()
    context = _around(reader) | {"form": form, "chosen": chosen}
    if chosen:
        context |= _found(request, entries, chosen)
    else:
        context |= {"shelves": _shelves(entries), "books": books_for(reader)}
    context["only_examples"] = bool(entries) and all(entry.is_example for entry in entries)
    return render(request, "toolkit/library/index.html", context)


def _item(request: HttpRequest, reader: Reader, shelf: str, slug: str) -> HttpResponse:
    entries = list(entries_for(reader))
    entry = _entry(entries, shelf, slug)
    context = _around(reader) | _about(entry) | {"related": related_stories(entry, entries)}
    return render(request, "toolkit/library/item.html", context)


def _print_item(request: HttpRequest, reader: Reader, shelf: str, slug: str) -> HttpResponse:
    """The same on a sheet of paper, without what stands around it on the site."""
    entry = _entry(list(entries_for(reader)), shelf, slug)
    return render(request, "toolkit/library/print.html", _around(reader) | _about(entry))


def _book(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    published = next((row for row in books_for(reader) if row.edition.slug == slug), None)
    if published is None:
        raise Http404
    book, left_out = readable_book(published, list(entries_for(reader)))
    if not book["chapters"]:
        raise Http404
    noted = [item for item in items_of(book) if item["facilitator_note"]]
    context = _around(reader) | {"book": book, "left_out": left_out, "noted": noted}
    return render(request, "toolkit/library/book.html", context)


PAGES: dict[str, Callable[..., HttpResponse]] = {
    "index": _index,
    "item": _item,
    "print_item": _print_item,
    "book": _book,
}


def _around(reader: Reader) -> dict[str, Any]:
    is_public = reader.audience == Audience.PUBLIC
    return {"nav": "toolkit" if is_public else "", "reader": reader, "is_public": is_public}


def _found(request: HttpRequest, entries: Sequence[Entry], chosen: dict[str, str]) -> dict:
    among = matching(entries, chosen)
    found = search(among, chosen["zoek"]) if "zoek" in chosen else None
    pages = Paginator(found.entries if found else among, PER_PAGE)
    page = pages.get_page(request.GET.get("pagina"))
    query = request.GET.copy()
    query.pop("pagina", None)
    return {
        "page": page,
        "hits": [(entry, passage_of(entry, found.stems) if found else "") for entry in page],
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
        "entry": entry,
        "item": row,
        "paragraphs": paragraphs(row.text),
        "questions": lines(row.questions),
        "note": paragraphs(row.facilitator_note),
        "steps": [] if is_story else lines(row.steps),
        "conclusions": list(Conclusion.objects.shown().filter(story=row)) if is_story else [],
    }

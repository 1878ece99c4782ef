"""The page of one long list: a part at a time, with the way back to the report."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .long_lists import find_long_list

ON_A_PAGE = 200


def show_long_list(request: HttpRequest, document: dict, key: str, back: str) -> HttpResponse:
    """`back` is the address of the report that the list is of."""
    found = find_long_list(document, key)
    if found is None:
        raise Http404("Deze lijst staat niet in de rapportage.")
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "document": document,
        "title": found.title,
        "table": found.block | {"rows": list(page)} if found.block else {},
        "page": page,
        "back": f"{back}#{found.section}",
    }
    return render(request, "reporting/long_list.html", context)

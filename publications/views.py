from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.pdf import DocumentError

from .forms import OverviewForm
from .models import Publication
from .overview import as_csv, as_pdf, describe, find_publications, title_of
from .querysets import PublicationQuerySet

MOST_ON_PAGE = 500


def overview(request: HttpRequest) -> HttpResponse:
    """The overview as a page; `vorm=pdf` and `vorm=csv` give the same as a file."""
    form = OverviewForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = find_publications(chosen)
    match request.GET.get("vorm") if not form.errors else "":
        case "csv":
            return _download(as_csv(found), "text/csv; charset=utf-8", "bijdragen.csv")
        case "pdf":
            return _pdf(request, found, chosen)
    shown = list(found[: MOST_ON_PAGE + 1])
    query = request.GET.copy()
    query.pop("vorm", None)
    context = {
        "form": form,
        "title": title_of(chosen),
        "nav": "minutes" if chosen.get("soort") == Publication.Kind.MINUTES else "",
        "publications": shown[:MOST_ON_PAGE],
        "is_cut": len(shown) > MOST_ON_PAGE,
        "scope": describe(chosen),
        "query": query.urlencode(),
    }
    return render(request, "publications/overview.html", context)


def _pdf(request: HttpRequest, found: PublicationQuerySet, chosen: dict) -> HttpResponse:
    try:
        content = as_pdf(found, describe(chosen))
    except DocumentError as error:
        return render(request, "publications/no_pdf.html", {"error": error}, status=503)
    return _download(content, "application/pdf", "bijdragen.pdf")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)

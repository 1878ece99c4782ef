"""The page of a copy, by personal link. GET shows, POST fetches it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from privacy.personal import personal
from privacy.personal_links import LinkEnded, LinkError

from ..models import Copy
from .fetching import fetch
from .links import read_token


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request: HttpRequest, token: str) -> HttpResponse:
    try:
        copy = read_token(token)
    except LinkError as error:
        status = 410 if isinstance(error, LinkEnded) else 404
        context = {"sentence": str(error), "ended": status == 410}
        return render(request, "toolkit/copies/link.html", context, status=status)
    if request.method == "POST":
        try:
            return as_file(copy, fetch(copy))
        except ValidationError:
            return render(request, "toolkit/copies/copy.html", {"copy": copy, "is_over": True})
    return render(request, "toolkit/copies/copy.html", {"copy": copy})


def as_file(copy: Copy, content: bytes) -> HttpResponse:
    """Its name says which edition and copy, and not whose."""
    title = slugify(copy.published.edition.title)[:60] or "toolkit"
    name = f"{title}-exemplaar-{copy.number}.pdf"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

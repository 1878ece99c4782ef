"""The report as staff see it before it is published."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ..collect import collect
from ..document.schema import SCHEMAS
from ..document.values import Document, as_dict
from ..records.scope import ReportError
from ..renderings.downloads import DOWNLOADS, file_name
from ..renderings.formats import FORMATS
from ..renderings.html import page_context
from ..renderings.long_list_page import show_long_list
from ..renderings.long_lists import shortened
from ..rules import check_may_look


def may_view(
    view: Callable[..., HttpResponse], check: Callable[[AbstractUser], None] = check_may_look
) -> Callable[..., HttpResponse]:
    """For whom the check lets pass; who is not signed in can do so first."""

    @login_required
    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, **arguments: object) -> HttpResponse:
        check(request.user)
        return view(request, **arguments)

    return checked


@may_view
def preview(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The report as the records stand now."""
    whole = page_context(as_dict(_collect(programme, year)))
    context = shortened(
        whole, lambda key: reverse("reporting:list_of", args=[programme, year, key])
    )
    context |= {
        "readiness": reverse("reporting:readiness", args=[programme, year]),
        "downloads": [
            {
                "url": reverse("reporting:file", args=[programme, year, file_format]),
                "label": f"Download als {DOWNLOADS[file_format].label}",
            }
            for file_format in ("pdf", "odt", "json", "csv")
        ],
    }
    return render(request, "reporting/preview.html", context)


@may_view
def list_of(request: HttpRequest, programme: str, year: int, key: str) -> HttpResponse:
    """One long list of it, whole."""
    back = reverse("reporting:preview", args=[programme, year])
    return show_long_list(request, as_dict(_collect(programme, year)), key, back)


@may_view
def file(request: HttpRequest, programme: str, year: int, file_format: str) -> HttpResponse:
    if file_format not in FORMATS:
        raise Http404(f"Een rapportage als {file_format} is er niet.")
    content = FORMATS[file_format](_collect(programme, year))
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(programme, year, file_format)}"'
    }
    return HttpResponse(content, content_type=DOWNLOADS[file_format].content_type, headers=headers)


def schema(request: HttpRequest, version: int) -> HttpResponse:
    """What a Document may hold, for who reads the JSON with a program."""
    if version not in SCHEMAS:
        raise Http404(f"Versie {version} van het schema is er niet.")
    return HttpResponse(SCHEMAS[version](), content_type="application/schema+json")


def _collect(programme: str, year: int) -> Document:
    try:
        return collect(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error

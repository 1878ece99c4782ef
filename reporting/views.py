"""The report as staff see it before it is published."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .collect import collect
from .document import Document, as_dict
from .render_html import page_context
from .rendering import FORMATS
from .scope import ReportError

CONTENT_TYPES = {"pdf": "application/pdf", "json": "application/json"}


def may_view(view: Callable) -> Callable:
    """For who may see reports; who is not signed in can do so first."""
    allowed = permission_required("reporting.view_progressreport", raise_exception=True)
    return login_required(never_cache(allowed(view)))


@may_view
def preview(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The report as the records stand now."""
    context = page_context(as_dict(_collect(programme, year)))
    context |= {
        "readiness": reverse("reporting:readiness", args=[programme, year]),
        "downloads": [
            {"url": reverse("reporting:file", args=[programme, year, form]), "label": label}
            for form, label in (("pdf", "Download als PDF"), ("json", "Download als JSON"))
        ],
    }
    return render(request, "reporting/preview.html", context)


@may_view
def file(request: HttpRequest, programme: str, year: int, form: str) -> HttpResponse:
    if form not in CONTENT_TYPES:
        raise Http404(f"Een rapportage als {form} is er niet.")
    content = FORMATS[form](_collect(programme, year))
    name = f"voortgangsrapportage-{programme}-{year}.{form}"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=headers)


def _collect(programme: str, year: int) -> Document:
    try:
        return collect(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error

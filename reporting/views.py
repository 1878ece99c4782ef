"""The report as staff see it before it is published."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .collect import collect, read_material
from .document import Document, as_dict
from .readiness import missing_from
from .render_html import page_context
from .rendering import FORMATS
from .scope import ReportError

may_view = permission_required("reporting.view_progressreport", raise_exception=True)
CONTENT_TYPES = {"pdf": "application/pdf", "json": "application/json"}


@may_view
def preview(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The report as the records stand now."""
    downloads = [
        {"url": reverse("reporting:file", args=[programme, year, form]), "label": label}
        for form, label in (("pdf", "Download als PDF"), ("json", "Download als JSON"))
    ]
    context = page_context(as_dict(_collect(programme, year))) | {"downloads": downloads}
    return render(request, "reporting/preview.html", context)


@may_view
def file(request: HttpRequest, programme: str, year: int, form: str) -> HttpResponse:
    content = FORMATS[form](_collect(programme, year))
    name = f"voortgangsrapportage-{programme}-{year}.{form}"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=headers)


@may_view
def readiness(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """What is missing, per section, each with a link to where it is mended."""
    try:
        material = read_material(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error
    context = {"scope": material.scope, "missing": missing_from(material)}
    return render(request, "reporting/readiness.html", context)


def _collect(programme: str, year: int) -> Document:
    try:
        return collect(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error

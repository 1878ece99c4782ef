"""The report of one pilot: for its host by personal link, for staff beside its releases."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pilots.models import Pilot, ReleaseRequest
from pilots.releasing.host_views import for_host
from pilots.releasing.links import token_of, url_of

from ..document.values import Document, as_dict, as_json
from ..renderings.html import page_context
from ..renderings.pdf import render_pdf
from .collect import collect_pilot

MAY_SEE = "pilots.view_pilot"


@require_safe
@for_host
def for_the_host(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    pdf = reverse("reporting:pilot_report_pdf", args=[token_of(asked)])
    return _page(request, collect_pilot(asked.pilot_id), pdf, url_of(asked))


@require_safe
@for_host
def pdf_for_the_host(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    return _pdf(collect_pilot(asked.pilot_id))


@require_safe
@never_cache
@login_required
@permission_required(MAY_SEE, raise_exception=True)
def for_staff(request: HttpRequest, pk: int) -> HttpResponse:
    pdf = reverse("reporting:pilot_report_staff_pdf", args=[pk])
    back = reverse("admin:pilots_pilot_vrijgave", args=[pk])
    return _page(request, _known(pk), pdf, back)


@require_safe
@never_cache
@login_required
@permission_required(MAY_SEE, raise_exception=True)
def pdf_for_staff(request: HttpRequest, pk: int) -> HttpResponse:
    return _pdf(_known(pk))


def _known(pk: int) -> Document:
    try:
        return collect_pilot(pk)
    except Pilot.DoesNotExist as error:
        raise Http404("Deze pilot is er niet.") from error


def _page(request: HttpRequest, document: Document, pdf: str, back: str) -> HttpResponse:
    context = page_context(as_dict(document)) | {
        "back": back,
        "of_one_pilot": True,
        "downloads": [{"url": pdf, "label": "Download als PDF"}],
    }
    return render(request, "reporting/pilot.html", context)


def _pdf(document: Document) -> HttpResponse:
    content = render_pdf(as_dict(document), as_json(document), name="verslag-pilot")
    headers = {"Content-Disposition": 'attachment; filename="verslag-pilot.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

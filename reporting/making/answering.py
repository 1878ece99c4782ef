"""What the pages of staff share: finding a report, and saying what became of a deed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ..collect import read_material
from ..models import ProgressReport
from ..records.scope import ReportError
from ..sections.material import Material


def attempt(request: HttpRequest, deed: Callable[[], object], done: str) -> None:
    try:
        deed()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)


def find_report(programme: str, year: int) -> ProgressReport:
    reports = ProgressReport.objects.select_related("programme")
    return get_object_or_404(reports, programme__slug=programme, year=year)


def find_material(programme: str, year: int) -> Material:
    """Also of a report that nobody logged yet."""
    try:
        return read_material(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error

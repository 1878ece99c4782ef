"""What is missing, for staff: grouped by what one deed mends, each with the place to mend it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dutch.numerals import numeral

from ..models import ProgressReport, Waiver
from ..rules import may_write
from ..sections.material import Material
from . import actions
from .answering import attempt, find_material, find_report
from .asking_colleagues import ask_colleague
from .grouping import KINDS, groups_of, kind_of
from .preview_views import may_view
from .publishing_forms import WaiveForm
from .waiving import Line, lines_for

ON_A_PAGE = 50
"""Lines of a long group."""


@may_view
def readiness(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """What is missing, per section; or let stand."""
    material = find_material(programme, year)
    lines = lines_for(request.user, material)
    form = _form(request, lines)
    if _waived(request, material, form):
        return redirect("reporting:readiness", programme, year)
    period = material.scope.period
    parts = [(part, list(groups_of(part.key, part.rows, period))) for part in form.parts()]
    context = _context(request, material, form, lines) | {"parts": parts}
    return render(request, "reporting/readiness.html", context)


@may_view
def group(request: HttpRequest, programme: str, year: int, section: str, kind: str) -> HttpResponse:
    """The lines of one long group, a page at a time; a reason counts for what is on the page."""
    material = find_material(programme, year)
    lines = _of_group(lines_for(request.user, material), section, kind)
    if not lines:  # all was mended, perhaps by who comes back here
        return redirect("reporting:readiness", programme, year)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("pagina"))
    form = _form(request, list(page))
    if _waived(request, material, form):
        return redirect(request.get_full_path())
    context = _context(request, material, form, lines) | _heading(form, lines, page, material)
    return render(request, "reporting/readiness_group.html", context)


@require_POST
@may_view
def ask(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Ask colleagues to mend a line that one may not mend oneself."""
    report, key = find_report(programme, year), request.POST.get("key", "")
    deed = partial(ask_colleague, report, key=key, by=request.user)
    attempt(request, deed, "Gevraagd. Het staat op het overzicht van wie het kan aanvullen.")
    return redirect("reporting:readiness", programme, year)


@require_POST
@may_view
def unwaive(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    report = find_report(programme, year)
    waiver = get_object_or_404(Waiver, report=report, pk=pk)
    attempt(request, partial(actions.unwaive, waiver, by=request.user), "De regel staat weer open.")
    return redirect("reporting:readiness", programme, year)


def waived_in_words(number: int) -> str:
    lines = "Deze regel blijft" if number == 1 else f"Deze {numeral(number)} regels blijven"
    return f"Vastgelegd. {lines} zichtbaar, met de reden; ook in de rapportage."


def _form(request: HttpRequest, lines: list[Line]) -> WaiveForm:
    return WaiveForm(request.POST if request.method == "POST" else None, lines=lines)


def _waived(request: HttpRequest, material: Material, form: WaiveForm) -> bool:
    report = material.scope.report
    if request.method != "POST" or not report.pk or not form.is_valid():
        return False
    try:
        actions.waive(report, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, waived_in_words(len(form.cleaned_data["keys"])))
    return True


def _context(
    request: HttpRequest, material: Material, form: WaiveForm, lines: list[Line]
) -> dict[str, object]:
    return {
        "scope": material.scope,
        "form": form,
        "seen": form.fields["seen"].initial,
        "number_open": sum(line.waiver is None for line in lines),
        "may_waive": _may_waive(request, material.scope.report),
        "may_write": may_write(request.user),
    }


def _may_waive(request: HttpRequest, report: ProgressReport) -> bool:
    published = report.state == ProgressReport.State.PUBLISHED
    return bool(report.pk) and not published and may_write(request.user)


def _of_group(lines: list[Line], section: str, kind: str) -> list[Line]:
    """Raises Http404 for a group that is none."""
    if kind not in {known.key for known in KINDS.values()}:
        raise Http404("Deze groep is er niet.")
    found = [line for line in lines if line.missing.section == section]
    return [line for line in found if (known := kind_of(line.missing)) and known.key == kind]


def _heading(
    form: WaiveForm, lines: list[Line], page: Page, material: Material
) -> dict[str, object]:
    """What the whole group is, and the part of it that is on the page."""
    (part,) = form.parts()
    (whole,) = WaiveForm(lines=lines).parts()
    group = next(groups_of(whole.key, whole.rows, material.scope.period))
    return {"page": page, "part": part, "group": group}

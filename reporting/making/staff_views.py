"""From draft to published, for staff: what is missing, the state, and what changed since."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ..collect import read_material
from ..document.comparing import compare
from ..document.stored import read_document
from ..document.values import as_dict
from ..models import ProgressReport, Waiver
from ..public_views import address
from ..records.scope import ReportError
from ..renderings.formats import FORMATS
from ..rules import check_may_publish, may_publish, may_return, may_write
from ..sections.material import Material
from . import actions
from .asking_colleagues import ask_colleague
from .four_eyes import refusal_of
from .preview_views import may_view
from .publishing import document_to_publish
from .publishing_forms import CorrectionForm, ShowForm, WaiveForm
from .waiving import lines_for, lines_of

State = ProgressReport.State
DEEDS = {
    "indienen": (
        actions.submit,
        {},
        "De rapportage ligt ter goedkeuring. Iemand met het recht om te publiceren beslist.",
    ),
    "terugzetten": (actions.return_to_draft, {}, "De rapportage is weer een concept."),
    "publiceren": (actions.publish, {}, "Goedgekeurd. De rapportage wordt nu gemaakt."),
    "verbergen": (actions.show_on_site, {"shown": False}, "De rapportage staat niet op de site."),
}
"""Per address the action, what it takes, and what is said when it is done."""


@may_view
def readiness(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """What is missing, per section, each with a link to where it is mended; or let stand."""
    material = _material(programme, year)
    report, lines = material.scope.report, lines_for(request.user, material)
    form = WaiveForm(request.POST if request.method == "POST" else None, lines=lines)
    if (
        request.method == "POST"
        and report.pk
        and form.is_valid()
        and _waived(request, report, form)
    ):
        return redirect("reporting:readiness", programme, year)
    context = {
        "scope": material.scope,
        "form": form,
        "seen": form.fields["seen"].initial,
        "number_open": sum(line.waiver is None for line in lines),
        "may_waive": _may_waive(request, report),
        "may_write": may_write(request.user),
    }
    return render(request, "reporting/readiness.html", context)


def waived_in_words(number: int) -> str:
    lines = "Deze regel blijft" if number == 1 else f"Deze {number} regels blijven"
    return f"Vastgelegd. {lines} zichtbaar, met de reden; ook in de rapportage."


def _may_waive(request: HttpRequest, report: ProgressReport) -> bool:
    return bool(report.pk) and report.state != State.PUBLISHED and may_write(request.user)


def _waived(request: HttpRequest, report: ProgressReport, form: WaiveForm) -> bool:
    try:
        actions.waive(report, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, waived_in_words(len(form.cleaned_data["keys"])))
    return True


@require_POST
@may_view
def ask(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Ask colleagues to mend a line that one may not mend oneself."""
    report, key = _report(programme, year), request.POST.get("key", "")
    deed = partial(ask_colleague, report, key=key, by=request.user)
    _try(request, deed, "Gevraagd. Het staat op het overzicht van wie het kan aanvullen.")
    return redirect("reporting:readiness", programme, year)


@require_POST
@may_view
def unwaive(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    report = _report(programme, year)
    waiver = get_object_or_404(Waiver, report=report, pk=pk)
    _try(request, partial(actions.unwaive, waiver, by=request.user), "De regel staat weer open.")
    return redirect("reporting:readiness", programme, year)


@may_view
def state(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    return _show_state(request, _report(programme, year))


@require_POST
@may_view
def act(request: HttpRequest, programme: str, year: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404(f"“{deed}” kan niet met een rapportage.")
    action, arguments, done = DEEDS[deed]
    report = _report(programme, year)
    _try(request, partial(action, report, by=request.user, **arguments), done)
    return redirect("reporting:state", programme, year)


@require_POST
@may_view
def correct(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    report, form = _report(programme, year), CorrectionForm(request.POST)
    if not form.is_valid():
        return _show_state(request, report, form, correction=form)
    begin = partial(actions.start_correction, report, by=request.user, **form.cleaned_data)
    _try(request, begin, "De rapportage is weer een concept, voor een nieuwe versie.")
    return redirect("reporting:state", programme, year)


@require_POST
@may_view
def show_on_site(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    check_may_publish(request.user)
    report, form = _report(programme, year), ShowForm(request.POST)
    if not form.is_valid():
        return _show_state(request, report, form, showing=form)
    show = partial(actions.show_on_site, report, shown=True, by=request.user)
    _try(request, show, "De rapportage staat op de site.")
    return redirect("reporting:state", programme, year)


@may_view
def progress(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The part of the state page that `progress.js` asks for until the job is done."""
    report = _report(programme, year)
    return render(request, "reporting/parts/progress.html", _progress(report))


@may_view
def changed(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The last version beside the report as the records stand now."""
    material = _material(programme, year)
    report = material.scope.report
    version = report.versions.first() if report.pk else None
    if version is None:
        raise Http404("Van deze rapportage is nog niets gepubliceerd.")
    today = as_dict(document_to_publish(material, version.number))
    context = {
        "report": report,
        "before": f"Versie {version.number}",
        "after": "Nu",
        "since": version,
        "comparison": compare(read_document(version.intact_document), today),
        "back": reverse("reporting:state", args=[programme, year]),
    }
    return render(request, "reporting/compare.html", context)


def _show_state(
    request: HttpRequest, report: ProgressReport, form: Form | None = None, **bound: Form
) -> HttpResponse:
    """`form` is the one that came back with errors; it stands in the place that `bound` names."""
    lines = lines_of(_material(report.programme.slug, report.year))
    versions = list(report.versions.without_document().select_related("published_by"))
    context = {
        "form": form,
        "correction": CorrectionForm(),
        "showing": ShowForm(),
        **bound,
        "number_open": sum(line.waiver is None for line in lines),
        "number_waived": sum(line.waiver is not None for line in lines),
        "versions": [(version, address("published", version)) for version in versions],
        "pairs": [(new.number - 1, new.number) for new in versions if new.number > 1],
        "may_write": _may_change_state(request, report),
        "may_publish": may_publish(request.user),
        "own_work": refusal_of(report, request.user),
        **_progress(report),
    }
    return render(request, "reporting/state.html", context)


def _may_change_state(request: HttpRequest, report: ProgressReport) -> bool:
    """Submit, return or correct: in each state one of these is on the page."""
    rule = may_return if report.state == State.SUBMITTED else may_write
    return rule(request.user)


def _progress(report: ProgressReport) -> dict[str, object]:
    job = report.jobs.first()
    return {
        "report": report,
        "job": job,
        "making": job is not None and job.finished_at is None,
        "forms": len(FORMATS),
    }


def _try(request: HttpRequest, deed: Callable[[], object], done: str) -> None:
    try:
        deed()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)


def _report(programme: str, year: int) -> ProgressReport:
    reports = ProgressReport.objects.select_related("programme")
    return get_object_or_404(reports, programme__slug=programme, year=year)


def _material(programme: str, year: int) -> Material:
    try:
        return read_material(programme, year)
    except ReportError as error:
        raise Http404(str(error)) from error

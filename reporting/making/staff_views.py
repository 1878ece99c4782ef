"""From draft to published, for staff: the state, and what changed since."""

from functools import partial

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from backoffice.proving import EDIT, proven

from ..models import ProgressReport
from ..public_views import address
from ..renderings.formats import FORMATS
from ..rules import check_may_publish, may_publish, may_return, may_write
from . import actions
from .answering import attempt, find_material, find_report
from .four_eyes import refusal_of
from .preview_views import may_view
from .publishing_forms import CorrectionForm, ShowForm
from .record_links import record_urls
from .since_publication import compared_with_now
from .waiving import lines_of

State = ProgressReport.State
PUBLISHES = "publiceren"
DEEDS = {
    "indienen": (
        actions.submit,
        {},
        "De rapportage ligt ter goedkeuring. Iemand met het recht om te publiceren beslist.",
    ),
    "terugzetten": (actions.return_to_draft, {}, "De rapportage is weer een concept."),
    PUBLISHES: (actions.publish, {}, "Goedgekeurd. De rapportage wordt nu gemaakt."),
    "verbergen": (actions.show_on_site, {"shown": False}, "De rapportage staat niet op de site."),
}
"""Per address the action, what it takes, and what is said when it is done."""


def publishes(request: HttpRequest, *, deed: str, **_: object) -> bool:
    return deed == PUBLISHES


@may_view
def state(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    return _show_state(request, find_report(programme, year))


@require_POST
@may_view
@partial(proven, when=publishes)
def act(request: HttpRequest, programme: str, year: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404(f"“{deed}” kan niet met een rapportage.")
    action, arguments, done = DEEDS[deed]
    report = find_report(programme, year)
    attempt(request, partial(action, report, by=request.user, **arguments), done)
    return redirect("reporting:state", programme, year)


@require_POST
@may_view
def correct(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    report, form = find_report(programme, year), CorrectionForm(request.POST)
    if not form.is_valid():
        return _show_state(request, report, form, correction=form)
    begin = partial(actions.start_correction, report, by=request.user, **form.cleaned_data)
    attempt(request, begin, "De rapportage is weer een concept, voor een nieuwe versie.")
    return redirect("reporting:state", programme, year)


@require_POST
@may_view
@partial(proven, edits=True)
def show_on_site(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    check_may_publish(request.user)
    report, form = find_report(programme, year), ShowForm(request.POST)
    if not form.is_valid() or EDIT in request.POST:
        return _show_state(request, report, form, showing=form)
    show = partial(actions.show_on_site, report, shown=True, by=request.user)
    attempt(request, show, "De rapportage staat op de site.")
    return redirect("reporting:state", programme, year)


@may_view
def progress(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The part of the state page that `progress.js` asks for until the job is done."""
    report = find_report(programme, year)
    return render(request, "reporting/parts/progress.html", _progress(report))


@may_view
def changed(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """The last version beside the report as the records stand now."""
    material = find_material(programme, year)
    report = material.scope.report
    version = report.versions.first() if report.pk else None
    if version is None:
        raise Http404("Van deze rapportage is nog niets gepubliceerd.")
    comparison = compared_with_now(version, material)
    context = {
        "report": report,
        "before": f"Versie {version.number}",
        "after": "Nu",
        "since": version,
        "comparison": comparison,
        "record_urls": record_urls(comparison, report.programme, request.user),
        "after_page": reverse("reporting:preview", args=[programme, year]),
        "back": reverse("reporting:state", args=[programme, year]),
    }
    return render(request, "reporting/compare.html", context)


def _show_state(
    request: HttpRequest, report: ProgressReport, form: Form | None = None, **bound: Form
) -> HttpResponse:
    """`form` is the one that came back with errors; it stands in the place that `bound` names."""
    lines = lines_of(find_material(report.programme.slug, report.year))
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

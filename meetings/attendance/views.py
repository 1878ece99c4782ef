"""The list at the door, for staff with a phone: who came, who walked in, and the list on paper."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.pdf import DocumentError, compile_pdf
from privacy.personal import personal

from .. import actions, links
from ..actions.evaluating import give_ticket
from ..evaluation.outcome import results, why_no_results
from ..evaluation.qr import draw
from ..models import Meeting, Registration
from ..rules import is_on_duty, may_run, may_serve_door
from .forms import MarkForm, SearchForm, WalkInForm
from .lists import Numbers, doubles, found, on_the_list, printed

SAME = "Is dit dezelfde persoon? Zeg het hieronder; zolang telt de tweede niet mee."
DONE = {"same": "{} staat één keer op de lijst en is aanwezig.", "off": "{} is van de lijst."}
PAGE = "meetings/attendance.html"
StaffView = Callable[..., HttpResponse]


def for_staff(view: StaffView, may: Callable[[Any, Meeting], bool] = may_run) -> StaffView:
    """Gives the view its meeting, for those who may change the meetings of its line; or as `may`
    says."""

    @personal
    @login_required
    @wraps(view)
    def of_meeting(request: HttpRequest, slug: str, **more: int) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        meeting = get_object_or_404(Meeting, slug=slug)
        if not may(request.user, meeting):
            raise PermissionDenied
        return view(request, meeting, **more)

    return of_meeting


at_the_door = partial(for_staff, may=may_serve_door)


@require_safe
@personal
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """The meetings of today and yesterday at whose door one may stand."""
    if not request.user.is_staff:
        raise PermissionDenied
    found = Meeting.objects.at_the_door(timezone.localdate())
    meetings = found.order_by("-date_latest", "start_time", "title")
    serves = is_on_duty(request.user)
    own = set(found.with_door_for(request.user)) if serves else set()
    mine = [each for each in meetings if each in own or may_run(request.user, each)]
    if not (serves or mine):
        raise PermissionDenied
    return render(request, "meetings/today.html", {"meetings": mine})


@require_safe
@at_the_door
def attendance(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _show(request, meeting, WalkInForm())


@require_POST
@at_the_door
def mark(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One tap: back to the same person in the same search."""
    form = MarkForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _refused(request, meeting, next(iter(form.errors.values()))[0])
    try:
        registration = _press(form.cleaned_data["pressed"], form.cleaned_data["registration"])
    except ValidationError as error:
        return _refused(request, meeting, error.messages[0])
    if form.cleaned_data["pressed"] == "ticket":
        return redirect("attendance:ticket", meeting.slug, registration.pk)
    if done := DONE.get(form.cleaned_data["pressed"]):
        messages.success(request, done.format(registration.name))
    words = form.cleaned_data["q"]
    query = f"?{urlencode({'q': words})}" if words else ""
    return redirect(f"{page_of(meeting)}{query}#r-{registration.pk}")


def _press(button: str, person: Registration) -> Registration:
    """Whom to come back to."""
    if button == "ticket":
        give_ticket(person)
        return person
    if button == "same":
        return actions.is_same_person(person)
    if button == "off":
        return actions.take_off_list(person)
    if button == "did_not":
        return actions.take_back(person)
    return actions.mark_attended(person, attended=True)


@require_safe
@at_the_door
def ticket(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """The code that someone without an address scans; the same however often it is shown."""
    with_ticket = meeting.registrations.active().filter(has_ticket=True)
    person = get_object_or_404(with_ticket, pk=pk)
    url = links.absolute(links.ticket_url(person))
    context = {"meeting": meeting, "person": person, "qr": draw(url), "url": url}
    return render(request, "meetings/ticket.html", context)


@require_http_methods(["POST"])
@at_the_door
def walk_in(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, form)
    try:
        person = actions.add_walk_in(meeting, **form.values())
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, meeting, form)
    if person.attended:
        messages.success(request, f"{person.name} staat op de lijst en is aanwezig.")
        return redirect(page_of(meeting))
    messages.warning(request, f"Er staat al iemand op de lijst die {person.name} heet. {SAME}")
    return redirect(f"{page_of(meeting)}#r-{person.pk}")


@require_POST
@for_staff
def close(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The list is complete; or, where it was, it is not after all."""
    try:
        if "reopen" in request.POST:
            actions.reopen_list(meeting, by=request.user)
            done = "De lijst staat weer open."
        else:
            number = actions.close_list(meeting, by=request.user)
            done = f"De lijst is compleet. Niet gekomen en daarnet nog open: {number}."
    except ValidationError as error:
        return _refused(request, meeting, error.messages[0])
    messages.success(request, done)
    return redirect(page_of(meeting))


@require_safe
@at_the_door
def printed_list(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _pdf(request, meeting, "attendance", "presentielijst")


@require_safe
@at_the_door
def badges(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _pdf(request, meeting, "badges", "badges")


@require_safe
@for_staff
def evaluation_results(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "meeting": meeting,
        "results": results(meeting, today),
        "why_not": why_no_results(meeting, today),
    }
    return render(request, "meetings/evaluation_results.html", context)


def page_of(meeting: Meeting) -> str:
    return reverse("attendance:list", args=[meeting.slug])


def page_context(request: HttpRequest, meeting: Meeting, walk_in_form: WalkInForm) -> dict:
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    everyone = on_the_list(meeting)
    shown = found(everyone, words) if words else everyone
    return {
        "meeting": meeting,
        "search": search,
        "words": words,
        "doubles": doubles(everyone),
        "placed": [person for person in shown if person.state == "confirmed"],
        "unplaced": [person for person in shown if person.state != "confirmed"],
        "numbers": Numbers.of(everyone),
        "too_early": actions.is_too_early(meeting),
        "form": walk_in_form,
        "runs": may_run(request.user, meeting),
    }


def _show(request: HttpRequest, meeting: Meeting, walk_in_form: WalkInForm) -> HttpResponse:
    return render(request, PAGE, page_context(request, meeting, walk_in_form))


def _refused(request: HttpRequest, meeting: Meeting, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(page_of(meeting))


def _pdf(request: HttpRequest, meeting: Meeting, template: str, name: str) -> HttpResponse:
    try:
        content = compile_pdf(template, printed(meeting, on_the_list(meeting)))
    except DocumentError as error:
        return _refused(request, meeting, str(error))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{meeting.slug}.pdf"'
    return response

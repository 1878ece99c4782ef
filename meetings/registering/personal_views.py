"""The pages of one registration, by its personal link. GET shows, POST acts."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from privacy.personal import personal

from .. import actions
from ..calendar_events import has_a_day
from ..links import LinkError, LinkExpired, read_token, token_of
from ..models import Meeting, Registration
from ..pages.meeting_page import alternatives
from ..pages.views import landing_url
from ..times import is_past, why_closed, why_over
from . import queue
from .forms import ChangeForm, values_of

State = Registration.State
PersonalView = Callable[[HttpRequest, Registration], HttpResponse]


def by_personal_link(view: PersonalView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Gives the view the registration that the link is of, or shows why the link does not work.

    What the meeting is now decides what can be done: see `while_to_come`, which the actions ask
    again under their lock.
    """

    @personal
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def of_link(request: HttpRequest, token: str) -> HttpResponse:
        try:
            registration = read_token(token)
        except LinkError as error:
            status = 410 if isinstance(error, LinkExpired) else 404
            return render(request, "meetings/link.html", {"sentence": error}, status=status)
        return view(request, registration)

    return of_link


def while_to_come(view: PersonalView) -> PersonalView:
    """For a page on which one acts: once the meeting is off, over, or one has cancelled, it leads
    to the page of the registration, which says what became of it."""

    @wraps(view)
    def of_registration(request: HttpRequest, registration: Registration) -> HttpResponse:
        if can_change(registration):
            return view(request, registration)
        if request.method == "POST":
            messages.error(request, why_not(registration))
        return redirect("meetings:manage", token_of(registration))

    return of_registration


@by_personal_link
def manage(request: HttpRequest, registration: Registration) -> HttpResponse:
    """See and change what was filled in."""
    meeting = registration.meeting
    form = None
    if can_change(registration):
        data = request.POST if request.method == "POST" else None
        form = ChangeForm(data, initial=values_of(registration), line=meeting.line)
    if request.method == "POST" and form is None:
        messages.error(request, why_not(registration))
        return redirect("meetings:manage", token_of(registration))
    if form is not None and form.is_bound and form.is_valid():
        applicant = form.applicant(email=registration.email)
        done = "Uw wijzigingen zijn bewaard."
        return _act(request, registration, done, lambda: actions.change(registration, applicant))
    waiting = registration.state == State.WAITING
    others = alternatives(meeting, timezone.now()) if meeting.is_cancelled else []
    place = queue.position(registration) if waiting else None
    extra = {"form": form, "position": place, "alternatives": others}
    return _show(request, "manage", registration, **extra)


@by_personal_link
@while_to_come
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    if request.method != "POST":
        return _show(request, "withdraw", registration)
    return _withdraw(request, registration)


@by_personal_link
def offer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A place came free: take it or pass it on."""
    answer = request.POST.get("answer")
    if answer == "accept":
        done = "U hebt nu een plaats. U krijgt een mail met de bijeenkomst voor uw agenda."
        return _act(request, registration, done, lambda: actions.accept_offer(registration))
    if answer == "decline":
        done = "Dank u wel. We bieden de plaats aan een ander aan."
        return _act(request, registration, done, lambda: actions.decline_offer(registration))
    now = timezone.now()
    why = queue.why_no_offers(registration.meeting, now) or queue.why_lapsed(registration)
    stands = queue.stands(registration, now)
    return _show(request, "offer", registration, stands=stands, why_not=why)


@by_personal_link
@while_to_come
def keep(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The meeting moved: keep the place, or give it up."""
    answer = request.POST.get("answer")
    if answer == "give_up":
        return _withdraw(request, registration)
    if answer == "keep" and has_a_day(registration.meeting):
        done = "Fijn. Uw aanmelding blijft staan voor de nieuwe datum."
        return _act(request, registration, done, lambda: actions.keep_place(registration))
    return _show(request, "keep", registration, has_a_day=has_a_day(registration.meeting))


@by_personal_link
def transfer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Register for another meeting, such as a sister of a cancelled one, with the same data.

    What someone needs stays behind: the consent was for the organiser of that one meeting.
    """
    slug = request.GET.get("naar", "")
    sister = get_object_or_404(Meeting, slug=slug.replace("\x00", ""), is_public=True)
    refusal = why_closed(sister, timezone.now())
    if request.method == "POST" and not refusal:
        try:
            outcome = actions.register(sister, applicant_of(registration))
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            return redirect(landing_url(sister, outcome.state))
    has_room = Meeting.objects.with_room().filter(pk=sister.pk).exists()
    known = {"sister": sister, "refusal": refusal, "is_full": not has_room}
    return _show(request, "transfer", registration, **known)


def applicant_of(registration: Registration) -> actions.Applicant:
    return actions.Applicant(
        name=registration.name,
        email=registration.email,
        organisation=registration.organisation,
        organisation_typed=registration.organisation_typed,
        function=registration.function,
        leads_people=registration.leads_people,
    )


def can_change(registration: Registration) -> bool:
    """Active, for a meeting that is still to come."""
    return not why_not(registration)


def why_not(registration: Registration) -> str:
    """One sentence where nothing can be changed any more; empty where it can."""
    meeting, now = registration.meeting, timezone.now()
    if meeting.is_cancelled or is_past(meeting, now):
        return why_over(meeting, now)
    return "" if registration.is_active else "U bent al afgemeld."


def _withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    done = "U bent afgemeld. Dank u wel dat u het laat weten."
    return _act(request, registration, done, lambda: actions.withdraw(registration))


def _act(
    request: HttpRequest, registration: Registration, done: str, action: Callable[[], object]
) -> HttpResponse:
    """Do it, say what came of it, and show the registration as it is then."""
    try:
        action()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
    return redirect("meetings:manage", token_of(registration))


def _show(
    request: HttpRequest, page: str, registration: Registration, **extra: object
) -> HttpResponse:
    context = {
        "registration": registration,
        "meeting": registration.meeting,
        "token": token_of(registration),
        "can_change": can_change(registration),
        "is_past": is_past(registration.meeting, timezone.now()),
        **extra,
    }
    return render(request, f"meetings/{page}.html", context)

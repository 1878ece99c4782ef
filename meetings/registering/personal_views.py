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
from ..links import LinkError, LinkExpired, read_token, token_of
from ..models import Meeting, Registration
from ..pages.views import landing_url
from ..times import ends_at, is_past, why_closed
from .forms import ChangeForm, values_of
from .queue import position

State = Registration.State
PersonalView = Callable[[HttpRequest, Registration], HttpResponse]


def by_personal_link(view: PersonalView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Gives the view the registration that the link is of, or shows why the link does not work."""

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


@by_personal_link
def manage(request: HttpRequest, registration: Registration) -> HttpResponse:
    """See and change what was filled in."""
    meeting = registration.meeting
    form = None
    if can_change(registration):
        data = request.POST if request.method == "POST" else None
        form = ChangeForm(data, initial=values_of(registration), line=meeting.line)
    if request.method == "POST" and form and form.is_valid():
        applicant = form.applicant(email=registration.email)
        done = "Uw wijzigingen zijn bewaard."
        return _act(request, registration, done, lambda: actions.change(registration, applicant))
    waiting = registration.state == State.WAITING
    extra = {"form": form, "position": position(registration) if waiting else None}
    return _show(request, "manage", registration, **extra)


@by_personal_link
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    if not can_change(registration):
        return redirect("meetings:manage", token_of(registration))
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
    stands = registration.state == State.OFFERED and registration.offer_expires_at > timezone.now()
    return _show(request, "offer", registration, stands=stands)


@by_personal_link
def keep(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The meeting moved: keep the place, or give it up."""
    answer = request.POST.get("answer")
    if not can_change(registration):
        return redirect("meetings:manage", token_of(registration))
    if answer == "give_up":
        return _withdraw(request, registration)
    if answer == "keep":
        messages.success(request, "Fijn. Uw aanmelding blijft staan voor de nieuwe datum.")
        return redirect("meetings:manage", token_of(registration))
    return _show(request, "keep", registration)


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
    return _show(request, "transfer", registration, sister=sister, refusal=refusal)


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
    meeting = registration.meeting
    end = ends_at(meeting)
    to_come = meeting.status == Meeting.Status.PLANNED and (end is None or end > timezone.now())
    return registration.is_active and to_come


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

"""The evaluation of a meeting: by an own link that works once, or by one of an earlier mail."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, count, hashed, network_of

from ..actions.evaluating import answer, answer_once, may_answer
from ..links import LinkError, read_evaluation_token
from ..models import Meeting
from .forms import EvaluationForm
from .outcome import is_open, last_day


def by_evaluation_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the meeting of the link, and the key of its ticket."""

    @wraps(view)
    def of_link(request: HttpRequest, token: str) -> HttpResponse:
        try:
            meeting, ticket = read_evaluation_token(token)
        except LinkError:
            return render(request, "meetings/evaluation_gone.html", status=404)
        return view(request, meeting, ticket, token)

    return of_link


@personal
@require_http_methods(["GET", "HEAD", "POST"])
@by_evaluation_link
def evaluate(request: HttpRequest, meeting: Meeting, ticket: str, token: str) -> HttpResponse:
    """GET asks, POST keeps the answers and nothing of who gave them."""
    if not is_open(meeting, timezone.localdate()):
        return _closed(request, meeting)
    if ticket and not may_answer(ticket):
        return _answered(request, meeting)
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if not is_too_often_from_here(request):
            return _keep(request, meeting, form, ticket, token)
        form.add_error(None, TOO_OFTEN)
        status = 429
    context = {"form": form, "meeting": meeting, "last_day": last_day(meeting), "ticket": ticket}
    return render(request, "meetings/evaluation.html", context, status=status)


def _keep(
    request: HttpRequest, meeting: Meeting, form: EvaluationForm, ticket: str, token: str
) -> HttpResponse:
    if not ticket:
        answer_once(meeting, form.answers(), form=form.key(meeting))
    elif not answer(meeting, form.answers(), ticket=ticket):
        return _answered(request, meeting)
    return redirect("meetings:evaluated", token)


def _answered(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    context = {"meeting": meeting, "answered": True}
    return render(request, "meetings/evaluation_gone.html", context, status=410)


def _closed(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Not any more; or, by a code that was given at the door, not yet."""
    until = last_day(meeting)
    early = meeting.status == Meeting.Status.PLANNED and until and timezone.localdate() <= until
    page = "evaluation_early" if early else "evaluation_gone"
    status = 200 if early else 410
    return render(request, f"meetings/{page}.html", {"meeting": meeting}, status=status)


@personal
@require_safe
@by_evaluation_link
def evaluated(request: HttpRequest, meeting: Meeting, _ticket: str, token: str) -> HttpResponse:
    context = {"meeting": meeting, "token": token}
    return render(request, "meetings/evaluation_done.html", context)


def is_too_often_from_here(request: HttpRequest) -> bool:
    """Counted for the machine alone: there is no address here."""
    key = hashed("evaluation", "ip", network_of(request))
    limit = settings.RATE_LIMIT_PER_IP
    return limit > 0 and count([key])[key] > limit

"""The evaluation of a meeting, by a link that is the same for everyone who was there."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, count, hashed, network_of

from ..links import LinkError, read_evaluation_token
from ..models import Meeting
from .forms import EvaluationForm
from .outcome import is_open, last_day


def by_evaluation_link(
    view: Callable[[HttpRequest, Meeting, str], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    @wraps(view)
    def of_link(request: HttpRequest, token: str) -> HttpResponse:
        try:
            meeting = read_evaluation_token(token)
        except LinkError:
            return render(request, "meetings/evaluation_gone.html", status=404)
        return view(request, meeting, token)

    return of_link


@personal
@require_http_methods(["GET", "HEAD", "POST"])
@by_evaluation_link
def evaluate(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """GET asks, POST keeps the answers and nothing of who gave them."""
    if not is_open(meeting, timezone.localdate()):
        return render(request, "meetings/evaluation_gone.html", {"meeting": meeting}, status=410)
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if not is_too_often_from_here(request):
            form.save(meeting)
            return redirect("meetings:evaluated", token)
        form.add_error(None, TOO_OFTEN)
        status = 429
    context = {"form": form, "meeting": meeting, "last_day": last_day(meeting)}
    return render(request, "meetings/evaluation.html", context, status=status)


@personal
@require_safe
@by_evaluation_link
def evaluated(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    context = {"meeting": meeting, "token": token}
    return render(request, "meetings/evaluation_done.html", context)


def is_too_often_from_here(request: HttpRequest) -> bool:
    """Counted for the machine alone: there is no address here."""
    key = hashed("evaluation", "ip", network_of(request))
    limit = settings.RATE_LIMIT_PER_IP
    return limit > 0 and count([key])[key] > limit

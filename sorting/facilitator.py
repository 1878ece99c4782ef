"""Who leads a session opens rounds for its group, shows the code, and ends them."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from backoffice.actions import add_sentences
from meetings.evaluation.qr import draw
from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator, session_of, show_or_act
from pilots.models import FacilitatorLink, Session

from .forms import OpenForm
from .models import FEWEST, Round
from .rounds import end_round, open_round

OPENED = "De ronde is open. Laat de code zien."
HAS_ENDED = "De ronde is afgelopen. Alleen het beeld van de groep blijft."


@show_or_act
@for_facilitator
def rounds(request: HttpRequest, link: FacilitatorLink, pk: int) -> HttpResponse:
    """The rounds of the group of this session, and a form for one more."""
    session = session_of(link, pk)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (made := _opened(form, session)):
        messages.success(request, OPENED)
        return redirect("sorting:round", token_of(link), pk, made.pk)
    context = {
        "form": form,
        "rounds": [(each, _url(link, session, each)) for each in _rounds_of(session)],
        **_around(link, session),
    }
    return render(request, "sorting/rounds.html", context)


@show_or_act
@for_facilitator
def one_round(request: HttpRequest, link: FacilitatorLink, pk: int, number: int) -> HttpResponse:
    session = session_of(link, pk)
    at = _round_of(session, number)
    context = {
        "end_url": reverse("sorting:end", args=[token_of(link), pk, number]),
        **about(at),
        **_around(link, session),
    }
    return render(request, "sorting/round.html", context)


@show_or_act
@for_facilitator
def end(request: HttpRequest, link: FacilitatorLink, pk: int, number: int) -> HttpResponse:
    """Asks first: what is underway is then gone."""
    session = session_of(link, pk)
    at = _round_of(session, number)
    if request.method == "POST":
        try:
            end_round(at)
            messages.success(request, HAS_ENDED)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        return redirect(_url(link, session, at))
    context = {"round": at, "back_url": _url(link, session, at), **_around(link, session)}
    return render(request, "sorting/end.html", context)


def about(at: Round) -> dict:
    """What who leads a round sees of it; of who handed in never a number that tells of a few."""
    address = settings.SITE_URL.rstrip("/") + at.get_absolute_url()
    return {
        "round": at,
        "is_open": at.is_open_on(timezone.localdate()),
        "address": address,
        "qr": draw(address),
        "so_far": so_far(at),
    }


def so_far(at: Round) -> str:
    """In steps of five, as the picture moves."""
    if at.counted < FEWEST:
        return "minder dan vijf mensen"
    return f"ten minste {at.counted - at.counted % FEWEST} mensen"


def _opened(form: OpenForm, session: Session) -> Round | None:
    try:
        return open_round(session.group, **form.cleaned_data)
    except ValidationError as refusal:
        add_sentences(form, refusal)
        return None


def _rounds_of(session: Session) -> list[Round]:
    return list(Round.objects.filter(group=session.group_id))


def _round_of(session: Session, number: int) -> Round:
    found = Round.objects.filter(group=session.group_id, pk=number).first()
    if found is None:
        raise Http404
    return found


def _url(link: FacilitatorLink, session: Session, at: Round) -> str:
    return reverse("sorting:round", args=[token_of(link), session.pk, at.pk])


def _around(link: FacilitatorLink, session: Session) -> dict:
    return {
        "link": link,
        "session": session,
        "session_url": url_of(link, "session", pk=session.pk),
        "rounds_url": reverse("sorting:rounds", args=[token_of(link), session.pk]),
    }

"""Who leads a session opens rounds for its group, shows the code, and ends them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backoffice.actions import add_sentences
from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator, session_of, show_or_act
from pilots.models import FacilitatorLink, Session

from .forms import OpenForm
from .models import Round
from .paper import PaperForm, type_in
from .rounds import end_round, open_round
from .showing import about
from .sorts import RoundEnded, check_open

OPENED = "De ronde is open. Laat de code zien."
TYPED = "Dit blad telt mee. Typ het volgende, of ga terug naar de ronde."
TYPED_BEFORE = "Dit blad was al ingetypt, en telt één keer mee."
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
        "paper_url": reverse("sorting:paper", args=[token_of(link), pk, number]),
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


@show_or_act
@for_facilitator
def paper(request: HttpRequest, link: FacilitatorLink, pk: int, number: int) -> HttpResponse:
    """Type in what was laid on paper, sheet by sheet; the cards stand beside it, numbered."""
    session = session_of(link, pk)
    at = _round_of(session, number)
    form = PaperForm(request.POST if request.method == "POST" else None, at=at)
    try:
        check_open(at)
        if form.is_bound and form.is_valid() and _is_typed_in(request, form, at):
            return redirect(request.path)
    except RoundEnded as refusal:
        messages.warning(request, str(refusal))
        return redirect(_url(link, session, at))
    context = {"form": form, "round": at, "back_url": _url(link, session, at)}
    return render(request, "sorting/paper.html", {**context, **_around(link, session)})


def _is_typed_in(request: HttpRequest, form: PaperForm, at: Round) -> bool:
    values = form.cleaned_data
    try:
        is_new = type_in(at, laid=values["laid"], sheet=values.get("sheet"))
    except ValidationError as refusal:
        add_sentences(form, refusal)
        return False
    messages.success(request, TYPED if is_new else TYPED_BEFORE)
    return True


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

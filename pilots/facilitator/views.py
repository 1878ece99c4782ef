"""The pages of a facilitator. GET shows, POST acts."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from backoffice.actions import add_sentences
from dates.to_come import is_to_come
from privacy.personal import personal
from privacy.personal_links import LinkEnded, LinkError

from ..actions import correct_session, mend_observation, observe
from ..models import FacilitatorLink, Observation, Session
from .forms import QUESTIONS, LogForm, MendForm, ObservationForm
from .links import read_token, token_of, url_of
from .logging import log_held
from .plan import plan_of
from .sessions import may_be_logged, seen_by, sessions_of, told_participants
from .ways import ways_of

LOGGED = "Vastgelegd: {} is gehouden, {}."
TOO_FEW = "{} is geleid door minder begeleiders dan afgesproken ({} van {})."
NOT_YOURS = "Deze sessie hoort niet bij een pilot die u begeleidt."
KEPT = "Bewaard: wat u opviel. Alleen uw team en wie dat mag, lezen het."
LinkView = Callable[..., HttpResponse]
show_or_act = require_http_methods(["GET", "HEAD", "POST"])


def for_facilitator(view: LinkView) -> LinkView:
    """Gives the view the link, or shows why it does not work; so also where the session belongs to
    a pilot of others."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str, **arguments: object) -> HttpResponse:
        try:
            return view(request, read_token(token), **arguments)
        except LinkError as error:
            return _no_way(request, str(error), 410 if isinstance(error, LinkEnded) else 404)
        except (Http404, PermissionDenied):
            return _no_way(request, NOT_YOURS, 404)

    return of_link


def session_of(link: FacilitatorLink, pk: int) -> Session:
    """Raises Http404 where the person is not in the team of its pilot."""
    session = seen_by(link.person).filter(pk=pk).first()
    if session is None:
        raise Http404(NOT_YOURS)
    return session


@require_safe
@for_facilitator
def sessions(request: HttpRequest, link: FacilitatorLink) -> HttpResponse:
    context = {"link": link, "sessions": sessions_of(link)}
    return render(request, "pilots/facilitator/sessions.html", context)


@show_or_act
@for_facilitator
def session(request: HttpRequest, link: FacilitatorLink, pk: int) -> HttpResponse:
    """The plan of a session, with the form that logs it, or what was logged."""
    found = session_of(link, pk)
    form = LogForm(_sent(request), obj=found)
    if form.is_bound and _is_done(form, log_held, found, link):
        _tell(request, session_of(link, pk))
        return redirect(url_of(link))
    context = _about(link, found) | {
        "form": form,
        "shows_form": form.is_bound or may_be_logged(found),
    }
    return render(request, "pilots/facilitator/session.html", context)


@show_or_act
@for_facilitator
def mend(request: HttpRequest, link: FacilitatorLink, pk: int) -> HttpResponse:
    """Mend what was logged: how many came, and who led it."""
    found = session_of(link, pk)
    form = MendForm(_sent(request), obj=found)
    if form.is_bound and _is_done(form, correct_session, found, link):
        messages.success(request, f"Verbeterd: {_named(found)}.")
        return redirect(url_of(link, "session", pk=pk))
    return render(request, "pilots/facilitator/mend.html", _about(link, found) | {"form": form})


@show_or_act
@for_facilitator
def observation(
    request: HttpRequest, link: FacilitatorLink, pk: int, number: int | None = None
) -> HttpResponse:
    """Write down what stood out; with `number`, mend what one wrote before."""
    found = session_of(link, pk)
    own = found.observations.filter(written_by=link.person)
    before = get_object_or_404(own, pk=number) if number else None
    form = ObservationForm(_sent(request), session=found, observation=before)
    act = mend_observation if before else observe
    if form.is_bound and _is_done(form, act, before or found, link):
        messages.success(request, KEPT)
        return redirect(url_of(link, "session", pk=pk))
    context = _about(link, found) | {"form": form, "questions": QUESTIONS, "before": before}
    return render(request, "pilots/facilitator/observation.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _is_done(
    form: Form, act: Callable[..., object], of: Session | Observation, link: FacilitatorLink
) -> bool:
    """Whether the action took what was filled in; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        act(of, by=link.person, **form.cleaned_data)
    except ValidationError as refusal:
        add_sentences(form, refusal)
        return False
    return True


def _about(link: FacilitatorLink, session: Session) -> dict:
    observations = session.observations.select_related("written_by", "theme", "quality")
    return {
        "link": link,
        "session": session,
        "pilot": session.group.pilot,
        "named": _named(session),
        "plan": plan_of(session),
        "participants": told_participants(session),
        "observations": list(observations),
        "is_to_come": is_to_come(session.date),
        "ways": list(ways_of(link, session)),
        "home_url": url_of(link),
        "page_url": url_of(link, "session", pk=session.pk),
        "observe_url": url_of(link, "observation", pk=session.pk),
        "mend_url": url_of(link, "mend", pk=session.pk),
        "token": token_of(link),
    }


def _named(session: Session) -> str:
    return f"{session} van {session.group}"


def _tell(request: HttpRequest, session: Session) -> None:
    told = LOGGED.format(_named(session), told_participants(session))
    messages.success(request, told)
    led_by, agreed = len(session.facilitators.all()), session.group.pilot.facilitators_per_session
    if 0 < led_by < (agreed or 0):
        messages.warning(request, TOO_FEW.format(_named(session), led_by, agreed))


def _no_way(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "pilots/facilitator/link.html", {"sentence": sentence}, status=status)

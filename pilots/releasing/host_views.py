"""The pages of a host, by personal link. GET shows, POST acts."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from privacy.personal import personal
from privacy.personal_links import LinkEnded, LinkError
from privacy.rate_limit import is_too_often

from ..models import ReleaseRequest
from . import deciding
from .gate import told_now
from .host_forms import CodeForm, DecisionForm, TakeBackForm
from .links import read_token, token_of, url_of
from .standing import published_with

TOO_OFTEN = "U hebt in korte tijd veel codes gevraagd. Probeer het over een uur opnieuw."
SENT = "We hebben u een code gemaild."
THANKS = "Dank u wel. Uw besluit is vastgelegd; u krijgt een mail."
TAKEN_BACK = "Ingetrokken. Hieronder staat wat nu nog wordt verteld; u krijgt een mail."
HostView = Callable[..., HttpResponse]
show_or_act = require_http_methods(["GET", "HEAD", "POST"])


def for_host(view: HostView) -> HostView:
    """Gives the view the request that the link is of, or shows why the link does not work."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str, **arguments: object) -> HttpResponse:
        try:
            asked = read_token(token)
        except LinkError as error:
            status = 410 if isinstance(error, LinkEnded) else 404
            return render(request, "pilots/host/link.html", {"sentence": error}, status=status)
        return view(request, asked, **arguments)

    return of_link


@show_or_act
@for_host
def host(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    """Read what would be released, and choose; what was decided, once it was."""
    if asked.decided_at:
        return _decided(request, asked)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, request=asked, initial={"name": asked.name})
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often(request, purpose="release_code", email=asked.email):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif _code_sent(form, asked):
            messages.success(request, SENT)
            return redirect(url_of(asked, "host_code"))
    context = {"asked": asked, "form": form}
    return render(request, "pilots/host/read.html", context, status=status)


@show_or_act
@for_host
def code(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    if asked.decided_at or not asked.answer:
        return redirect(url_of(asked))
    if request.method == "POST" and "again" in request.POST:
        return _another_code(request, asked)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _recorded(form, asked):
        messages.success(request, THANKS)
        return redirect(url_of(asked))
    context = {"asked": asked, "form": form, "back": url_of(asked)}
    return render(request, "pilots/host/code.html", context)


@show_or_act
@for_host
def take_back(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    """What the organisation released, taken back in this request."""
    data = request.POST if request.method == "POST" else None
    form = TakeBackForm(data, request=asked, initial={"name": asked.name})
    if form.is_bound and form.is_valid() and _taken_back(form, asked):
        messages.success(request, TAKEN_BACK)
        return redirect(url_of(asked))
    standing = list(asked.pilot.releases.filter(ended_at=None))
    context = {
        "asked": asked,
        "form": form,
        "standing": standing,
        "published": published_with(asked.pilot, standing),
        "back": url_of(asked),
    }
    return render(request, "pilots/host/take_back.html", context)


def _decided(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    context = {
        "asked": asked,
        "told": told_now(asked.pilot),
        "standing": asked.pilot.releases.filter(ended_at=None),
        "take_back_url": url_of(asked, "host_take_back"),
        "token": token_of(asked),
    }
    return render(request, "pilots/host/decided.html", context)


def _another_code(request: HttpRequest, asked: ReleaseRequest) -> HttpResponse:
    try:
        if is_too_often(request, purpose="release_code", email=asked.email):
            raise ValidationError(TOO_OFTEN)
        deciding.send_new_code(asked)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(url_of(asked))
    messages.success(request, SENT)
    return redirect(url_of(asked, "host_code"))


def _code_sent(form: DecisionForm, asked: ReleaseRequest) -> bool:
    try:
        deciding.request_code(asked, form.decision(), read_hash=form.cleaned_data["read"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        if deciding.CHANGED in refusal.messages:
            form.show_again()
        return False
    return True


def _recorded(form: CodeForm, asked: ReleaseRequest) -> bool:
    try:
        deciding.confirm(asked, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("code", refusal.messages)
        return False
    return True


def _taken_back(form: TakeBackForm, asked: ReleaseRequest) -> bool:
    values = form.cleaned_data
    keys = [int(key) for key in values["keys"]]
    try:
        deciding.withdraw_by_host(asked, keys=keys, by=values["name"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True

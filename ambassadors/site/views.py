"""Joining the network, and the pages of one ambassador. GET shows, POST acts.

The address is known to whoever has the link, and to nobody else: the page that asks for it answers
the same for every address.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from privacy.link_by_mail import mails_a_link
from privacy.models import Consent
from privacy.personal import personal
from toolkit.copies.giving import offered_to
from toolkit.models import Audience

from .. import actions, emails, logged
from ..links import read_token
from ..logged import log_activity, mend_activity
from ..models import Ambassador
from ..texts import TEXTS
from .forms import JoinForm, LogForm, ProfileForm, SignUpForm, logged_values, values_of
from .own import consents_of, reminder_is_on

View = Callable[..., HttpResponse]
show_or_act = require_http_methods(["GET", "HEAD", "POST"])
WELCOME = "Dank u wel. We nemen contact met u op; daarna bent u ambassadeur."
KEPT = "Uw gegevens zijn bewaard."
LOGGED = "Genoteerd. Dank u wel."
MENDED = "Verbeterd."
TAKEN_AWAY = "Weggehaald."
NOT_YET = "U kunt inzet noteren zodra u als ambassadeur bent opgenomen."
PAUSED = "U pauzeert. We vragen u niets tot u weer meedoet."
RESUMED = "Welkom terug. U doet weer mee."
REMINDS = "We herinneren u ten hoogste één keer per kwartaal."
State = Ambassador.State


join = mails_a_link(
    form=JoinForm,
    purpose="network",
    mail=emails.send_link,
    page="ambassadors/join.html",
    then="ambassadors:sent",
    nav="ambassadors",
)


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "ambassadors/sent.html", {"nav": "ambassadors"})


def by_link(view: View) -> View:
    """Gives the view the address and who takes part with it, or says that the link is no good."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str, **more: int) -> HttpResponse:
        try:
            email = read_token(token)
        except ValueError:
            return render(request, "ambassadors/link.html", status=410)
        request.own_token = token
        found = Ambassador.objects.of_address(email).active().select_related("organisation")
        return view(request, email, found.first(), **more)

    return of_link


def of_ambassador(view: View) -> View:
    """For who takes part and said who he or she is; others are brought to the form for that."""

    @by_link
    @wraps(view)
    def of_one(
        request: HttpRequest, email: str, ambassador: Ambassador | None, **more: int
    ) -> HttpResponse:
        if ambassador is None or not ambassador.name:
            return back_to_page(request)
        return view(request, ambassador, **more)

    return of_one


@show_or_act
@by_link
def page(request: HttpRequest, email: str, ambassador: Ambassador | None) -> HttpResponse:
    """The page of an ambassador; for others the form to become one."""
    if ambassador is None or not ambassador.name:
        return _sign_up(request, email, ambassador)
    context = about(request, ambassador) | {
        "editions": offered_to(Audience.AMBASSADORS),
        "activities": ambassador.activities.order_by("-date_earliest", "-pk"),
        "consents": consents_of(ambassador),
        "reminds": reminder_is_on(ambassador),
        "reminder_text": TEXTS[Consent.Purpose.REMINDER],
    }
    return render(request, "ambassadors/page.html", context)


def _sign_up(request: HttpRequest, email: str, known: Ambassador | None) -> HttpResponse:
    form = SignUpForm(_sent(request), initial=values_of(known))
    if form.is_bound and form.is_valid():
        try:
            actions.come_forward(email=email, consents=form.consents(), **form.profile())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, WELCOME)
            return back_to_page(request)
    context = {"nav": "ambassadors", "form": form, "email": email}
    return render(request, "ambassadors/sign_up.html", context)


@show_or_act
@of_ambassador
def profile(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    form = ProfileForm(_sent(request), initial=values_of(ambassador))
    if form.is_bound and form.is_valid():
        actions.update_profile(ambassador, **form.profile())
        messages.success(request, KEPT)
        return back_to_page(request)
    return render(request, "ambassadors/profile.html", about(request, ambassador) | {"form": form})


@show_or_act
@of_ambassador
def log(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    """What one did, in half a minute."""
    if ambassador.state == State.INTERESTED:
        messages.info(request, NOT_YET)
        return back_to_page(request)
    typed = ambassador.organisation_typed or str(ambassador.organisation or "")
    form = LogForm(_sent(request), initial={"day": timezone.localdate(), "organisation": typed})
    if form.is_bound and _is_logged(form, partial(log_activity, ambassador)):
        messages.success(request, LOGGED)
        return back_to_page(request)
    return render(request, "ambassadors/log.html", about(request, ambassador) | {"form": form})


@show_or_act
@of_ambassador
def mend(request: HttpRequest, ambassador: Ambassador, pk: int) -> HttpResponse:
    activity = get_object_or_404(ambassador.activities, pk=pk)
    form = LogForm(_sent(request), initial=logged_values(activity))
    if form.is_bound and _is_logged(form, partial(mend_activity, activity)):
        messages.success(request, MENDED)
        return back_to_page(request)
    context = about(request, ambassador) | {"form": form, "activity": activity}
    return render(request, "ambassadors/log.html", context)


@require_POST
@of_ambassador
def take_away(request: HttpRequest, ambassador: Ambassador, pk: int) -> HttpResponse:
    logged.take_away(get_object_or_404(ambassador.activities, pk=pk))
    messages.success(request, TAKEN_AWAY)
    return back_to_page(request)


def _is_logged(form: LogForm, act: Callable[..., object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except ValidationError as refusal:
        to_come = refusal.error_dict.pop("date", []) if hasattr(refusal, "error_dict") else []
        form.add_error("day" if to_come else None, to_come or refusal.messages)
        return False
    return True


@require_POST
@of_ambassador
def pause(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    return _do(request, actions.pause, ambassador, PAUSED)


@require_POST
@of_ambassador
def resume(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    return _do(request, actions.resume, ambassador, RESUMED)


@require_POST
@of_ambassador
def remind(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    return _do(request, actions.allow_reminders, ambassador, REMINDS)


@show_or_act
@of_ambassador
def leave(request: HttpRequest, ambassador: Ambassador) -> HttpResponse:
    if request.method != "POST":
        return render(request, "ambassadors/leave.html", about(request, ambassador))
    with suppress(ValidationError):  # by another click, a moment ago
        actions.resign(ambassador)
    return render(request, "ambassadors/left.html", {"nav": "ambassadors"})


def _do(
    request: HttpRequest, act: Callable[..., None], ambassador: Ambassador, done: str
) -> HttpResponse:
    try:
        act(ambassador)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return back_to_page(request)


def about(request: HttpRequest, ambassador: Ambassador) -> dict[str, object]:
    return {
        "nav": "ambassadors",
        "ambassador": ambassador,
        "token": request.own_token,
    }


def back_to_page(request: HttpRequest) -> HttpResponse:
    return redirect("ambassadors:page", request.own_token)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None

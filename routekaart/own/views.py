"""Asking for the link, reading, taking along as a file, and having it erased. GET shows."""

from collections.abc import Callable
from functools import wraps

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from meetings.registering.fields import email_field
from privacy.handling import as_file, erase_at_own_request
from privacy.holding import hold_on
from privacy.link_by_mail import mails_a_link
from privacy.personal import personal
from privacy.requests import staying_of
from privacy.sending import CarefulForm

from . import emails
from .links import read_token
from .telling import parts_of

show_or_act = require_http_methods(["GET", "HEAD", "POST"])


class AskForm(CarefulForm):
    email = email_field("E-mailadres", "Het adres waarvan u wilt weten wat wij bewaren.")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout("email", "stamp", self.trap)
        helper.add_input(Submit("send", "Mail mij de link"))
        return helper


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the address and the link, or says that the link does not work. It is passed on
    as it is, so that it ends when the mail says."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str) -> HttpResponse:
        try:
            email = read_token(token)
        except ValueError:
            return render(request, "own/link.html", status=410)
        return view(request, email, token)

    return of_link


ask = mails_a_link(
    form=AskForm, purpose="own_data", mail=emails.send_link, page="own/ask.html", then="own:sent"
)


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "own/sent.html")


@by_link
@require_safe
def page(request: HttpRequest, email: str, token: str) -> HttpResponse:
    context = {"parts": parts_of(email), "email": email, "token": token}
    return render(request, "own/page.html", context | {"hold": hold_on(email)})


@by_link
@require_safe
def file(request: HttpRequest, email: str, token: str) -> HttpResponse:
    answer = HttpResponse(as_file(email), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="wat-wij-van-u-bewaren.json"'
    return answer


@by_link
@show_or_act
def erase(request: HttpRequest, email: str, token: str) -> HttpResponse:
    hold = hold_on(email)
    if request.method == "POST" and not hold:
        erase_at_own_request(email)
        return render(request, "own/erased.html", {"staying": staying_of(email)})
    context = {"parts": parts_of(email), "email": email, "token": token, "hold": hold}
    return render(
        request, "own/erase.html", context, status=409 if request.method == "POST" else 200
    )

"""The page on which one asks for one's own link: it goes to the address that was filled in and
nowhere else, and every address gets the same answer."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .personal import personal
from .rate_limit import TOO_OFTEN, is_too_often


def mails_a_link(
    *,
    form: type[forms.Form],
    purpose: str,
    mail: Callable[[str], object],
    page: str,
    then: str,
    **context: str,
) -> Callable[[HttpRequest], HttpResponse]:
    """A view: `form` asks for an "email", for which `mail` is called; `then` says so."""

    @personal
    @require_http_methods(["GET", "HEAD", "POST"])
    def ask(request: HttpRequest) -> HttpResponse:
        filled = form(request.POST if request.method == "POST" else None)
        status = 200
        if filled.is_bound and filled.is_valid():
            email = filled.cleaned_data["email"]
            if not is_too_often(request, purpose=purpose, email=email):
                mail(email)
                return redirect(then)
            filled.add_error(None, TOO_OFTEN)
            status = 429
        return render(request, page, {**context, "form": filled}, status=status)

    return ask

"""Confirming and taking back a consent, by a link from a mail. GET shows, POST acts."""

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .actions import confirm_consent, withdraw_consent
from .links import read_confirm_token, read_withdraw_token, withdraw_url
from .personal import personal

show_or_act = require_http_methods(["GET", "HEAD", "POST"])


@personal
@show_or_act
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pending = read_confirm_token(token)
        if pending is None:
            return render(request, "privacy/consent_gone.html", status=410)
        if request.method != "POST":
            return render(request, "privacy/consent_confirm.html", {"consent": pending})
        consent = confirm_consent(pending)
    except signing.BadSignature as error:
        raise Http404 from error
    except ValidationError:
        return render(request, "privacy/consent_gone.html", status=410)
    context = {"consent": consent, "withdraw_url": withdraw_url(consent)}
    return render(request, "privacy/consent_given.html", context)


@personal
@show_or_act
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    try:
        consent = read_withdraw_token(token)
        if consent is None:
            return render(request, "privacy/consent_gone.html", status=410)
        if request.method != "POST":
            return render(request, "privacy/consent_withdraw.html", {"consent": consent})
        withdraw_consent(consent)
    except signing.BadSignature as error:
        raise Http404 from error
    except ValidationError:
        return render(request, "privacy/consent_gone.html", status=410)
    return render(request, "privacy/consent_withdrawn.html", {"consent": consent})

"""Confirming and taking back a consent, and its receipt, by a link from a mail.

GET shows, POST acts.
"""

import json

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from .actions import confirm_consent, way_on, withdraw_consent
from .links import read_confirm_token, read_receipt_token, read_withdraw_token, withdraw_url
from .models import Consent
from .personal import personal
from .receipts import receipt_of

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
    context["way_on"] = way_on(consent)
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


@personal
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    consent = _of_receipt(token)
    if consent is None:
        return render(request, "privacy/consent_gone.html", status=410)
    context = {"consent": consent, "token": token, "withdraw_url": withdraw_url(consent)}
    return render(request, "privacy/consent_receipt.html", context)


@personal
@require_safe
def receipt_file(request: HttpRequest, token: str) -> HttpResponse:
    consent = _of_receipt(token)
    if consent is None:
        return render(request, "privacy/consent_gone.html", status=410)
    text = json.dumps(receipt_of(consent), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/ld+json")
    name = f"bewijs-van-toestemming-{consent.pk}.jsonld"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _of_receipt(token: str) -> Consent | None:
    try:
        return read_receipt_token(token)
    except signing.BadSignature as error:
        raise Http404 from error

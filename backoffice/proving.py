"""Proving again who one is, before what takes personal data along or cannot be taken back.

The page that asks stands at the address of what was asked and carries along all that was typed.
Nothing of it is kept, and after the proof the same is done as without it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as PasskeyForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .needed import SaysWhatIsNeeded

SIGNED_IN_AT = "signed_in_at"
"""The key in a session under which the moment of signing in stands, in seconds since 1970."""

HOLDS_FOR = timedelta(minutes=15)
PREFIX = "bewijs"
CODE = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
PASSKEY = [Authenticator.Type.WEBAUTHN]

View = Callable[..., HttpResponse]


class PasswordProof(SaysWhatIsNeeded, PasswordForm):
    def save(self) -> None:
        reauthenticate_by_password(context.request)


def proven(view: View, *, when: Callable[..., bool] = lambda *_, **__: True) -> View:
    """The view does what is posted to it only for who proved who he or she is, not long ago.

    `when` says of a request, with the arguments of the view, whether this one asks for it.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = proof_asked(request) if when(request, *args, **kwargs) else None
        return asked or view(request, *args, **kwargs)

    return asking


def proof_asked(request: HttpRequest) -> HttpResponse | None:
    """The page that asks; None where nothing is done, or the proof is recent or is just given."""
    if request.method != "POST" or not request.user.is_authenticated or is_fresh(request):
        return None
    ways = _ways(request)
    if any(_is_given(form) for form in ways.values()):
        return None
    return _page(request, ways)


def is_fresh(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    moments = [request.session.get(SIGNED_IN_AT, 0), *(record["at"] for record in records)]
    return timezone.now().timestamp() - max(moments) < HOLDS_FOR.total_seconds()


def _ways(request: HttpRequest) -> dict[str, forms.Form]:
    """By which the person can prove it; the one that was used is bound."""
    user = request.user
    kinds = {"password": PasswordProof} if user.has_usable_password() else {}
    kinds |= {"code": CodeForm} if is_mfa_enabled(user, CODE) else {}
    kinds |= {"credential": PasskeyForm} if is_mfa_enabled(user, PASSKEY) else {}
    return {
        name: kind(request.POST if _was_used(request, name) else None, user=user, prefix=PREFIX)
        for name, kind in kinds.items()
    }


def _was_used(request: HttpRequest, name: str) -> bool:
    return f"{PREFIX}-{name}" in request.POST


def _is_given(form: forms.Form) -> bool:
    """Guessing is counted as it is at signing in."""
    if not form.is_valid():
        return False
    form.save()
    return True


def _page(request: HttpRequest, ways: dict[str, forms.Form]) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
        for value in values
    ]
    told = {"ways": ways, "typed": typed, "minutes": int(HOLDS_FOR.total_seconds() // 60)}
    if "credential" in ways:
        told["js_data"] = {"request_options": begin_authentication(request.user)}
    answer = render(request, "account/prove.html", told)
    answer["Cache-Control"] = "no-store"
    return answer

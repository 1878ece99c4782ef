"""Proving again who one is, before what takes personal data along or cannot be taken back.

The page that asks stands at the address of what was asked and carries along all that was typed.
Nothing of it is kept, and after the proof the same is done as without it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
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
EDIT = "edit"
"""Asks to see once more what was typed, without doing it."""
ASKING, GIVEN = "account/prove.html", "account/proven.html"
TRIES = 10
TOO_OFTEN = (
    "U vulde in korte tijd {} keer iets verkeerds in, en daarom telt nu ook het goede niet. Er is "
    "niets gedaan; wat u invulde, gaat nog mee. Log uit en opnieuw in, of probeer het over een uur "
    "opnieuw."
)
CODE = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
PASSKEY = [Authenticator.Type.WEBAUTHN]

ON_A_PAGE = (
    "U vulde in korte tijd {} keer iets verkeerds in, en daarom telt nu ook het goede niet. Log "
    "uit en opnieuw in, of probeer het over een uur opnieuw."
)

View = Callable[..., HttpResponse]

_counting: list[tuple[Callable[[str], int], Callable[[str], object]]] = []


def count_tries(*, by: Callable[[str], int], forgetting: Callable[[str], object]) -> None:
    """Said by the app that keeps counters: `by` raises that of a session by one, and gives it."""
    _counting[:] = [(by, forgetting)]


def count(key: str) -> int:
    return _counting[0][0](key)


def forget(key: str) -> None:
    _counting[0][1](key)


class PasswordProof(SaysWhatIsNeeded, PasswordForm):
    """Not by the way of signing in: a wrong one here would lock the name there."""

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def save(self) -> None:
        reauthenticate_by_password(context.request)


class CodeProof(SaysWhatIsNeeded, CodeForm):
    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        known = Authenticator.objects.filter(user=self.user, type__in=CODE)
        found = next((each for each in known if each.wrap().validate_code(code)), None)
        if found is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator = found
        return code


class PasswordOnPage(PasswordProof):
    """Where it is asked on a page of its own, it counts with the rest."""

    def clean_password(self) -> str:
        return _counted(super().clean_password)


class CodeOnPage(CodeProof):
    def clean_code(self) -> str:
        return _counted(super().clean_code)


def _counted(clean: Callable[[], str]) -> str:
    if _tried_too_often(context.request):
        raise forms.ValidationError(ON_A_PAGE.format(TRIES))
    given = clean()
    forget(_counter(context.request))
    return given


def proven(
    view: View, *, when: Callable[..., bool] = lambda *_, **__: True, edits: bool = False
) -> View:
    """The view does what is posted to it only for who proved who he or she is, not long ago.

    `when` says of a request, with the arguments of the view, whether this one asks for it. `edits`:
    the view shows what was typed, and does nothing, where EDIT is posted.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_asked = when(request, *args, **kwargs)
        asked = proof_asked(request, edits=edits) if is_asked else None
        return asked or view(request, *args, **kwargs)

    return asking


def proof_asked(
    request: HttpRequest, *, edits: bool = False, fetches: bool = False
) -> HttpResponse | None:
    """The page that asks; None where nothing is done, or the proof is recent or is just given.

    `fetches`: a file is the answer, which leaves the page that asked standing. So the proof is
    answered by a page from which the file is fetched.
    """
    if request.method != "POST" or not request.user.is_authenticated or is_fresh(request):
        return None
    if edits and EDIT in request.POST:
        return None
    if _guesses(request) and _tried_too_often(request):
        return _page(request, _ways(request, bound=False), edits=edits, refused=True)
    ways = _ways(request)
    if any(_is_given(form) for form in ways.values()):
        forget(_counter(request))
        return _page(request, {}, edits=edits, template=GIVEN) if fetches else None
    return _page(request, ways, edits=edits)


def is_fresh(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    moments = [request.session.get(SIGNED_IN_AT, 0), *(record["at"] for record in records)]
    return timezone.now().timestamp() - max(moments) < HOLDS_FOR.total_seconds()


def _ways(request: HttpRequest, *, bound: bool = True) -> dict[str, forms.Form]:
    """By which the person can prove it; the one that was used is bound."""
    user = request.user
    kinds = {"password": PasswordProof} if user.has_usable_password() else {}
    kinds |= {"code": CodeProof} if is_mfa_enabled(user, CODE) else {}
    kinds |= {"credential": PasskeyForm} if is_mfa_enabled(user, PASSKEY) else {}
    return {
        name: kind(
            request.POST if bound and _was_used(request, name) else None, user=user, prefix=PREFIX
        )
        for name, kind in kinds.items()
    }


def _was_used(request: HttpRequest, name: str) -> bool:
    return f"{PREFIX}-{name}" in request.POST


def _guesses(request: HttpRequest) -> bool:
    """A passkey cannot be guessed."""
    return _was_used(request, "password") or _was_used(request, "code")


def _tried_too_often(request: HttpRequest) -> bool:
    """Counted before it is looked at, so that many at once are all counted; of this one session,
    so that nobody elsewhere is kept out."""
    return count(_counter(request)) > TRIES


def _counter(request: HttpRequest) -> str:
    return str(request.session.session_key)


def _is_given(form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    form.save()
    return True


def _page(
    request: HttpRequest,
    ways: dict[str, forms.Form],
    *,
    edits: bool,
    refused: bool = False,
    template: str = ASKING,
) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
        for value in values
    ]
    told = {"ways": ways, "typed": typed, "minutes": int(HOLDS_FOR.total_seconds() // 60)}
    told |= {"edits": edits, "refused": TOO_OFTEN.format(TRIES) if refused else ""}
    if "credential" in ways:
        told["js_data"] = {"request_options": begin_authentication(request.user)}
    answer = render(request, template, told, status=429 if refused else 200)
    answer["Cache-Control"] = "no-store"
    return answer

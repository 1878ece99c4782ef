"""Who may sign in, and how often one may try. Only staff have an account; nobody signs up.

Wrong passwords are counted per account, however its name is spelled and wherever they come from;
in a browser that its owner signed in with before they are counted apart. Too many from one network
are counted too. Who cannot get in any more asks for a mail and chooses a new password.
"""

import unicodedata

from allauth.account.adapter import DefaultAccountAdapter
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from privacy.rate_limit import client_address

from . import known_browser
from .emails import send_new_password_link

TOO_MANY_REQUESTS = 429
NOWHERE = "0.0.0.0"
"""Where a request came in without an address, over a socket of this machine."""


def account_called(typed: str | None) -> str:
    """The one spelling under which a name is counted: "ANNA" and "anna " are the account anna. In
    capitals first, as PostgreSQL compares them: to that "dırk" is dirk."""
    return " ".join(unicodedata.normalize("NFKC", typed or "").split()).upper().casefold()


def username_of_attempt(request: HttpRequest, credentials: dict | None) -> str:
    """What django-axes counts attempts by; allauth calls its form field "login"."""
    account = account_called((credentials or {}).get("username") or request.POST.get("login"))
    mark = known_browser.mark_of(request, account)
    return f"{account} ({mark})" if mark else account


class StaffAccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het nog eens.",
        "username_password_mismatch": "Deze gebruikersnaam en dit wachtwoord horen niet samen.",
        "rate_limited": "U probeert het erg vaak. Wacht even en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or NOWHERE

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """A name that is locked gets the page that says so, and no other refusal before it."""
        if AxesProxyHandler.is_allowed(request, credentials):
            super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        return username_of_attempt(request, credentials)

    def post_login(
        self, request: HttpRequest, user: AbstractUser, **options: object
    ) -> HttpResponse:
        response = super().post_login(request, user, **options)
        known_browser.remember(response, account_called(user.get_username()))
        return response

    def set_password(self, user: AbstractUser, password: str) -> None:
        """Who chose a new password starts with a clean sheet."""
        super().set_password(user, password)
        AccessAttempt.objects.filter(username=account_called(user.get_username())).delete()

    def send_password_reset_mail(self, user: AbstractUser, email: str, context: dict) -> None:
        """Through the outbox, so that a broken mail server does not break the page."""
        send_new_password_link(user, asked=True)


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    context = {"limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked_out.html", context, status=TOO_MANY_REQUESTS)

"""What holds for every request: how it asks, what is said of the answer, who is signed in."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from .accounts.sessions import note_use

DEMAND = "Stel eerst een tweede bewijs in, bijvoorbeeld een authenticator-app."


class CompressText(GZipMiddleware):
    """Pages, feeds and data travel compressed; PDF and pictures are so already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "")
        is_text = kind.startswith("text/") or "json" in kind or "xml" in kind
        return super().process_response(request, response) if is_text else response


class KnownMethods:
    """Pages are asked for and forms are sent; nothing here answers to PUT, DELETE and the like."""

    KNOWN = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.KNOWN:
            return HttpResponseNotAllowed(self.KNOWN)
        return self.get_response(request)


class BoundedBody:
    """Refuses what is larger than anything that is asked for here, before a byte of it is read.

    Django bounds the fields of a form, not the files. Where no length is given, it reads nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length_of(request) > settings.MOST_BYTES_SENT:
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)


def _length_of(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else 0


class OnePolicy(CSPMiddleware):
    """No page has a policy of its own, so it is written once and not for each answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if settings.DEBUG:  # Django's own page of a fault is let through
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response


class SafeHeaders:
    """What Django and django-csp do not say yet: nobody embeds our files, no page uses a device."""

    NOTHING_OF = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", self.NOTHING_OF)
        return response


class SessionUse:
    """Notes that a session is used, and ends one that began longer ago than a session may last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not note_use(request):
            logout(request)
        return self.get_response(request)


class NothingStaysOnThePhone:
    """Who signs out leaves nothing behind in this browser: no list of the door, no draft."""

    SIGN_OUT = ("account_logout", "admin:logout")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        here = request.resolver_match
        if request.method == "POST" and here and here.view_name in self.SIGN_OUT:
            response.headers["Clear-Site-Data"] = '"storage"'
        return response


class SecondFactorMiddleware:
    """Keeps who signed in without a second factor out of everything but the account pages.

    Also who is no staff: an account in a group has the rights of that group all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and must_set_up(request):
            messages.warning(request, DEMAND)
            return redirect("mfa_index")
        return self.get_response(request)


def must_set_up(request: HttpRequest) -> bool:
    """Who is not signed in is known sooner than which pages are those of accounts."""
    if not request.user.is_authenticated:
        return False
    if request.path.startswith((reverse("account_login").removesuffix("login/"), "/static/")):
        return False
    return not is_mfa_enabled(request.user)

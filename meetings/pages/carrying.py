"""What was typed, shown once more on the page after registering, so that a mistake is noticed.

It travels in a signed cookie of a few minutes, for that one page. It is what was *typed*, never
what is stored, so it tells nobody whether an address was known; and the address of the page, which
may be passed on, still names nobody.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = f"{settings.PATH_COOKIE}ingevuld"
SECONDS = 600
LONGEST = 3800
"""Browsers drop a cookie of over 4096 characters."""


def carry(response: HttpResponse, path: str, typed: dict[str, str]) -> HttpResponse:
    value = signing.dumps(typed, salt=_salt(path), compress=True)
    if len(value) <= LONGEST:
        response.set_cookie(
            COOKIE,
            value,
            max_age=SECONDS,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def carried(request: HttpRequest) -> dict[str, str]:
    """Empty for whoever did not just register here."""
    try:
        value = request.COOKIES.get(COOKIE, "")
        return signing.loads(value, salt=_salt(request.path), max_age=SECONDS)
    except signing.BadSignature:
        return {}


def _salt(path: str) -> str:
    return f"meetings.carrying:{path}"

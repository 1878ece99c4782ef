"""The browser in which someone signed in before, told by a signed cookie.

Wrong passwords typed in it are counted apart from those typed elsewhere. So one who knows a name
and types wrong passwords for it cannot keep its owner out.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "routekaart.known_browser"
KNOWN_FOR = timedelta(days=365)


def remember(response: HttpResponse, account: str) -> None:
    """Know this browser as one of the account; each time it signs in it gets a new mark."""
    response.set_cookie(
        _cookie(account),
        signing.dumps([account, secrets.token_hex(4)], salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def mark_of(request: HttpRequest, account: str) -> str:
    """The mark of this browser; empty where the account never signed in with it."""
    try:
        value = signing.loads(
            request.COOKIES.get(_cookie(account), ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return ""
    owner, mark = value
    return mark if owner == account else ""


def _cookie(account: str) -> str:
    """A cookie for each account, so that two colleagues can share a browser."""
    return f"{settings.HOST_COOKIE}known_{salted_hmac(SALT, account).hexdigest()[:12]}"

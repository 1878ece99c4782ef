"""Pages that say the same to every visitor are rendered once, until what they say changes.

The key of a kept page is all it is made of, so it cannot be out of date. What differs between
visitors (the token of the form and its moment, what was typed) is put in afterwards.
"""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from privacy.sending import fresh_stamp

from ..models import Meeting
from .carrying import COOKIE

MOST = 500
COUNTED = {"_state", "taken", "waiting"}
HIDDEN_FIELDS = mark_safe("<!-- the hidden fields of the form -->")
TYPED = mark_safe("<!-- what was typed -->")
"""Nothing that people write can hold these, since text is escaped."""
OURS = {settings.CSRF_COOKIE_NAME, COOKIE}

pages: dict[Hashable, str] = {}


def kept(request: HttpRequest, key: Hashable, render: Callable[[], str]) -> str:
    """Visitors with cookies that are not of the form may have messages waiting: not for them."""
    if not request.COOKIES.keys() <= OURS:
        return render()
    key = (key, settings.SITE_URL, *settings.CONTACT.values())
    if key not in pages:
        if len(pages) >= MOST:
            pages.clear()
        pages[key] = render()
    return pages[key]


def row_of(meeting: Meeting) -> tuple:
    """All that was read of it, but not how many there are: the page says that in words."""
    return tuple(value for name, value in vars(meeting).items() if name not in COUNTED)


def with_hidden_fields(request: HttpRequest, page: str) -> str:
    """The token against forged requests, and the moment at which the form was shown."""
    return page.replace(HIDDEN_FIELDS, hidden_fields(request)) if HIDDEN_FIELDS in page else page


def hidden_fields(request: HttpRequest) -> SafeString:
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="stamp" value="{}">',
        get_token(request),
        fresh_stamp(),
    )

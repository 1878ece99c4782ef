"""The links to the pages of an ambassador: mailed to the address, and of its reader alone.

One that was asked for works for a day; one in a mail that the network sends by itself for a month,
so that it is still there when the conversation has been held.
"""

from datetime import timedelta

from django.urls import reverse

from privacy.address_links import AddressLink

ASKED = AddressLink("ambassadors.asked", timedelta(days=1))
SENT = AddressLink("ambassadors.sent", timedelta(days=30))


def url_of(email: str, page: str = "ambassadors:page", *, link: AddressLink = ASKED) -> str:
    return reverse(page, args=[link.token_of(email)])


def read_token(token: str) -> str:
    """The address. Raises ValueError where the link is not ours, or too old."""
    try:
        return ASKED.read(token)
    except ValueError:
        return SENT.read(token)

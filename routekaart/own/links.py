"""The link by which somebody reads what is kept of an address; it works for a day."""

from datetime import timedelta

from django.urls import reverse

from privacy.address_links import AddressLink

LIFE = timedelta(days=1)
LINK = AddressLink("routekaart.own", LIFE)
token_of, read_token = LINK.token_of, LINK.read


def url_of(email: str, page: str = "own:page") -> str:
    return reverse(page, args=[token_of(email)])

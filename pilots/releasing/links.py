"""The personal link of a host."""

from datetime import date

from privacy.personal_links import PersonalLinks, moment_of

from ..models import ReleaseRequest

LINKS = PersonalLinks(salt="pilots.releasing", pages="pilots", version=moment_of)
token_of = LINKS.token_of


def url_of(request: ReleaseRequest, page: str = "host") -> str:
    """Path of a page of the host: "host", "host_code" or "host_take_back"."""
    return LINKS.url_of(request, page)


def absolute_url_of(request: ReleaseRequest, page: str = "host") -> str:
    return LINKS.absolute_url_of(request, page)


def read_token(token: str, *, today: date | None = None) -> ReleaseRequest:
    """The request a link is of, with the pilot and its host. Raises LinkError."""
    known = ReleaseRequest.objects.select_related("pilot__organisation", "pilot__programme")
    return LINKS.read(token, known, today)

"""The personal link of a facilitator."""

from privacy.personal_links import PersonalLinks

from ..models import FacilitatorLink

LINKS = PersonalLinks(salt="pilots.facilitator", pages="facilitator")
token_of = LINKS.token_of


def url_of(link: FacilitatorLink, page: str = "sessions", **arguments: object) -> str:
    """Path of a page for facilitators: "sessions", "session" and so on."""
    return LINKS.url_of(link, page, **arguments)


def absolute_url_of(link: FacilitatorLink) -> str:
    return LINKS.absolute_url_of(link, "sessions")


def read_token(token: str) -> FacilitatorLink:
    """Whose link it is, with the person. Raises LinkError."""
    return LINKS.read(token, FacilitatorLink.objects.select_related("person"))

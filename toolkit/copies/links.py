"""The personal link to a copy."""

from privacy.personal_links import PersonalLinks

from ..models import Copy

LINKS = PersonalLinks(salt="toolkit.copies", pages="toolkit")


def url_of(copy: Copy) -> str:
    return LINKS.url_of(copy, "copy")


def absolute_url_of(copy: Copy) -> str:
    return LINKS.absolute_url_of(copy, "copy")


def read_token(token: str) -> Copy:
    """Raises LinkError."""
    return LINKS.read(token, Copy.objects.select_related("published__edition"))

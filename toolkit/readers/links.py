"""The personal link of a reader of stories."""

from privacy.personal_links import PersonalLinks

from ..models import StoryReader

LINKS = PersonalLinks(salt="toolkit.readers", pages="toolkit")


def url_of(reader: StoryReader, page: str = "read_stories", **arguments: object) -> str:
    return LINKS.url_of(reader, page, **arguments)


def absolute_url_of(reader: StoryReader) -> str:
    return LINKS.absolute_url_of(reader, "read_stories")


def read_token(token: str) -> StoryReader:
    """Whose link it is. Raises LinkError."""
    return LINKS.read(token, StoryReader.objects.all())

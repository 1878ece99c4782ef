"""The personal link of a reader of reports."""

from datetime import date

from privacy.personal_links import PersonalLinks, moment_of

from ..models import Reader

LINKS = PersonalLinks(salt="reporting.reading_room", pages="reporting", version=moment_of)
token_of = LINKS.token_of


def url_of(reader: Reader, page: str = "room", **arguments: object) -> str:
    """Path of a page of the reading room: "room", "room_version" and so on."""
    return LINKS.url_of(reader, page, **arguments)


def absolute_url_of(reader: Reader, page: str = "room", **arguments: object) -> str:
    return LINKS.absolute_url_of(reader, page, **arguments)


def read_token(token: str, *, today: date | None = None) -> Reader:
    """The reader a link is of, with the report. Raises LinkError."""
    return LINKS.read(token, Reader.objects.select_related("report__programme"), today)

"""The table in a file that somebody chose."""

from collections.abc import Iterator
from typing import Protocol

from django.core.exceptions import ValidationError

from . import csv_text, feed, xlsx
from .table import MOST_BYTES, TOO_LARGE, Table, table_of

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
"""An XLS, or an XLSX with a password."""
EMPTY = "Dit bestand is leeg. Kies een ander bestand."


class Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def content_of(file: Readable) -> bytes:
    """Never more than may be read. Raises ValidationError."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if not content.strip():
        raise ValidationError(EMPTY)
    return content


def read_table(file: Readable) -> Table:
    """What it is shows from its first bytes, not from its name. Raises ValidationError."""
    content = content_of(file)
    if content.startswith(OLE):
        raise ValidationError(xlsx.LOCKED)
    if _is_markup(content):
        return table_of(feed.lines_of(content), is_feed=True)
    return table_of(_lines_of(content))


def _is_markup(content: bytes) -> bool:
    """Also in UTF-16, in which every second byte of it is empty."""
    return content[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _lines_of(content: bytes) -> Iterator[list[str]]:
    return (xlsx if content.startswith(ZIP) else csv_text).lines_of(content)

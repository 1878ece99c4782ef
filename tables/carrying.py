"""A table on its way from page to page: nothing is stored until it is applied.

It is signed, so that what comes back was measured when it was read.
"""

from django.core import signing
from django.core.exceptions import ValidationError

from .table import TOO_MUCH_TEXT, Row, Table

SALT = "tables.carrying"
MOST_BYTES = 4 * 1024 * 1024
"""A page takes 5 MB of fields."""
STALE = "Dit bestand is niet meer te lezen. Kies het opnieuw."


def packed(table: Table) -> str:
    """Raises ValidationError where it is too large to bring along."""
    rows = [[row.number, *row.cells] for row in table.rows]
    text = signing.dumps([table.is_feed, rows], salt=SALT, compress=True)
    if len(text) > MOST_BYTES:
        raise ValidationError(TOO_MUCH_TEXT)
    return text


def unpacked(text: str) -> Table:
    """Raises ValidationError where it is not ours."""
    try:
        is_feed, rows = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise ValidationError(STALE) from error
    return Table(tuple(Row(number, tuple(cells)) for number, *cells in rows), is_feed)

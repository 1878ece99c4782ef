"""Reading CSV as programs in the Netherlands write it: with semicolons, or what else was chosen."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import ValidationError

from .cells import typed

SEPARATORS = ";,\t|"
NOT_TEXT = (
    "Dit bestand is geen tekst. Bewaar het in uw spreadsheetprogramma als CSV of als XLSX, en kies "
    "het opnieuw."
)
BROKEN = (
    "Bij regel {} van dit bestand klopt een aanhalingsteken niet. Open het in uw "
    "spreadsheetprogramma, bewaar het opnieuw als CSV of als XLSX, en kies het opnieuw."
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def lines_of(content: bytes) -> Iterator[list[str]]:
    """Raises ValidationError where it cannot be read, once it comes there."""
    text, separator = _without_named_separator(decoded(content))
    separator = separator or _separator(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in rows:
            yield [typed(cell) for cell in row]
    except csv.Error as error:
        raise ValidationError(BROKEN.format(rows.line_num)) from error


def decoded(content: bytes) -> str:
    """By its mark; else UTF-8, or what Windows in the Netherlands writes."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(NOT_TEXT)


def _without_named_separator(text: str) -> tuple[str, str]:
    """Excel may name its separator in a line of its own ("sep=;")."""
    first, end, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == 5:
        return end + rest, named[4]
    return text, ""


def _separator(text: str) -> str:
    """The one that stands most often in the first line that holds something, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip(' ;,\t|"')), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)

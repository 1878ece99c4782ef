"""What a cell of one column may hold: read as people write it, and written as it is read again.

A value has one written form, by which it is compared with what a cell holds: a text with other line
ends, or a date in a column of dates, is no change.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import cached_property
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from dutch.sorting import fold

YES, NO = {"ja", "j", "x", "1", "waar", "yes", "true"}, {"nee", "n", "0", "onwaar", "no", "false"}
LONG = "Deze tekst is langer dan {} tekens. Maak die korter."
UNKNOWN = "“{}” is onbekend. Kies uit: {}."
NOBODY = "“{}” is er niet. Schrijf de naam zoals die in het beheer staat."
SEVERAL = "“{}” is er meer dan eens. Schrijf de naam zoals alleen deze heet."
BAD_YES = "Schrijf ja of nee."
BAD_NUMBER = "Dit is geen heel getal. Schrijf het in cijfers, zoals 40."


class Cell(Protocol):
    @property
    def empty(self) -> Any:
        """What an empty cell sets, where it sets anything."""

    def read(self, text: str) -> Any:
        """Raises ValidationError, with what to do."""

    def write(self, value: Any) -> str | int: ...

    def is_same(self, before: str | int, after: str | int) -> bool:
        """Of two written forms, whether one in place of the other is no change."""


def plain(value: Any) -> str | int:
    """As a cell; what is not known is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case int():
            return value
        case time():
            return f"{value.hour}.{value.minute:02}"
    return str(value).replace("\r\n", "\n").replace("\u00a0", " ").strip()


class Text:
    empty: Any = ""

    def __init__(self, longest: int = 10_000) -> None:
        self.longest = longest

    def read(self, text: str) -> Any:
        if len(text) > self.longest:
            raise ValidationError(LONG.format(self.longest))
        return text

    def write(self, value: Any) -> str | int:
        return plain(value)

    def is_same(self, before: str | int, after: str | int) -> bool:
        return before == after


class OfField(Text):
    """Read by a field of a form, so that what it refuses is refused here in the same words."""

    def __init__(self, field: forms.Field) -> None:
        self.field = field
        field.required = False
        field.validators = [_in_dutch(each) for each in field.validators]
        self.empty = field.clean("")

    def read(self, text: str) -> Any:
        return self.field.clean(text)


class Address(OfField):
    """An e-mail address, kept in lower case."""

    def read(self, text: str) -> str:
        return str(super().read(text)).lower()


def _in_dutch(validator: Any) -> Any:
    if not isinstance(validator, MaxLengthValidator):
        return validator
    limit = validator.limit_value
    return MaxLengthValidator(limit, LONG.format(limit))


class YesNo(Text):
    empty = None

    def read(self, text: str) -> bool:
        typed = fold(text)
        if typed not in YES | NO:
            raise ValidationError(BAD_YES)
        return typed in YES


class Number(Text):
    empty = None

    def __init__(self, least: int = 0, most: int = 30_000) -> None:
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        digits = text.replace(".", "") if text.count(".") == 1 and text[-4:-3] == "." else text
        if not digits.isascii() or not digits.isdecimal() or len(digits) > 9:
            raise ValidationError(BAD_NUMBER)
        if not self.least <= int(digits) <= self.most:
            raise ValidationError(f"Schrijf een getal van {self.least} tot en met {self.most}.")
        return int(digits)


class Choice(Text):
    """`meant` are other words for a value."""

    def __init__(
        self, choices: Iterable[tuple[Any, Any]], meant: Mapping[str, Any] | None = None
    ) -> None:
        self.labels = {value: str(label) for value, label in choices}
        values = {fold(str(value)): value for value in self.labels}
        named = {fold(label): value for value, label in self.labels.items()}
        self.known = {**values, **(meant or {}), **named}

    def read(self, text: str) -> Any:
        if fold(text) not in self.known:
            raise ValidationError(UNKNOWN.format(text, ", ".join(self.labels.values())))
        return self.known[fold(text)]

    def write(self, value: Any) -> str | int:
        return self.labels.get(value, plain(value))


class Named(Text):
    """A record by its name; `names` may hold others by which it is known."""

    empty: Any = None

    def __init__(self, rows: Callable[[], Iterable[tuple[Any, Iterable[str]]]]) -> None:
        self.rows = rows

    @cached_property
    def found(self) -> dict[str, dict[Any, Any]]:
        """Asked once, and only where a cell holds a name."""
        found: dict[str, dict[Any, Any]] = {}
        for row, names in self.rows():
            for name in names:
                found.setdefault(fold(name), {})[row.pk] = row
        return found

    def read(self, text: str) -> Any:
        found = list(self.found.get(fold(text), {}).values())
        if len(found) != 1:
            raise ValidationError((SEVERAL if found else NOBODY).format(text))
        return found[0]


class NamedMany(Named):
    """Several, with a semicolon or a comma between them; in the order of their names."""

    empty = ()

    def read(self, text: str) -> Any:
        parts = [part.strip() for part in text.replace(";", ",").split(",")]
        rows = {row.pk: row for row in (super(NamedMany, self).read(p) for p in parts if p)}
        return tuple(sorted(rows.values(), key=str))

    def write(self, value: Any) -> str | int:
        return "; ".join(sorted(str(each) for each in value or ()))

"""Finding in the lists of the admin, whatever case, accents and signs people type.

The text is folded where it lies, so that no copy of it has to be kept, and erased, beside it.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Lower, Replace
from django.dispatch import receiver

from dutch.sorting import SIGNS, fold_all

UNSEEN = "[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]"
"""Accents that stand apart, and marks without width."""

SMALL = {sign: plain for plain, signs in SIGNS.items() for sign in signs} | {"ß": "ss"}
BOTH = {sign.upper(): plain for sign, plain in SMALL.items() if len(sign.upper()) == 1} | SMALL
LETTERS = {sign: plain for sign, plain in BOTH.items() if len(plain) == 1}
LONGER = {sign: plain for sign, plain in BOTH.items() if len(plain) > 1} | {"ẞ": "ss"}


ASCII_SIGNS = [sign for sign in SMALL if sign.isascii()]


class Folded(Func):
    """The text of an expression as `dutch.sorting.fold_all` gives it, in either database."""

    function = "routekaart_fold"
    output_field = TextField()

    def __init__(self, expression: Any) -> None:
        super().__init__(Cast(expression, TextField()))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple:
        (text,) = self.get_source_expressions()
        return compiler.compile(_folded_by_postgresql(text))


def _folded_by_postgresql(text: Any) -> Any:
    """What SQLite asks of Python; lower case comes last, when no accent needs a locale for it."""
    plain = Func(_translated(text), template="normalize(%(expressions)s, NFKD)")
    plain = Func(plain, Value(UNSEEN), Value(""), Value("g"), function="regexp_replace")
    plain = Lower(_translated(plain))
    for sign, letters in LONGER.items():
        plain = Replace(plain, Value(sign), Value(letters))
    return plain


def _translated(text: Any) -> Func:
    signs, letters = "".join(LETTERS), "".join(LETTERS.values())
    return Func(text, Value(signs), Value(letters), function="translate")


@receiver(connection_created)
def teach_folding(connection: BaseDatabaseWrapper, **_: object) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(Folded.function, 1, _fold_or_none, deterministic=True)


def _fold_or_none(text: str | None) -> str | None:
    if text is None:
        return None
    is_plain = text.isascii() and not any(sign in text for sign in ASCII_SIGNS)
    return text.lower() if is_plain else fold_all(text)


def matching(rows: QuerySet, fields: Iterable[str], typed: str) -> QuerySet:
    """The rows in which each of the words typed stands, in one field or another."""
    names = {f"_folded_{number}": field for number, field in enumerate(fields)}
    words = fold_all(typed).split()
    if not words or not names:
        return rows
    searched = rows.model._default_manager.order_by()
    searched = searched.alias(**{name: Folded(F(field)) for name, field in names.items()})
    for word in words:
        found = searched.filter(_anywhere(names, word))
        rows = rows.filter(pk__in=found.values("pk"))
    return rows


def _anywhere(names: Iterable[str], word: str) -> Q:
    return reduce(or_, (Q(**{f"{name}__contains": word}) for name in names))

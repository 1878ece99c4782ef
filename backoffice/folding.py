"""Finding in the lists of the admin, whatever case, accents and signs people type.

The text is folded where it lies, so that no copy of it has to be kept, and erased, beside it.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField, Value
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


class HasSigns(Func):
    """Whether folding changes more of a text than the case of its letters; telling costs less."""

    output_field = BooleanField()
    template = (
        "(octet_length(%(expressions)s) <> char_length(%(expressions)s)"
        " OR %(expressions)s LIKE '%%%%&%%%%' OR %(expressions)s LIKE '%%%%`%%%%')"
    )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple:
        template = (
            "(length(CAST(%(expressions)s AS BLOB)) <> length(%(expressions)s)"
            " OR instr(%(expressions)s, '&') OR instr(%(expressions)s, '`'))"
        )
        return self.as_sql(compiler, connection, template=template, **context)


def matching(rows: QuerySet, fields: Iterable[str], typed: str) -> QuerySet:
    """The rows in which each of the words typed stands, in one field or another."""
    own: list[str] = []
    of_many: list[str] = []
    for field in fields:
        (of_many if lookup_spawns_duplicates(rows.model._meta, field) else own).append(field)
    words = fold_all(typed).split()
    if not words or not (own or of_many):
        return rows
    rows = _with_folded(rows, own)
    for word in words:
        found = _anywhere(own, word)
        for field in of_many:
            found |= Q(pk__in=_beside(rows.model, field, word))
        rows = rows.filter(found)
    return rows


def _beside(model: type[Model], field: str, word: str) -> QuerySet:
    """The keys of the rows to which others belong, or are linked, that have the word there."""
    name, _, path = field.partition("__")
    link = model._meta.get_field(name)
    holders, to_row = (link.related_model, link.field.name) if link.one_to_many else (model, "pk")
    path = path if link.one_to_many else field
    rows = _with_folded(holders._default_manager.order_by(), [path])
    return rows.filter(_anywhere([path], word)).values(to_row)


def _with_folded(rows: QuerySet, fields: list[str]) -> QuerySet:
    """Each field as folding makes it, and whether that tells more than the text itself."""
    texts: dict[str, Any] = {}
    for field in fields:
        texts[_name("signs", field)] = HasSigns(Cast(F(field), TextField()))
        texts[_name("folded", field)] = Folded(F(field))
    return rows.alias(**texts)


def _anywhere(fields: list[str], word: str) -> Q:
    """Most texts are plain: only in the others the word is sought in what folding makes of them."""
    found = Q(pk__in=[])
    for field in fields:
        has_signs = Q(**{_name("signs", field): True})
        found |= Q(**{f"{field}__icontains": word})
        found |= has_signs & Q(**{f"{_name('folded', field)}__contains": word})
    return found


def _name(what: str, field: str) -> str:
    return f"_{what}_{field.replace('__', '_')}"

"""Where an address, or the full name that belongs to it, stands in words of others.

Staff write a name into a remark, a mail to one person names another, a history keeps both. These
rows belong to nobody's address, so no declaration finds them. Erasing goes through every table by
itself: a new one is searched without being named.

An address is taken out of every column. A name is taken out of running text alone, and only where
it has two words or more: the rows of somebody else who happens to have that name keep it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import CharField, Field, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from .declarations import declared

GONE = "(gewist)"
IN_A_LOG = ("object_repr", "history_change_reason")
"""Short columns that repeat what somebody wrote elsewhere."""
TEXTS = (CharField, TextField, JSONField)


def names_of(email: str) -> set[str]:
    """The full names that the rows of an address carry, such as that of a registration."""
    columns = [each for each in declared() if each.model in _with_a_name()]
    found = (each.rows_of(email).values_list("name", flat=True) for each in columns)
    return {name.strip() for rows in found for name in rows if len(name.split()) > 1}


def erase_mentions(email: str, names: Iterable[str]) -> int:
    """The number of rows in which the address or one of the names stood."""
    sessions = _erase_sessions([email, *names])
    rows = (_erase_in(model, email, list(names)) for model in _models())
    return sessions + sum(rows)


def _with_a_name() -> set[type[Model]]:
    return {each.model for each in declared() if "name" in each.fields}


def _models() -> Iterator[type[Model]]:
    """But what was published: the database refuses to change it."""
    every = apps.get_models(include_auto_created=True)
    return (each for each in every if not each._meta.proxy and not getattr(each, "is_fixed", False))


def _erase_in(model: type[Model], email: str, names: list[str]) -> int:
    """Only what changed is written, past `save`: that would add a row to the history."""
    texts = _texts(model)
    words = {field.name: [email, *(names if _is_running_text(field) else [])] for field in texts}
    rows = model._base_manager.annotate(**_as_text(texts))
    found = rows.filter(_holds(words)).iterator() if words else ()
    return sum(_erase_in_row(row, words) for row in found)


def _erase_in_row(row: Model, words: dict[str, list[str]]) -> bool:
    left = {name: _fitting(row, name, said) for name, said in words.items()}
    changed = {name: value for name, value in left.items() if value != getattr(row, name)}
    return bool(changed) and bool(type(row)._base_manager.filter(pk=row.pk).update(**changed))


def _fitting(row: Model, name: str, words: list[str]) -> Any:
    """What stands for a short name is longer than it; what is too long for the column is cut."""
    left = _without(getattr(row, name), words)
    return left[: row._meta.get_field(name).max_length] if isinstance(left, str) else left


def _texts(model: type[Model]) -> list[Field]:
    """But what is encrypted, and by what something stays, such as the account of a colleague."""
    own = (each for each in declared() if each.model is model and each.stays)
    staying = {name for each in own for name in each.fields}
    columns = (each for each in model._meta.concrete_fields if isinstance(each, TEXTS))
    searched = (each for each in columns if not (each.primary_key or hasattr(each, "is_sealed")))
    return [each for each in searched if _is_running_text(each) or each.name not in staying]


def _is_running_text(field: Field) -> bool:
    return isinstance(field, (TextField, JSONField)) or field.name in IN_A_LOG


def _as_text(fields: list[Field]) -> dict[str, Cast]:
    """Beside each column the same as plain text, in which can be searched, also one of JSON."""
    return {f"{field.name}_text": Cast(field.name, TextField()) for field in fields}


def _holds(words: dict[str, list[str]]) -> Q:
    """JSON writes an accent as itself on PostgreSQL, and by its number on SQLite."""
    said = ((name, form) for name, each in words.items() for word in each for form in _forms(word))
    return reduce(or_, (Q(**{f"{name}_text__icontains": form}) for name, form in said))


def _forms(said: str) -> set[str]:
    """Of a name its longest word: how many spaces stand between the words is seen later."""
    word = max(said.split(), key=len)
    return {word, json.dumps(word)[1:-1]}


def _without(value: Any, words: list[str]) -> Any:
    if isinstance(value, str):
        return _pattern(words).sub(GONE, value)
    if isinstance(value, dict):
        return {key: _without(part, words) for key, part in value.items()}
    return [_without(part, words) for part in value] if isinstance(value, list) else value


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Whole words, whatever their capitals and spaces."""
    parts = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(parts)})(?!\w|[.-]\w)", re.IGNORECASE)


def _erase_sessions(words: list[str]) -> int:
    """What somebody had open: it cannot be searched, so each is opened."""
    pattern = _pattern(words)
    found = [row.pk for row in Session.objects.all() if pattern.search(str(row.get_decoded()))]
    return Session.objects.filter(pk__in=found).delete()[0]

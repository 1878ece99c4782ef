"""Questions that every visitor asks: Django writes their SQL once a process, since that takes it
longer than the database takes to answer."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet


def prepared(make: Callable[..., QuerySet]) -> Callable[..., tuple[str, list]]:
    """For a function that makes a queryset with marks where values go. What it returns now takes
    those values, by mark, before the arguments, and gives the SQL with its parameters."""

    @cache
    def written(*arguments: Any) -> tuple[str, tuple]:
        return make(*arguments).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()

    @wraps(make)
    def fill_in(values: dict, *arguments: Any) -> tuple[str, list]:
        sql, parameters = written(*arguments)
        return sql, [values.get(each, each) for each in parameters]

    return fill_in

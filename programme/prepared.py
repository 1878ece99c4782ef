"""Queries that are compiled once in a process, and asked again with other values.

Of a small query Django takes longer to write the SQL than the database to answer it, and a report
asks some fifty of them, each time in the same words (decision 60).

    @Prepared
    def titles() -> QuerySet:
        return MeetingTitle.objects.filter(meeting__programme=Given("programme"))

    titles(programme=programme)

A function may take what changes the SQL itself, as in `found(Hub, slug="eerste")`: each is compiled
apart.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, Value

from .models import Programme


class Given(Value):
    """A value that is named now and known when the query is asked. It stands where a filter takes
    one value; what follows from a value, such as the end of its year, is given beside it."""

    def as_sql(self, *_where: Any) -> tuple[str, list]:
        return "%s", [self]


@dataclass(frozen=True)
class Compiled:
    rows: QuerySet
    compiler: Any
    sql: str
    parameters: tuple


class Prepared:
    """Gives the rows as a list: more conditions would not reach the SQL."""

    def __init__(self, make: Callable[..., QuerySet]) -> None:
        self.queryset = make
        self._compiled: dict[tuple, Compiled] = {}

    def __call__(self, *which: Any, **given: Any) -> list[Any]:
        found = self._for_this_database(which)
        compiler = copy.copy(found.compiler)
        compiler.connection = connection  # the kept one is of the thread that asked first
        compiler.as_sql = lambda: (found.sql, [_bound(each, given) for each in found.parameters])
        rows = found.rows.all()
        rows.query.get_compiler = lambda *_args, **_more: compiler
        return list(rows)

    def of(self, programme: Programme, **given: Any) -> list[Any]:
        """Of a programme, each with it at hand, as `programme.meetings` gives them."""
        rows = self(programme=programme, **given)
        for row in rows:
            row.programme = programme
        return rows

    def _for_this_database(self, which: tuple) -> Compiled:
        key = (connection.vendor, *which)
        if key not in self._compiled:
            rows = self.queryset(*which)
            compiler = rows.query.get_compiler(connection.alias)
            sql, parameters = compiler.as_sql()
            self._compiled[key] = Compiled(rows, compiler, sql, tuple(parameters))
        return self._compiled[key]


def _bound(parameter: Any, given: dict[str, Any]) -> Any:
    if not isinstance(parameter, Given):
        return parameter
    value = given[parameter.value]
    plain = value.pk if isinstance(value, Model) else value
    _sql, [bound] = Value(plain).as_sql(None, connection)
    return bound

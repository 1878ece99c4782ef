"""Copies in memory of the database of the tests, to begin a test with. To put one back takes a
tenth of the time in which Django empties every table and makes its own rows anew."""

import sqlite3
from collections.abc import Callable
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from reporting.fixed_tables import open_for_emptying
from routekaart.backups import sqlite

PUT_BACK: dict[str, Callable[[], None]] = {}
"""How what has this name is put back, for as long as this process runs."""


def begin_with(name: str, make: Callable[[], object]) -> None:
    """Let the database hold what `make` puts there: what was made before under this name takes the
    place of all that is there now."""
    if name in PUT_BACK:
        PUT_BACK[name]()
        ContentType.objects.clear_cache()
    else:
        make()
        PUT_BACK[name] = COPIES[connection.vendor]()


def empty_by_copying() -> None:
    """What a test committed is undone by a copy of the empty database."""
    empty = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: begin_with("nothing", lambda: empty(case))


# --- SQLite: the whole file ----------------------------------------------------------------------


def of_sqlite() -> Callable[[], None]:
    kept = sqlite3.connect(":memory:")
    sqlite.copy(_file(), kept)
    return lambda: sqlite.copy(kept, _file())


def _file() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection


# --- PostgreSQL: the rows of the tables that have any ---------------------------------------------


def of_postgresql() -> Callable[[], None]:
    with connection.cursor() as cursor:
        kept = {table: _rows(cursor, table) for table in _filled(cursor)}

    def put_back() -> None:
        with open_for_emptying("default"), connection.cursor() as cursor:
            for table in _filled(cursor):
                cursor.execute(f'DELETE FROM "{table}"')
            for table, rows in kept.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', BytesIO(rows))

    return put_back


def _filled(cursor) -> list[str]:
    """Of all tables of ours in one question."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def _rows(cursor, table: str) -> bytes:
    rows = BytesIO()
    cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
    return rows.getvalue()


COPIES = {"sqlite": of_sqlite, "postgresql": of_postgresql}

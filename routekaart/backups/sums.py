"""One sum a table: two databases hold the same rows where these are equal.

The sum of a table adds the SHA-256 of each row, so that the order in which a database gives its
rows does not matter, and a table of any size is read in bounded memory.
"""

import hashlib
from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from .apart import not_in_archive

BATCH = 2_000
MODULUS = 2**256

Sums = dict[str, str]
"""For each table `rows:sum`, the sum in 64 hexadecimal digits."""


def sums_of(database: BaseDatabaseWrapper) -> Sums:
    """Of all tables that go into the archive; in one transaction, so of one moment on PostgreSQL
    where the caller set its isolation."""
    with database.cursor() as cursor:
        tables = sorted(database.introspection.table_names(cursor))
    return {table: _sum_of(database, table) for table in tables if table not in not_in_archive()}


def differences(before: Sums, after: Sums) -> list[str]:
    """In Dutch, one sentence for each table that is not the same; none where all are."""
    return [
        _difference(table, before.get(table), after.get(table))
        for table in sorted(before.keys() | after.keys())
        if before.get(table) != after.get(table)
    ]


def _difference(table: str, before: str | None, after: str | None) -> str:
    if after is None:
        return f"De tabel {table} ontbreekt."
    if before is None:
        return f"De tabel {table} hoort er niet bij."
    rows, found = before.split(":")[0], after.split(":")[0]
    if rows != found:
        return f"De tabel {table} heeft {found} rijen in plaats van {rows}."
    return f"De tabel {table} heeft andere gegevens dan bij het maken."


def _sum_of(database: BaseDatabaseWrapper, table: str) -> str:
    quote = database.ops.quote_name
    with database.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quote(table)} LIMIT 0")
        columns = ", ".join(quote(name) for name in sorted(each[0] for each in cursor.description))
    count = total = 0
    with database.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table)}")
        while rows := cursor.fetchmany(BATCH):
            count += len(rows)
            total = (total + sum(map(_of_row, rows))) % MODULUS
    return f"{count}:{total:064x}"


def _of_row(row: Iterable[object]) -> int:
    plain = [bytes(value) if isinstance(value, memoryview) else value for value in row]
    return int.from_bytes(hashlib.sha256(repr(plain).encode()).digest())

"""The triggers by which the database refuses to change what was published.

Migration 0013 makes them, and 0021 of the toolkit those of editions. Here is whether they are
there, and the one way around them, which is for emptying a whole database.
Why: docs/decisions/0023-published-is-fixed-in-the-database.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from toolkit.models import EditionFile, PublishedEdition

from .models import PublishedVersion, Rendering

FIXED = (PublishedVersion, Rendering, PublishedEdition, EditionFile)
TABLES = tuple(model._meta.db_table for model in FIXED)

EXPECTED = {
    "sqlite": ("update", "delete", "replace"),
    "postgresql": ("rows", "table"),
}
"""How the triggers of a table end their names."""

ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
ON_POSTGRESQL = """
    SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'A' AND tgname LIKE %s
"""
"""Triggers that work, with the statement that makes them, or with their table."""


def missing_triggers(using: str) -> list[str]:
    """The names of those that should be there, and are not or do not work."""
    connection = connections[using]
    known = dict(_triggers(connection))
    ends = EXPECTED[connection.vendor]
    names = [f"{table}_fixed_{end}" for table in TABLES for end in ends]
    return [name for name in names if name not in known]


@contextmanager
def open_for_emptying(using: str) -> Iterator[None]:
    """Within it rows can be deleted. All in one transaction: what fails leaves the triggers."""
    connection = connections[using]
    with transaction.atomic(using=using):
        triggers = _triggers(connection)
        lift, lay = _STATEMENTS[connection.vendor]
        _execute(connection, [lift(*trigger) for trigger in triggers])
        yield
        _execute(connection, [lay(*trigger) for trigger in triggers])


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    query = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(query, ["%_fixed_%"])
        return cursor.fetchall()


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    """PostgreSQL changes no table of which foreign keys are yet to be checked."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_STATEMENTS = {
    "sqlite": (lambda name, _: f"DROP TRIGGER {name}", lambda _, made_by: made_by),
    "postgresql": (
        lambda name, table: f"ALTER TABLE {table} DISABLE TRIGGER {name}",
        lambda name, table: f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ),
}
"""How a trigger is taken away for a while, and put back."""

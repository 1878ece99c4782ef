"""Copies in memory of the database of the tests, on SQLite, to begin a test with: to copy it back
takes a tenth of the time in which Django empties all tables and makes its own rows anew.

PostgreSQL has no such copies, and does each time what made them.
"""

import sqlite3
import time
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

PATIENCE = 60  # seconds
COPIES: dict[str, sqlite3.Connection] = {}
"""By the name of what they hold, for as long as this process runs."""


def begin_with(name: str, make: Callable[[], object]) -> None:
    """Let the database hold what `make` puts there: what was made before under this name is copied
    over all that is there now."""
    if connection.vendor != "sqlite":
        make()
    elif name in COPIES:
        _copy(COPIES[name], _database())
        ContentType.objects.clear_cache()
    else:
        make()
        kept = sqlite3.connect(":memory:")
        _copy(_database(), kept)
        COPIES[name] = kept


def empty_by_copying() -> None:
    """What a test committed is undone by a copy of the empty database."""
    empty = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: begin_with("nothing", lambda: empty(case))


def _database() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """While somebody writes to the target Python tries again for ever, unless it is stopped."""
    until = time.monotonic() + PATIENCE

    def in_time(*_: int) -> None:
        if time.monotonic() > until:
            raise TimeoutError(f"somebody has been writing to the database for {PATIENCE} s")

    source.backup(target, progress=in_time, sleep=0.05)

"""A database for many threads: SQLite in memory cannot let one writer wait for another."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection


@pytest.fixture
def database_for_threads(transactional_db, tmp_path):
    """On SQLite the tables in a file, as on a server; PostgreSQL as it is."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "threads.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        in_memory.backup(copy)
    connection.settings_dict["NAME"], connection.connection = str(file), None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, in_memory

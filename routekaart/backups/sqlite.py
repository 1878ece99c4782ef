"""A SQLite file: copied by SQLite itself, which waits for writers and copies one moment."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from .apart import not_in_archive
from .sums import Sums, sums_of

PATIENCE = 60
"""Seconds in which who writes must be done; Python itself would wait for ever."""


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """All of one moment. Raises sqlite3.OperationalError where somebody keeps writing."""
    until = time.monotonic() + PATIENCE

    def in_time(*_: int) -> None:
        if time.monotonic() > until:
            raise sqlite3.OperationalError(f"database is locked for {PATIENCE} seconds")

    source.backup(target, progress=in_time, sleep=0.05)


def dump(file: Path) -> Sums:
    """Copy the database, without what stays out, and count the sums of the copy.

    What is left out is overwritten (`VACUUM`), not only unlinked from its table.
    """
    source = f"file:{connection.settings_dict['NAME']}?mode=ro"
    with (
        closing(sqlite3.connect(source, uri=True)) as here,
        closing(sqlite3.connect(file, isolation_level=None)) as there,
    ):
        copy(here, there)
        present = {name for (name,) in there.execute("SELECT name FROM sqlite_master")}
        for table in sorted(not_in_archive() & present):
            there.execute(f'DELETE FROM "{table}"')
        there.execute("PRAGMA journal_mode=DELETE")
        there.execute("VACUUM")
    with opened(file) as copied:
        return sums_of(copied)


@contextmanager
def opened(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """Another file than that of the site."""
    other = connection.copy("backup")
    other.settings_dict["NAME"] = str(file)
    try:
        yield other
    finally:
        other.close()


@contextmanager
def scratch(work: Path) -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """A database to try a dump in, and its address; it goes with the folder."""
    file = work / "scratch.sqlite3"
    with opened(file) as database:
        yield database, f"sqlite:///{file}"


def load(dumped: Path, database: BaseDatabaseWrapper) -> None:
    """Put a dump into a database that holds nothing yet."""
    target = Path(database.settings_dict["NAME"])
    with closing(sqlite3.connect(dumped)) as here, closing(sqlite3.connect(target)) as there:
        copy(here, there)


def is_empty() -> bool:
    file = Path(connection.settings_dict["NAME"])
    return not file.exists() or not connection.introspection.table_names()


@contextmanager
def replacing() -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """A database beside that of the site, that takes its place where all went well."""
    file = Path(connection.settings_dict["NAME"])
    beside = file.with_name(f"{file.name}.restoring")
    _remove(beside)
    try:
        with opened(beside) as database:
            yield database, f"sqlite:///{beside}"
    except BaseException:
        _remove(beside)
        raise
    connection.close()
    _remove(Path(f"{file}-wal"), Path(f"{file}-shm"))
    os.replace(beside, file)


def _remove(*files: Path) -> None:
    for file in files:
        for each in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            each.unlink(missing_ok=True)

"""A PostgreSQL database: `pg_dump` and `pg_restore`, which must be of its version or newer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from .apart import not_in_archive
from .archive import BackupRefused
from .commands import run
from .sums import Sums, sums_of

ASIDE = "before_restore"
"""The schema in which the former tables stand until what is put back was seen to be right."""


def dump(file: Path) -> Sums:
    """Dump the database, without what stays out, and count the sums at the same moment."""
    own = connection.copy("backup")
    try:
        return _dump_of_one_moment(own, file)
    finally:
        own.close()


def _dump_of_one_moment(own: BaseDatabaseWrapper, file: Path) -> Sums:
    own.ensure_connection()
    own.set_autocommit(False)
    with own.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    without = [f"--exclude-table-data={table}" for table in sorted(not_in_archive())]
    _postgresql(
        own,
        "pg_dump",
        *("--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}"),
        *without,
        f"--file={file}",
    )
    return sums_of(own)


def _postgresql(database: BaseDatabaseWrapper, program: str, *options: str) -> None:
    """Run a program of PostgreSQL on this database, with the password out of sight."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(database.settings_dict, [])
    *how, name = arguments[1:]
    run([program, *how, f"--dbname={name}", *options], environment)


@contextmanager
def opened(name: str) -> Iterator[BaseDatabaseWrapper]:
    """Another database of the same server."""
    other = connection.copy("backup")
    other.settings_dict["NAME"] = name
    try:
        yield other
    finally:
        other.close()


@contextmanager
def scratch(_work: Path) -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """A database to try a dump in, and its address; it is dropped afterwards.

    Raises BackupRefused where the user of the site may not make databases.
    """
    name = f"{connection.settings_dict['NAME']}_proef"
    quoted = connection.ops.quote_name(name)
    try:
        _on_server(f"DROP DATABASE IF EXISTS {quoted}", f"CREATE DATABASE {quoted}")
    except ProgrammingError as fault:
        user = connection.settings_dict["USER"]
        raise BackupRefused(
            "De proef heeft een database van zichzelf nodig en mag die niet maken. Laat wie "
            f"PostgreSQL beheert dit uitvoeren: ALTER ROLE {user} CREATEDB;"
        ) from fault
    try:
        with opened(name) as database:
            yield database, address_of(database)
    finally:
        _on_server(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _on_server(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def address_of(database: BaseDatabaseWrapper) -> str:
    """As `DATABASE_URL` writes it."""
    known: dict[str, Any] = database.settings_dict
    user, password, host, name = (
        quote(str(known[part] or ""), safe="") for part in ("USER", "PASSWORD", "HOST", "NAME")
    )
    port = f":{known['PORT']}" if known["PORT"] else ""
    options = {key: value for key, value in known["OPTIONS"].items() if isinstance(value, str)}
    asked = f"?{urlencode(options)}" if options else ""
    return f"postgresql://{user}:{password}@{host}{port}/{name}{asked}"


def load(dumped: Path, database: BaseDatabaseWrapper) -> None:
    """Put a dump into a database that holds nothing yet: all of it, or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")
    _postgresql(database, "pg_restore", *options, str(dumped))


def is_empty() -> bool:
    _put_former_back()
    return not connection.introspection.table_names()


@contextmanager
def replacing() -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """The database of the site, emptied; its former tables come back where anything fails.

    Killed halfway, the next restore begins with putting them back.
    """
    _put_former_back()
    _in_one(f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")
    try:
        yield connection, address_of(connection)
    except BaseException:
        _put_former_back()
        raise
    _in_one(f"DROP SCHEMA {ASIDE} CASCADE")


def _put_former_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [ASIDE])
        stands = cursor.fetchone()
    if stands:
        _in_one("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")


def _in_one(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

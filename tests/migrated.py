"""Migrated databases to begin with: to migrate takes some seconds of a processor each time.

Under a hash of all migrations lies a SQLite file in `var/tests`, and a database on the server of
PostgreSQL, both of this worktree. Where there is none yet, the first who asks makes it in place of
those of other migrations, and who asks meanwhile waits.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

import psycopg2

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var/tests"


def begin_with_migrated(file: Path) -> None:
    """A SQLite database of one's own, as it is after migrating."""
    shutil.copyfile(_kept_file(), file)


def migrated_on(server: str) -> str:
    """The name of a migrated database on this server of PostgreSQL ("postgresql://user@host:port"),
    for use as a template."""
    ours = f"migrated_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}_"
    name = ours + _migrations()
    with _one_at_a_time(), closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            _make_database(cursor.execute, server, name, old=found)
    return name


def server_of(database: dict) -> str:
    """The address of the server that these settings name."""
    user = ":".join(filter(None, [database["USER"], database["PASSWORD"]]))
    return f"postgresql://{user}@{database['HOST']}:{database['PORT'] or 5432}"


def _kept_file() -> Path:
    kept = KEPT / f"migrated-{_migrations()}.sqlite3"
    with _one_at_a_time():
        if not kept.exists():
            for old in KEPT.glob("migrated-*"):
                old.unlink(missing_ok=True)
            half = kept.with_suffix(".half")
            _migrate(f"sqlite:///{half}")
            os.replace(half, kept)
    return kept


def _make_database(execute: Callable, server: str, name: str, *, old: set[str]) -> None:
    for each in old:
        execute(f'DROP DATABASE "{each}"')
    execute(f'CREATE DATABASE "{name}_half"')
    _migrate(f"{server}/{name}_half")
    execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')


def _migrate(address: str) -> None:
    ours = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "routekaart.settings"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **ours}, check=True)


@cache
def _migrations() -> str:
    """A hash of Django's version and of each migration of ours."""
    made_of = [f"django {version('django')}"] + [
        f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(ROOT.glob("*/migrations/*.py"))
    ]
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

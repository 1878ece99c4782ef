"""Bringing the database to this release: backup, migrate, look whether it works, or back.

A mark lies beside the archives from before the first migration until the new release starts.
Killed in between, the mark says what to go back to, and whoever starts next, the old release or
the new, goes back first: there is no state between the two (decision 44).
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from dutch.numerals import counted

from . import archive, restoring
from .archive import BackupRefused
from .making import make_backup

MARK = "bijwerken.json"


@dataclass(frozen=True)
class Mark:
    """An update that has begun: from which archive to go back, and to which software it goes, by
    its `fingerprint`. `done` once every migration ran and the site answered."""

    archive: str
    to: str
    done: bool = False


def pending() -> int:
    """How many migrations of this release have not run."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def fingerprint() -> str:
    """By which migrations this software is known: two releases with the same fit one database."""
    known = MigrationExecutor(connection).loader.disk_migrations
    names = "\n".join(".".join(each) for each in sorted(known))
    return hashlib.sha256(names.encode()).hexdigest()[:16]


def update(say: Callable[[str], object]) -> None:
    """Bring the database to this release. Raises BackupRefused, with the database as it was before,
    where a migration fails or the site does not answer afterwards."""
    settle(say)
    count = pending()
    if not count:
        say("De database hoort al bij deze versie.")
        return
    made = make_backup() if connection.introspection.table_names() else None
    say(f"Back-up gemaakt: {made.name}" if made else "Een lege database: geen back-up nodig.")
    if made:
        _lay_mark(Mark(made.name, fingerprint()))
    try:
        _migrate_and_look()
    except Exception as fault:  # whatever a migration or a page comes up with
        if made:
            restoring.undo_update(made)
            _take_mark_away()
        raise BackupRefused(
            f"Bijwerken mislukte; de gegevens staan weer zoals ze stonden. {fault}"
        ) from fault
    if made:
        _lay_mark(Mark(made.name, fingerprint(), done=True))
    say(f"Bijgewerkt: {counted(count, 'stap', 'stappen')}.")


def settle(say: Callable[[str], object]) -> None:
    """Before anything is served: go back where an update was killed, or where it was done and yet
    the former software starts. Nothing where the database and this software belong together."""
    mark = _mark()
    if mark is None:
        return
    if mark.done and mark.to == fingerprint():
        _take_mark_away()
        return
    restoring.undo_update(settings.BACKUP_DIR / mark.archive)
    _take_mark_away()
    say(f"Een bijwerking was afgebroken; teruggezet: {mark.archive}")


def _migrate_and_look() -> None:
    """The health gate: every migration, the checks of the framework, and the first page."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("check")
    host = next(iter(settings.ALLOWED_HOSTS), "localhost")
    shown = Client(raise_request_exception=False, headers={"host": host}).get("/", secure=True)
    if shown.status_code != 200:
        raise BackupRefused(f"De eerste pagina van de site gaf fout {shown.status_code}.")


def _mark() -> Mark | None:
    try:
        return Mark(**json.loads((settings.BACKUP_DIR / MARK).read_text()))
    except FileNotFoundError:
        return None


def _lay_mark(mark: Mark) -> None:
    """On the disk before the first migration begins."""
    unfinished = archive.folder() / f"{MARK}.part"
    with unfinished.open("w") as file:
        json.dump(asdict(mark), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, archive.folder() / MARK)


def _take_mark_away() -> None:
    (settings.BACKUP_DIR / MARK).unlink(missing_ok=True)

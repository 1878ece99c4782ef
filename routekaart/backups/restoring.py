"""Putting an archive back, and trying every night that it would work."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from . import apart, archive
from .archive import BackupRefused, Manifest
from .commands import manage
from .making import engine, make_backup
from .sums import differences, sums_of

RESULT = "laatste-proef.json"
TOO_OLD = timedelta(hours=36)


@dataclass(frozen=True)
class Trial:
    """What the last trial found; `faults` is empty where the archive can be put back."""

    at: str  # ISO 8601, UTC
    archive: str
    faults: list[str]


def restore(file: Path, *, replace: bool = False) -> Manifest:
    """Put an archive back as the database of this site, migrated to this release.

    The site and the worker must not run. Raises BackupRefused, with nothing changed, where the
    database is not empty and `replace` was not asked, and for each fault of the archive.
    """
    if not replace and not engine().is_empty():
        raise BackupRefused(
            "Er staan al gegevens in de database. Zet --replace erbij om ze te vervangen; van wat "
            "er nu staat, wordt dan eerst een back-up gemaakt."
        )
    with tempfile.TemporaryDirectory(dir=archive.folder(), prefix=".work-") as folder:
        known = _read(file, Path(folder))
        keys = apart.kept_keys(file.parent, archive.identity())
        if replace and not engine().is_empty():
            make_backup()
        with engine().replacing() as (database, address):
            _fill(known, Path(folder), database)
            _migrate(address)
    apart.put_back(keys)
    return known


def undo_update(file: Path) -> None:
    """Put back what stood before an update: as it was, not migrated, and without a backup of what
    was half done. Raises BackupRefused as `restore` does."""
    with tempfile.TemporaryDirectory(dir=archive.folder(), prefix=".work-") as folder:
        known = _read(file, Path(folder))
        keys = apart.kept_keys(file.parent, archive.identity())
        with engine().replacing() as (database, _):
            _fill(known, Path(folder), database)
    apart.put_back(keys)


def _read(file: Path, work: Path) -> Manifest:
    known = archive.unpack(file, work)
    if known.vendor != connection.vendor:
        raise BackupRefused(
            f"{file.name} is van {known.vendor}, deze site gebruikt {connection.vendor}: zet "
            "DATABASE_URL op een database van die soort."
        )
    return known


def _fill(known: Manifest, work: Path, database: BaseDatabaseWrapper) -> None:
    """Load, and compare with what was counted when the archive was made."""
    engine().load(work / archive.DUMP, database)
    found = differences(known.tables, sums_of(database))
    database.close()
    if found:
        raise BackupRefused(" ".join(found))


def _migrate(address: str) -> None:
    manage(address, "migrate", "--no-input", "--verbosity", "0")


def try_newest(now: datetime | None = None) -> Trial:
    """Restore the newest archive into a database of its own, compare, and write down the result."""
    now = now or timezone.now()
    newest = next(iter(archive.archives()), None)
    faults = _faults_of(newest, now) if newest else ["Er is nog geen back-up."]
    trial = Trial(now.isoformat(), newest.name if newest else "", faults)
    _write_down(trial)
    return trial


def _faults_of(file: Path, now: datetime) -> list[str]:
    faults = []
    if now - archive.made_at(file) > TOO_OLD:
        faults.append(f"De nieuwste back-up, {file.name}, is ouder dan 36 uur.")
    with tempfile.TemporaryDirectory(dir=archive.folder(), prefix=".work-") as folder:
        faults += _complaint(lambda: _try(file, Path(folder)))
    return faults


def _try(file: Path, work: Path) -> None:
    known = _read(file, work)
    with engine().scratch(work) as (database, address):
        _fill(known, work, database)
        _migrate(address)


def _complaint(attempt: Callable[[], object]) -> list[str]:
    try:
        attempt()
    except BackupRefused as refusal:
        return [str(refusal)]
    return []


def _write_down(trial: Trial) -> None:
    unfinished = archive.folder() / f"{RESULT}.part"
    unfinished.write_text(json.dumps(asdict(trial), ensure_ascii=False, indent=1))
    os.replace(unfinished, archive.folder() / RESULT)


def last_trial() -> Trial | None:
    """What the last trial found; None where none was held."""
    try:
        return Trial(**json.loads((settings.BACKUP_DIR / RESULT).read_text()))
    except FileNotFoundError:
        return None

"""Making a backup, letting old ones go, and sending them off-site."""

import fcntl
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection
from django.utils import timezone

from . import apart, archive
from .commands import run

RELEASE: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"][
    "version"
]
HOUR_OF_NIGHT = 2
DAYS, WEEKS = 14, 8
"""Each archive of the last two weeks stays, and before that the first of each week."""


def release() -> str:
    """The version of this software, as `pyproject.toml` has it."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    return tomllib.loads(text)["project"]["version"]


def engine() -> ModuleType:
    """How the database of this site is dumped and put back."""
    return import_module(f".{connection.vendor}", __package__)


@contextmanager
def alone() -> Iterator[bool]:
    """One backup or trial at a time; yields False where another is at work."""
    with (archive.folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def make_backup() -> Path:
    """Write an archive of now. Raises BackupRefused with what is wrong."""
    key, now = archive.identity(), timezone.now()
    target = archive.folder() / archive.name_for(now)
    with tempfile.TemporaryDirectory(dir=archive.folder(), prefix=".work-") as folder:
        work = Path(folder)
        tables = engine().dump(work / archive.DUMP)
        sha256 = archive.sha256(work / archive.DUMP)
        known = archive.Manifest(now.isoformat(), release(), connection.vendor, tables, sha256)
        archive.pack(known, work, target)
    apart.keep_keys(archive.folder(), key)
    return target


def let_go(now: datetime) -> list[Path]:
    """Remove the archives that need not be kept; which."""
    weeks: set[tuple[int, int]] = set()
    gone = []
    for each in reversed(archive.archives()):
        made = archive.made_at(each)
        week = made.isocalendar()[:2]
        first_of_week = week not in weeks and now - made <= timedelta(weeks=WEEKS)
        weeks.add(week)
        if now - made > timedelta(days=DAYS) and not first_of_week:
            each.unlink()
            gone.append(each)
    return gone


def send_off_site() -> bool:
    """Let restic copy the archives, where it was set up. Of the keys only the newest stay there."""
    if not settings.RESTIC_REPOSITORY:
        return False
    secret = {
        "RESTIC_REPOSITORY": settings.RESTIC_REPOSITORY,
        "RESTIC_PASSWORD": settings.RESTIC_PASSWORD,
    }
    here, keys = str(archive.folder()), str(archive.folder() / apart.NAME)
    run(["restic", "backup", "--quiet", "--tag", "archives", "--exclude", keys, here], secret)
    run(["restic", "backup", "--quiet", "--tag", "keys", keys], secret)
    run(["restic", "forget", "--quiet", "--tag", "archives", "--keep-within", "60d"], secret)
    run(["restic", "forget", "--quiet", "--tag", "keys", "--keep-last", "1", "--prune"], secret)
    return True


def keep_keys() -> None:
    """Let the file of keys follow what was erased in the last hour."""
    if settings.BACKUP_KEY:
        apart.keep_keys(archive.folder(), archive.identity())


def begin_nightly(now: datetime | None = None) -> None:
    """Start the backup of the night, once it is two o'clock, and do not wait for it.

    A process of its own, so that no mail waits; where another is at work it ends at once.
    """
    now = timezone.localtime(now)
    night = now.replace(hour=HOUR_OF_NIGHT, minute=0, second=0, microsecond=0)
    newest = next(iter(archive.archives()), None)
    if not settings.BACKUP_KEY or now < night or (newest and archive.made_at(newest) >= night):
        return
    command = [sys.executable, "manage.py", "backup", "--nightly"]
    subprocess.Popen(command, cwd=settings.BASE_DIR)

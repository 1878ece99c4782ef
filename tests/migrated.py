"""A migrated SQLite file to begin with: a run of one test does not migrate for half a minute first.

It lies in `var/tests` under a hash of all migrations; without it the tests migrate, and leave it.
PostgreSQL always migrates.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var/tests"


def kept_file() -> Path:
    """Where the file lies that belongs to the migrations of now."""
    found = hashlib.sha256(version("django").encode())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        found.update(path.name.encode() + path.read_bytes())
    return KEPT / f"migrated-{found.hexdigest()[:16]}.sqlite3"


def begin_with_kept(file: Path) -> None:
    if kept_file().exists():
        shutil.copyfile(kept_file(), file)


def keep(file: str) -> None:
    """Leave the database of the tests, as it is after migrating, for the next run."""
    kept = kept_file()
    if kept.exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    ours = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(ours)) as there:
        here.backup(there)
    os.replace(ours, kept)

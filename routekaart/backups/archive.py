"""One file a backup: a compressed tar of the dump and what is known of it, encrypted as `age` does.

Any `age` program opens it with the key, without this software. Its parts are signed: a flipped
byte is refused. `manifest.json` says when it was made, by which release, of which database, and
holds the sum of each table.
"""

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pyrage import decrypt_file, encrypt_file
from pyrage.x25519 import Identity

from .sums import Sums

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
BEGINS, ENDS = "routekaart-", ".tar.gz.age"


class BackupRefused(Exception):
    """What is wrong and what to do, in Dutch."""


@dataclass(frozen=True)
class Manifest:
    made_at: str  # ISO 8601, UTC
    release: str
    vendor: str  # sqlite or postgresql
    tables: Sums
    dump_sha256: str
    format: int = FORMAT


def identity() -> Identity:
    """The key of all backups. Raises BackupRefused where none is set."""
    if not settings.BACKUP_KEY:
        raise BackupRefused(
            "Er is geen sleutel voor back-ups. Maak er een met manage.py make_backup_key, en zet "
            "die in BACKUP_KEY."
        )
    return Identity.from_str(settings.BACKUP_KEY)


def folder() -> Path:
    """Where archives lie; made at the first backup, for the owner alone."""
    settings.BACKUP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    return settings.BACKUP_DIR


def archives() -> list[Path]:
    """The newest first."""
    return sorted(settings.BACKUP_DIR.glob(f"{BEGINS}*{ENDS}"), reverse=True)


def made_at(archive: Path) -> datetime:
    """The moment in the name of an archive, UTC."""
    moment = archive.name.removeprefix(BEGINS).removesuffix(ENDS)
    return datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%SZ%z")


def name_for(moment: datetime) -> str:
    return f"{BEGINS}{moment:%Y%m%dT%H%M%SZ}{ENDS}"


def pack(manifest: Manifest, work: Path, archive: Path) -> None:
    """Make the archive of the dump in `work`: whole, or not at all."""
    (work / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True))
    plain, unfinished = work / "backup.tar.gz", archive.with_suffix(".part")
    with tarfile.open(plain, "w:gz") as tar:
        for name in (MANIFEST, DUMP):
            tar.add(work / name, arcname=name)
    encrypt_file(str(plain), str(unfinished), [identity().to_public()])
    os.chmod(unfinished, 0o600)
    os.replace(unfinished, archive)


def unpack(archive: Path, work: Path) -> Manifest:
    """The dump of an archive, in `work`, and what is known of it.

    Raises BackupRefused for what is no archive, is damaged, or is newer than this software.
    """
    plain = work / "backup.tar.gz"
    try:
        decrypt_file(str(archive), str(plain), [identity()])
        with tarfile.open(plain) as tar:
            for name in (MANIFEST, DUMP):
                _take_out(tar, name, work / name)
        found = json.loads((work / MANIFEST).read_text())
    except FileNotFoundError:
        raise BackupRefused(f"{archive} is er niet.") from None
    except Exception as fault:  # pyrage has no one class for what it cannot read
        raise BackupRefused(
            f"{archive.name} is niet te lezen ({fault}): het bestand is beschadigd, of met een "
            "andere sleutel gemaakt."
        ) from fault
    finally:
        plain.unlink(missing_ok=True)
    return _checked(found, work / DUMP, archive.name)


def _take_out(tar: tarfile.TarFile, name: str, file: Path) -> None:
    """The content alone, whatever else the archive says of it. Python 3.11 knows the filters of
    `extract` only from 3.11.4, and Debian 12 has 3.11.2."""
    content = tar.extractfile(name)
    if content is None:
        raise BackupRefused(f"{name} is geen bestand")
    with content, file.open("wb") as out:
        shutil.copyfileobj(content, out)


def _checked(found: dict, dump: Path, name: str) -> Manifest:
    if found["format"] > FORMAT:
        raise BackupRefused(f"{name} is door een nieuwere versie gemaakt: werk eerst bij.")
    if found["dump_sha256"] != sha256(dump):
        raise BackupRefused(f"{name} is beschadigd: de inhoud is niet die van toen.")
    return Manifest(**found)


def sha256(file: Path) -> str:
    found = hashlib.sha256()
    for block in _blocks(file):
        found.update(block)
    return found.hexdigest()


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            yield block

import os
import subprocess
import sys

import pytest
from pyrage.x25519 import Identity

from routekaart.backups import making
from tests.project.floors import ROOT


@pytest.fixture
def folder(settings, tmp_path):
    """A site with a key for backups, and an empty folder for them."""
    settings.BACKUP_KEY, settings.BACKUP_DIR = str(Identity.generate()), tmp_path / "backups"
    return settings.BACKUP_DIR


@pytest.fixture
def elsewhere(settings, folder, tmp_path, request):
    """An empty database of the same kind on 'another machine', with its commands."""
    with making.engine().scratch(tmp_path) as (database, address):
        yield database, lambda *arguments: run(settings, address, *arguments)


def run(settings, address: str, *arguments: str) -> subprocess.CompletedProcess:
    given = {
        "DATABASE_URL": address,
        "BACKUP_KEY": settings.BACKUP_KEY,
        "BACKUP_DIR": str(settings.BACKUP_DIR),
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True)

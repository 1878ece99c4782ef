"""From an archive to a running site: in an empty folder, by the commands of the guide alone.

What the first of them would fetch, the interpreter of the tests has already. The fonts of the
second are copied; `test_fresh_clone.py` lets them be made.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from routekaart.backups import apart, making
from routekaart.backups.sums import differences, sums_of
from routekaart.guide import FOLDER
from tests.factories import MeetingFactory
from tests.project.floors import ROOT
from tests.project.test_fresh_clone import NOT_CLONED
from tests.project.test_settings import SAFE

pytestmark = pytest.mark.django_db(transaction=True)
SECTION = "## Op een nieuwe server beginnen"
EXAMPLE, PLACE = "var/backups/routekaart-20261127T010000Z.tar.gz.age", "127.0.0.1:8000"
INSTALL, FONTS = "python -m pip install", "python manage.py build_fonts"


def commands() -> list[str]:
    page = (FOLDER / "beheer.md").read_text()
    section = page.partition(f"{SECTION}\n")[2].partition("\n## ")[0]
    return re.findall(r"^    (.+)$", section, re.M)


def test_archive_becomes_a_running_site_by_the_commands_of_the_guide(folder, tmp_path):
    MeetingFactory(title="Voor de brand")
    made = making.make_backup()
    before = sums_of(connection)
    shutil.copytree(ROOT, tmp_path / "site", ignore=NOT_CLONED)
    shutil.copytree(ROOT / "var/built", tmp_path / "site/var/built")
    backups = tmp_path / "site/var/backups"
    backups.mkdir(parents=True)
    for file in (made, made.with_name(apart.NAME)):
        shutil.copy(file, backups)
    with making.engine().scratch(tmp_path) as (database, address):
        run = Server(tmp_path / "site", address)
        first, second, *steps, serve, work = commands()
        assert first.startswith(INSTALL)
        assert second == FONTS
        for step in steps:
            run.until_done(step.replace(EXAMPLE, f"var/backups/{made.name}"))

        assert differences(before, sums_of(database)) == []
        database.close()
        with run.going_on(serve) as place, run.going_on(work):
            assert answer(f"http://{place}/-/ready/") == "klaar"
            assert "<h1" in answer(f"http://{place}/")


class Server:
    """Another machine: nothing of ours but the settings that are put there."""

    def __init__(self, at: Path, address: str) -> None:
        self.at = at
        self.environment = SAFE | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "true",
            "DATABASE_URL": address,
            "BACKUP_KEY": settings.BACKUP_KEY,
        }

    def until_done(self, command: str) -> None:
        done = subprocess.run(
            command.split(), cwd=self.at, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    @contextmanager
    def going_on(self, command: str) -> Iterator[str]:
        """A service, and where it is to be found."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            place = f"127.0.0.1:{free.getsockname()[1]}"
        words = command.replace(PLACE, place).split()
        service = subprocess.Popen(words, cwd=self.at, env=self.environment, stderr=subprocess.PIPE)
        try:
            yield place
            assert service.poll() is None, service.communicate()[1]
        finally:
            service.terminate()
            service.communicate(timeout=60)


def answer(address: str) -> str:
    """As the proxy asks; the server may need a while to start."""
    asked = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})
    until = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(asked, timeout=60).read().decode()
        except (ConnectionError, urllib.error.URLError):
            assert time.monotonic() < until, f"{address} does not answer"
            time.sleep(0.2)

"""Real workers: `manage.py run_worker` as processes of their own, as in production."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

from routekaart.backups import sqlite
from tests.project.floors import ROOT

LEASE = 3


def database_for_others(folder: Path) -> str:
    """The address of the database as it stands now, for another process.

    On SQLite its contents are copied to another file.
    """
    if connection.vendor == "postgresql":
        return postgresql_address()
    file = folder / "outbox.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as there:
        sqlite.copy(connection.connection, there)
    return f"sqlite:///{file}"


def postgresql_address() -> str:
    at = connection.settings_dict
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgresql://{at['USER']}{password}@{at['HOST']}{port}/{at['NAME']}"


class Workers:
    def __init__(self, database: str, port: int) -> None:
        self.database = database
        self.environment = {
            **os.environ,
            "ROUTEKAART_ENV": "production",
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-of-the-tests-of-the-worker",
            "ALLOWED_HOSTS": "routekaart.example",
            "SITE_URL": "https://routekaart.example",
            "DATABASE_URL": database,
            "DEFAULT_FROM_EMAIL": "routekaart@beroepseer.example",
            "CONTACT_EMAIL": "routekaart@beroepseer.example",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "EMAIL_USE_TLS": "false",
            "OUTBOX_LEASE_SECONDS": str(LEASE),
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.processes: list[subprocess.Popen] = []

    def start(self) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "run_worker"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.PIPE)
        self.processes.append(process)
        return process

    def kill(self) -> None:
        """kill -9, of all that run: a process ended so has no moment to tidy up."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)

    def end(self) -> None:
        self.kill()
        for process in self.processes:
            process.communicate()

    def states(self) -> dict[str, int]:
        """How many messages are in which state, as the workers left them."""
        query = "SELECT state, COUNT(*) FROM outbox_message GROUP BY state"
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(query)
                return dict(cursor.fetchall())
        file = sqlite3.connect(self.database.removeprefix("sqlite:///"), timeout=20)
        try:
            return dict(file.execute(query).fetchall())
        finally:
            file.close()


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"still not so after {seconds} seconds"
        time.sleep(0.05)

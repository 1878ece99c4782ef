"""The site and the bare app, each with a fresh database on PostgreSQL and two gunicorn workers."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from .load import Visitors

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@localhost")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class App:
    """`fill` is the module that makes its tables; the rest are paths, with the slug to fill in."""

    name: str
    fill: str
    wsgi: str
    settings: str
    page: str
    form: str


SITE = App(
    "site",
    "bench.registering.fill",
    "routekaart.wsgi",
    "routekaart.settings",
    "/hubs/{}/",
    "/hubs/{}/",
)
BARE = App(
    "bare",
    "bench.registering.bare.fill",
    "django.core.wsgi:get_wsgi_application()",
    "bench.registering.bare.settings",
    "/bijeenkomst/{}/",
    "/aanmelden/{}/",
)


@dataclass(frozen=True)
class Server:
    app: App
    visitors: Visitors
    pid: int

    def seconds_of_processor(self) -> float:
        """What the workers used so far; not PostgreSQL."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(processor_of(pid) for pid in children)


def processor_of(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def served(app: App, meetings: dict[str, int]) -> Iterator[Server]:
    """The app with these meetings (slug and number of places), until the block ends."""
    with database(f"bench_{app.name}") as name:
        environment = environment_of(app, name)
        slugs = [f"{slug}={places}" for slug, places in meetings.items()]
        run([app.fill, *slugs], environment)
        if app is not BARE:
            run(["django", "collectstatic", "--no-input", "--verbosity=0"], environment)
        with gunicorn(app, environment) as (port, process):
            yield Server(app, Visitors(port), process.pid)


@contextmanager
def database(name: str, template: str = "template1") -> Iterator[str]:
    """A fresh one, as the template is; dropped at the end."""
    connection = psycopg2.connect(f"{POSTGRESQL}/postgres")
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"DROP DATABASE IF EXISTS {name}")
    cursor.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
    try:
        yield name
    finally:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


def environment_of(app: App, database_name: str) -> dict[str, str]:
    """As in production, behind a proxy; the limits of forms lifted."""
    return {
        **os.environ,
        "DATABASE_URL": f"{POSTGRESQL}/{database_name}",
        "DJANGO_SETTINGS_MODULE": app.settings,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ROUTEKAART_ENV": "production",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
        "BEHIND_PROXY": "true",
        "DEFAULT_FROM_EMAIL": "bench@site.example",
        "CONTACT_EMAIL": "bench@site.example",
        "EMAIL_HOST": "localhost",
        "RATE_LIMIT_PER_IP": "0",
        "RATE_LIMIT_PER_ADDRESS": "0",
        "MINIMUM_FORM_SECONDS": "0",
    }


def run(module: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", *module], cwd=ROOT, env=environment, check=True)


@contextmanager
def gunicorn(app: App, environment: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen]]:
    port = free_port()
    options = ["--workers=2", f"--bind=127.0.0.1:{port}", "--backlog=2048", "--log-level=error"]
    command = [sys.executable, "-m", "gunicorn", app.wsgi, *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("gunicorn ended")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("gunicorn does not answer")

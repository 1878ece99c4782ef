"""Breaks a running site while people register and staff log, and counts what is there afterwards.

    python -m bench.breaking

Two gunicorn and two workers behind a proxy, on a PostgreSQL of its own. At a quarter of the people
one gunicorn is killed with -9, at half one worker, at three quarters the database falls. Who gets
no answer tries again, as people do. Ends with exit code 1 where anything is lost or double, but
for mails that were in flight.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
from django.utils.text import slugify

from bench.registering import servers
from bench.registering.load import COOKIE, TOKEN, Visitors, Wrong
from bench.registering.texts import APPLICANT
from tests.outbox.mail_server import Mailbox, free_port, serving

from .machine import Database, Proxy, Service, database

PEOPLE, AT_ONCE, THEMES = 400, 8, 60
MEETINGS = {"eerste": 10_000, "tweede": 10_000}
LEASE = 10
MOST_IN_FLIGHT = 3
"""One mail of the worker that is killed, and one of each when the database falls."""
PATIENCE = 240


@dataclass
class Site:
    visitors: Visitors
    session: str
    done: int = 0
    tries: int = 0

    def until_it_works(self, deed: Callable[[], object]) -> None:
        """What a person does who gets no answer, or that of a fault."""
        until = time.monotonic() + PATIENCE
        while True:
            self.tries += 1
            try:
                deed()
                break
            except (Wrong, OSError, TypeError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)
        self.done += 1


def main() -> int:
    mailbox = Mailbox()
    mailbox.on_data = lambda _kept: time.sleep(0.02)
    with tempfile.TemporaryDirectory() as logs, database() as stands, serving(mailbox, PORT):
        servers.POSTGRESQL = stands.address
        environment = given(stands)
        with running(environment, Path(logs)) as (site, sites, workers):
            took = under_load(site, sites, workers, stands)
            wait_for_mail(stands)
            time.sleep(LEASE)
        return tell(site, took, counted(stands), mailbox)


PORT = free_port()


def given(stands: Database) -> dict[str, str]:
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(PORT), "EMAIL_USE_TLS": "false"}
    known = servers.environment_of(servers.SITE, "postgres") | mail
    return known | {"OUTBOX_LEASE_SECONDS": str(LEASE), "WEB_CONCURRENCY": "1"}


@contextmanager
def running(
    environment: dict[str, str], logs: Path
) -> Iterator[tuple[Site, list[Service], list[Service]]]:
    places = [f"{slug}={number}" for slug, number in MEETINGS.items()]
    servers.run([servers.SITE.fill, *places], environment)
    servers.run(["django", "collectstatic", "--no-input", "--verbosity=0"], environment)
    command = [sys.executable, "-m", "bench.breaking.staff"]
    session = subprocess.check_output(command, cwd=servers.ROOT, env=environment, text=True)
    ports = [free_port(), free_port()]
    gunicorn = ["-m", "gunicorn", servers.SITE.wsgi, "--no-control-socket"]
    sites = [
        Service([*gunicorn, f"--bind=127.0.0.1:{port}"], environment, logs / f"site-{port}")
        for port in ports
    ]
    workers = [
        Service(["manage.py", "run_worker"], environment, logs / f"worker-{number}")
        for number in range(2)
    ]
    try:
        yield Site(Visitors(Proxy(ports).port), session.strip()), sites, workers
    finally:
        for each in sites + workers:
            each.end()


def under_load(
    site: Site, sites: list[Service], workers: list[Service], stands: Database
) -> dict[str, float]:
    """All register and log while each thing is broken; how long it took, and each break."""
    site.until_it_works(lambda: site.visitors.page("/hubs/eerste/"))
    breaks = {
        0.25: ("one of two site servers", sites[0].break_off),
        0.5: ("one of two workers", workers[0].break_off),
        0.75: ("the database", stands.restart),
    }
    took: dict[str, float] = {}
    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        deeds = [threads.submit(register, site, number) for number in range(PEOPLE)]
        deeds.insert(0, threads.submit(log_themes, site))
        for share, (what, broken) in breaks.items():
            while site.done < share * PEOPLE:
                time.sleep(0.05)
            at = time.monotonic()
            broken()
            took[what] = time.monotonic() - at
        for deed in deeds:
            deed.result()
    return took | {"all": time.monotonic() - started}


def register(site: Site, number: int) -> None:
    slug = list(MEETINGS)[number % len(MEETINGS)]
    values = {**APPLICANT, "email": f"deelnemer{number}@rijk.example"}
    site.until_it_works(lambda: site.visitors.register(f"/hubs/{slug}/", values))


def log_themes(site: Site) -> None:
    """Staff, one after the other, through the admin: each writes a row of history."""
    for number in range(THEMES):
        site.until_it_works(lambda name=f"Thema {number}": log_theme(site, name))


def log_theme(site: Site, name: str) -> None:
    """Whoever got no answer looks first whether it is there."""
    at, session = "/beheer/programme/theme/", f"__Host-session={site.session}"
    there = site.visitors.ask(f"GET {at}?all=1", expected=b"200", cookie=session)
    if f">{name}<".encode() in there:
        return
    form = site.visitors.ask(f"GET {at}add/", expected=b"200", cookie=session)
    cookie = f"{session}; {COOKIE.search(form)[1].decode()}"
    values = {"name": name, "slug": slugify(name), "csrfmiddlewaretoken": TOKEN.search(form)[1]}
    site.visitors.ask(f"POST {at}add/", expected=b"302", cookie=cookie, body=urlencode(values))


def wait_for_mail(stands: Database) -> None:
    until = time.monotonic() + PATIENCE
    while asked(stands, "SELECT 1 FROM outbox_message WHERE state <> 'sent' LIMIT 1"):
        if time.monotonic() > until:
            return
        time.sleep(1)


def asked(stands: Database, query: str) -> list[tuple]:
    connection = psycopg2.connect(f"{stands.address}/postgres")
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall()
    connection.close()
    return rows


def counted(stands: Database) -> dict[str, object]:
    """What is there: for each kind how many, and which are there twice or not at all."""
    people = {f"deelnemer{number}@rijk.example" for number in range(PEOPLE)}
    themes = {f"Thema {number}" for number in range(THEMES)}
    confirmed = "template = 'confirmation' AND state = 'sent'"
    return {
        "registrations": wrong(stands, "email FROM meetings_registration", people),
        "mails sent": wrong(stands, f'"to" FROM outbox_message WHERE {confirmed}', people),
        "mails not sent": asked(
            stands, "SELECT template, state, last_error FROM outbox_message WHERE state <> 'sent'"
        ),
        "rows of staff": wrong(stands, "name FROM programme_theme", themes),
        "rows of history": wrong(stands, "name FROM programme_historicaltheme", themes),
    }


def wrong(stands: Database, query: str, expected: set[str]) -> list[str]:
    """What is missing, and what is there more than once."""
    found = Counter(value for (value,) in asked(stands, f"SELECT {query}"))
    twice = [f"{value} {number} times" for value, number in found.items() if number > 1]
    return sorted(expected - found.keys()) + twice


def tell(site: Site, took: dict[str, float], found: dict[str, object], mailbox: Mailbox) -> int:
    """Print all of it; 1 where anything is lost or double."""
    arrived = Counter(mail["Message-ID"] for mail in mailbox.mails)
    twice = sum(arrived.values()) - len(arrived)
    for what, seconds in took.items():
        print(f"{what}: {seconds:.1f} s")
    print(f"{PEOPLE} people and {THEMES} rows of staff, {site.tries} tries")
    for what, faults in found.items():
        print(f"{what}: {faults or 'right'}")
    print(f"mails that arrived: {len(arrived)} different, {twice} twice")
    held = not any(found.values()) and twice <= MOST_IN_FLIGHT
    print("held" if held else "NOT HELD")
    return not held


if __name__ == "__main__":
    sys.exit(main())

"""Forty people sort value cards at the same time, through gunicorn with two workers.

    python -m bench.sorting sqlite
    python -m bench.sorting postgresql

Each opens the code, lays thirty cards one by one and hands them in, and all hand in at the same
moment, twice. Halfway a worker is killed; who gets no answer sends again, as a person does. Needs
for the second a PostgreSQL that lets `postgres` in, or BENCH_POSTGRESQL (postgresql://user@host).
"""

import os
import random
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from bench.registering.load import COOKIE, LOCATION, TOKEN, Visitors, Wrong
from bench.registering.servers import App, database, environment_of, gunicorn, run

PEOPLE, SIZES = 40, (4, 6, 10, 6, 4)
KILLED_AFTER = 12
"""Cards that the first person has laid when a worker is killed."""
CODE, TRIES = "bench2", 20
SITE = App("sorting", "", "routekaart.wsgi", "routekaart.settings", "", "")
SEEN = re.compile(rb"<h1>([^<]+)</h1>")


@dataclass
class Sorter:
    """One phone: a link, the cookie and the token of its forms."""

    visitors: Visitors
    number: int
    path: str = f"/sorteren/{CODE}/"
    cookie: str = ""
    token: bytes = b""
    waited: list[float] = field(default_factory=list)
    last: float = 0.0

    def look(self) -> bytes:
        page = self._patiently(f"GET {self.path}", b"200")
        self.token = TOKEN.search(page)[1] if TOKEN.search(page) else self.token
        if found := COOKIE.search(page):
            self.cookie = found[1].decode()
        return page

    def send(self, **values: object) -> None:
        answer = self._patiently(f"POST {self.path}", b"302", self._body(values))
        self.path = urlsplit(LOCATION.search(answer)[1].decode()).path

    def send_again(self, **values: object) -> None:
        """What was handed in already: the page of thanks comes at once."""
        self._patiently(f"POST {self.path}", b"200", self._body(values))

    def _body(self, values: dict[str, object]) -> str:
        return urlencode({**values, "csrfmiddlewaretoken": self.token})

    def _patiently(self, what: str, expected: bytes, body: str = "") -> bytes:
        """Who gets no answer, since a worker was killed, sends again."""
        for _ in range(TRIES):
            began = time.perf_counter()
            try:
                answer = self.visitors.ask(what, expected=expected, cookie=self.cookie, body=body)
            except (OSError, Wrong) as fault:
                if isinstance(fault, Wrong) and str(fault) != f"{what}: ":
                    raise
                continue
            self.waited.append(time.perf_counter() - began)
            return answer
        raise Wrong(f"{what}: no answer in {TRIES} tries")


def sort_all(sorter: Sorter, ready: Barrier, kill: int) -> bytes:
    """What the last page says."""
    sorter.look()
    sorter.send()
    piles = [pile for pile, size in enumerate(reversed(SIZES), start=1) for _ in range(size)]
    random.Random(sorter.number).shuffle(piles)
    for card, pile in enumerate(piles, start=1):
        sorter.look()
        sorter.send(card=card, pile=pile)
        if sorter.number == 0 and card == KILLED_AFTER:
            os.kill(kill, signal.SIGKILL)
    sorter.look()
    ready.wait()
    sorter.send(done=1)
    sorter.last = sorter.waited[-1]
    if sorter.number % 2:
        sorter.send_again(done=1)  # a second tap: counts once
    return SEEN.search(sorter.look())[1]


def sort_at_once(port: int, server: int) -> None:
    worker = int(Path(f"/proc/{server}/task/{server}/children").read_text().split()[0])
    ready = Barrier(PEOPLE)
    sorters = [Sorter(Visitors(port), number) for number in range(PEOPLE)]
    began = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as threads:
        told = list(threads.map(lambda one: sort_all(one, ready, worker), sorters))
    print(f"{PEOPLE} people, {time.perf_counter() - began:.0f} s for all; a worker killed halfway")
    print(f"thanked: {sum(b'tellen mee' in each for each in told)} of {PEOPLE}")
    last = sorted(sorter.last for sorter in sorters)
    at_95 = statistics.quantiles(last, n=20)[-1]
    print(f"last request: median {statistics.median(last) * 1000:.0f} ms, 95th percentile ", end="")
    print(f"{at_95 * 1000:.0f} ms, longest {last[-1] * 1000:.0f} ms")


@contextmanager
def database_of(kind: str) -> Iterator[str]:
    if kind == "postgresql":
        with database("bench_sorting") as name:
            yield environment_of(SITE, name)["DATABASE_URL"]
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"


def fill() -> None:
    """The tables, and one round that is open."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from pilots.models import Group, Pilot
    from programme.models import Programme
    from sorting.cards import cards_now
    from sorting.models import Round

    call_command("migrate", verbosity=0)
    programme = Programme.objects.create(
        name="Bench", slug="bench", first_year=2026, last_year=2027
    )
    pilot = Pilot.objects.create(programme=programme, title="Bench", slug="bench")
    group = Group.objects.create(pilot=pilot, name="Groep", slug="groep", planned_sessions=1)
    today = timezone.localdate()
    Round.objects.create(
        group=group, question="mine", code=CODE, cards=cards_now(), open_until=today
    )


def tell() -> None:
    """What was stored: each card once for each person, and nothing of who laid it."""
    import django

    django.setup()
    from sorting.models import Round, Sort
    from sorting.rounds import end_round

    at = Round.objects.get()
    sums = {sum(row) for row in at.tally}
    print(f"stored: {at.counted} of {PEOPLE}, each card {sums} times; ", end="")
    print(f"cards that still lie somewhere: {Sort.objects.exclude(piles='').count()}")
    end_round(at)
    print(f"ended: picture of {Round.objects.get().shown_people}, {Sort.objects.count()} rows left")


def main(kind: str) -> None:
    with database_of(kind) as url:
        environment = environment_of(SITE, "") | {"DATABASE_URL": url}
        run(["bench.sorting", "fill"], environment)
        run(["django", "collectstatic", "--no-input", "--verbosity=0"], environment)
        with gunicorn(SITE, environment) as (port, process):
            Sorter(Visitors(port), 0).look()
            sort_at_once(port, process.pid)
        run(["bench.sorting", "tell"], environment)


if __name__ == "__main__":
    deeds = {"fill": fill, "tell": tell}
    asked = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    deeds[asked]() if asked in deeds else main(asked)

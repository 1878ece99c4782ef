"""Times every list and form of the admin at 100 meetings and at 10,000, in turns.

    python bench/admin.py [a word in the names of pages]
    DATABASE_URL=postgresql://postgres@127.0.0.1/postgres python bench/admin.py

Makes two databases for it, one with 100 meetings and 2,000 registrations, one with 10,000 and
200,000: SQLite, or on the server of DATABASE_URL, which has to be on this machine. Prints of each
page its queries on both, the median of three of the processor's time on both, that of the server
too, and how many times the first the second is.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from report import in_year, set_up

SMALL, LARGE = 100, 10_000
REGISTRATIONS, ROUNDS = 20, 3
AIM_QUERIES, AIM_TIMES = 15, 1.5
HELD_BY_ALL = "er"
"""Stands in what is searched of nearly every row that is made here."""
NAMES = ("bench_admin_small", "bench_admin_large")
SERVER = os.environ.get("DATABASE_URL", "")


def main() -> None:
    with two_databases() as (small, large):
        for name, meetings in ((small, SMALL), (large, LARGE)):
            go_to(name)
            fill(meetings)
        measure(small, large, sys.argv[1] if sys.argv[1:] else "")


@contextmanager
def two_databases() -> Iterator[tuple[str, str]]:
    """Their names; empty, with all tables."""
    with on_server() if SERVER else in_files() as names:
        yield names


@contextmanager
def in_files() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        small, large = (str(Path(folder, name)) for name in NAMES)
        set_up(f"sqlite:///{small}")
        leave()
        shutil.copyfile(small, large)
        yield small, large


@contextmanager
def on_server() -> Iterator[tuple[str, str]]:
    import psycopg2

    server = psycopg2.connect(SERVER)
    server.autocommit = True
    small, large = NAMES
    with server.cursor() as say:
        say.execute(f"CREATE DATABASE {small}")
        try:
            set_up(f"{SERVER.rpartition('/')[0]}/{small}")
            leave()
            say.execute(f"CREATE DATABASE {large} TEMPLATE {small}")
            yield small, large
        finally:
            leave()
            for name in NAMES:
                say.execute(f"DROP DATABASE IF EXISTS {name}")


def go_to(name: str) -> None:
    """Every query from now on is for this database."""
    from django.db import connection

    leave()
    connection.settings_dict["NAME"] = name


def leave() -> None:
    from django.core.cache import cache
    from django.db import connection

    cache.clear()
    connection.close()


def fill(meetings: int) -> None:
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from programme.models import Programme, Target
    from reporting.models import ProgressReport

    with transaction.atomic():
        get_user_model().objects.create(username="bench", is_superuser=True, is_staff=True)
        programme = Programme.objects.create(
            name="Bench", slug="bench", first_year=2012, last_year=2030
        )
        ProgressReport.objects.create(programme=programme, year=2013)
        target = Target.objects.create(
            programme=programme, year=2013, line="hubs", number=5, description="hubs", source="-"
        )
        fill_registrations(fill_meetings(target, meetings))


def fill_meetings(target: object, number: int) -> list:
    from meetings.models import Meeting, Rescheduling
    from publications.models import Publication

    meetings = Meeting.objects.bulk_create(
        Meeting(
            programme=target.programme, line=("hubs", "leadership")[each % 2], status="held",
            title=f"Bijeenkomst over vraagstuk {each}", slug=f"bijeenkomst-{each}",
            place="Den Haag", date=in_year(2013 + each % 10), is_public=True,
        )
        for each in range(number)
    )  # fmt: skip
    Rescheduling.objects.bulk_create(
        Rescheduling(meeting=each, former_date=in_year(2013), reason="zaal bezet")
        for each in meetings
    )
    Publication.objects.bulk_create(
        Publication(programme=target.programme, kind="minutes", title=f"Verslag van {each}",
                    slug=f"verslag-{each.slug}", meeting=each, date=in_year(2013))
        for each in meetings
    )  # fmt: skip
    return meetings


def fill_registrations(meetings: list) -> None:
    from django.utils import timezone

    from meetings.models import Registration
    from outbox.models import Message
    from programme.models import Organisation, Sector

    organisations = Organisation.objects.bulk_create(
        Organisation(
            name=f"Dienst {each}", sort_key=f"dienst {each}", sector=list(Sector)[each % 5]
        )
        for each in range(len(meetings))
    )
    Registration.objects.bulk_create(
        (
            Registration(
                meeting=meeting, state="confirmed", name=f"Deelnemer {each}",
                email=f"deelnemer{each}@rijk.example", attended=True,
                organisation=organisations[(meeting.pk + each * 7) % len(organisations)],
            )
            for meeting in meetings
            for each in range(REGISTRATIONS)
        ),
        batch_size=5_000,
    )  # fmt: skip
    Message.objects.bulk_create(
        Message(key=f"bench:{meeting.pk}", to="deelnemer@rijk.example", template="confirmation",
                context={}, state="sent", sent_at=timezone.now())
        for meeting in meetings
    )  # fmt: skip


def measure(small: str, large: str, asked: str) -> None:
    looks = {name: dict(pages(name)) for name in (small, large)}
    print(f"{'page':<58}{'queries':>10}{'ms':>14}{'times':>7}")
    worst = []
    for page in (each for each in looks[small] if asked in each):
        counts = [counted(name, looks[name][page]) for name in (small, large)]
        times = in_turns([(name, looks[name][page]) for name in (small, large)])
        ratio = times[1] / times[0]
        milliseconds = "{:.0f} {:.0f}".format(*(1000 * each for each in times))
        beyond = " *" if max(counts) > AIM_QUERIES or ratio > AIM_TIMES else ""
        queries = "{} {}".format(*counts)
        print(f"{page:<58}{queries:>10}{milliseconds:>14}{ratio:7.2f}{beyond}", flush=True)
        worst.append(ratio)
    print(f"{len(worst)} pages; the median is {statistics.median(worst):.2f} times")


def pages(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every list, a search in it that finds all and one that finds nothing, an empty form, and the
    form and the history of the newest row."""
    from django.contrib import admin
    from django.urls import reverse

    from meetings.models import Meeting

    go_to(name)
    look = opener()
    yield "Vandaag", lambda: look(reverse("admin:index"))
    yield "Zoeken", lambda: look(reverse("admin:find") + "?q=vraagstuk")
    yield "Wat er is gedaan", lambda: look(reverse("admin:doings"))
    door = reverse("attendance:list", args=[Meeting.objects.latest("pk").slug])
    yield "Presentielijst", lambda: look(door)
    for model, its in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        newest = model._default_manager.order_by("-pk").first()
        for kind, address in addresses(base, newest, searched=bool(its.search_fields)):
            yield (
                f"{model._meta.verbose_name_plural}: {kind}",
                lambda address=address: look(address),
            )


def addresses(base: str, newest: object, *, searched: bool) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    lists = reverse(f"{base}_changelist")
    yield "lijst", lists
    if searched:
        yield "zoeken", f"{lists}?q={HELD_BY_ALL}"
        yield "zoeken, niets gevonden", f"{lists}?q=nergens"
    if newest:
        yield "formulier", reverse(f"{base}_change", args=[newest.pk])
        yield "geschiedenis", reverse(f"{base}_history", args=[newest.pk])


def opener() -> Callable[[str], object]:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(
        get_user_model().objects.get(username="bench"),
        "routekaart.accounts.lent_roles.StaffBackend",
    )
    return lambda address: client.get(address, follow=True)


def counted(name: str, look: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    go_to(name)
    look()
    with CaptureQueriesContext(connection) as queries:
        answer = look()
    if answer.status_code != 200 or not answer.wsgi_request.user.is_authenticated:
        sys.exit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    return len(queries)


def in_turns(looks: list[tuple[str, Callable[[], object]]]) -> list[float]:
    """Median seconds of the processor of each, in turns."""
    rounds = []
    for _ in range(ROUNDS):
        rounds.append([])
        for name, look in looks:
            go_to(name)
            look()  # opens the database
            started = spent()
            look()
            rounds[-1].append(spent() - started)
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def spent() -> float:
    """Seconds of the processor that this process used, and the server for its connection."""
    from django.db import connection

    if not SERVER:
        return time.process_time()
    process = connection.connection.info.backend_pid
    nanoseconds = Path(f"/proc/{process}/schedstat").read_text().split()[0]
    return time.process_time() + int(nanoseconds) / 1e9


if __name__ == "__main__":
    main()

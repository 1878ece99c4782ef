"""Measures erasing in time: three years with 100,000 registrations, twice; memory and seconds.

    python bench/retention.py

Makes and fills a temporary SQLite database, or with BENCH_DATABASE_URL an empty database that it
fills and leaves. The second time must change nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEETINGS, REGISTRATIONS, BATCH = 300, 100_000, 5_000
DAYS = 3 * 365


def main() -> None:
    """Erasing runs in a process of its own, whose memory filling did not raise before."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3"
        set_up(url)
        fill()
        subprocess.run([sys.executable, __file__, url], check=True)


def measure(url: str) -> None:
    set_up(url)
    forget_peak()
    before = memory("VmRSS")
    for number in (1, 2):
        seconds, erased = timed()
        print(f"keer {number}: {erased} rijen gewist, {seconds:.1f} s")
    print(f"geheugen erbij: {memory('VmHWM') - before:.0f} MB (van {before:.0f} MB)")


def set_up(database_url: str) -> None:
    os.environ["DATABASE_URL"] = database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "routekaart.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill() -> None:
    """Meetings spread evenly over three years up to today, each with as many who registered."""
    from hubs.models import Hub
    from meetings.models import Registration
    from programme.models import Programme

    programme = Programme.objects.create(
        name="Bench", slug="bench", first_year=2020, last_year=2030
    )
    hubs = [
        Hub.objects.create(programme=programme, title=f"Hub {n}", slug=f"hub-{n}", **day_of(n))
        for n in range(MEETINGS)
    ]
    for start in range(0, REGISTRATIONS, BATCH):
        Registration.objects.bulk_create(
            Registration(
                meeting_id=hubs[n % MEETINGS].pk,
                name=f"Deelnemer {n}",
                email=f"d{n}@bench.example",
                state="confirmed",
                attended=True,
            )
            for n in range(start, start + BATCH)
        )


def day_of(number: int) -> dict[str, date]:
    day = date.today() - timedelta(days=DAYS * number // MEETINGS)
    return {"date_earliest": day, "date_latest": day}


def timed() -> tuple[float, int]:
    from privacy.retention import erase_expired

    start = time.perf_counter()
    erased = sum(erase_expired().values())
    return time.perf_counter() - start, erased


def memory(what: str) -> float:
    """What the process uses now (VmRSS) or used at most since `forget_peak` (VmHWM), in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()

"""Times every list and form of the admin at 100 meetings and at 10,000, in turns.

    python bench/admin.py

Makes two temporary SQLite databases, one with 100 meetings and 2,000 registrations, one with 10,000
and 200,000. Prints of each page its queries on both, the median of five of the processor's time on
both, and how many times the first the second is.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from report import in_year, set_up

SMALL, LARGE = 100, 10_000
REGISTRATIONS, ROUNDS = 20, 5
AIM_QUERIES, AIM_TIMES = 15, 1.5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.sqlite3"), Path(folder, "large.sqlite3")
        set_up(f"sqlite:///{small}")
        leave()
        shutil.copyfile(small, large)
        for file, meetings in ((small, SMALL), (large, LARGE)):
            go_to(file)
            fill(meetings)
        measure(small, large)


def go_to(file: Path) -> None:
    """Every query from now on is for this database."""
    from django.db import connection

    leave()
    connection.settings_dict["NAME"] = str(file)


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


def measure(small: Path, large: Path) -> None:
    looks = {file: dict(pages(file)) for file in (small, large)}
    print(f"{'page':<58}{'queries':>10}{'ms':>14}{'times':>7}")
    worst = []
    for page in looks[small]:
        counts = [counted(file, looks[file][page]) for file in (small, large)]
        times = in_turns([(file, looks[file][page]) for file in (small, large)])
        ratio = times[1] / times[0]
        milliseconds = "{:.0f} {:.0f}".format(*(1000 * each for each in times))
        beyond = " *" if max(counts) > AIM_QUERIES or ratio > AIM_TIMES else ""
        queries = "{} {}".format(*counts)
        print(f"{page:<58}{queries:>10}{milliseconds:>14}{ratio:7.2f}{beyond}", flush=True)
        worst.append(ratio)
    print(f"{len(worst)} pages; the median is {statistics.median(worst):.2f} times")


def pages(file: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every list, a search in it, an empty form, and the form of the newest row."""
    from django.contrib import admin
    from django.urls import reverse

    go_to(file)
    look = opener()
    yield "Vandaag", lambda: look(reverse("admin:index"))
    yield "Zoeken", lambda: look(reverse("admin:find") + "?q=vraagstuk")
    yield "Wat er is gedaan", lambda: look(reverse("admin:doings"))
    for model, its in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        title, lists = model._meta.verbose_name_plural, reverse(f"{name}_changelist")
        yield f"{title}: lijst", lambda lists=lists: look(lists)
        if its.search_fields:
            yield f"{title}: zoeken", lambda lists=lists: look(f"{lists}?q=vraagstuk+9")
        newest = model._default_manager.order_by("-pk").first()
        if newest:
            form = reverse(f"{name}_change", args=[newest.pk])
            yield f"{title}: formulier", lambda form=form: look(form)


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


def counted(file: Path, look: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    go_to(file)
    look()
    with CaptureQueriesContext(connection) as queries:
        answer = look()
    if answer.status_code != 200 or not answer.wsgi_request.user.is_authenticated:
        sys.exit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    return len(queries)


def in_turns(looks: list[tuple[Path, Callable[[], object]]]) -> list[float]:
    """Median seconds of the processor of each, in turns."""
    rounds = []
    for _ in range(ROUNDS):
        rounds.append([])
        for file, look in looks:
            go_to(file)
            look()  # opens the database
            started = time.process_time()
            look()
            rounds[-1].append(time.process_time() - started)
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


if __name__ == "__main__":
    main()

"""Times the report of 1,000 meetings with 100,000 registrations: collecting, page and PDF apart.

    python bench/report.py

Makes and fills a temporary SQLite database, or with BENCH_DATABASE_URL an empty database that it
fills and leaves. Prints the median of five, beside hand-written SQL that fetches the same rows and
sums, in turns.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEETINGS, PILOTS, ROUNDS, YEAR = 1_000, 20, 5, 2013
REGISTRATIONS, ORGANISATIONS = 100_000, 1_000

CAME = (
    "FROM meetings_registration r JOIN meetings_meeting m ON m.id = r.meeting_id"
    " {more} WHERE m.programme_id = 1 AND m.status = 'held' AND m.date_latest <= '2014-12-31'"
    " AND (r.attended AND r.state <> 'cancelled'"
    " OR m.list_closed_at IS NULL AND r.attended IS NULL AND r.state = 'confirmed')"
)
PAGES = (
    ("the page of a published version", f"/rapportages/bench/{YEAR}/versie/1/", False),
    ("the report as staff see it", f"/rapportages/bench/{YEAR}/", True),
    ("what is missing, for staff", f"/rapportages/bench/{YEAR}/gereed/", True),
)
BY_HAND = (
    "SELECT * FROM programme_programme WHERE slug = 'bench'",
    "SELECT * FROM programme_target",
    "SELECT id, line, title, slug, audience, place, province, is_public, date_earliest,"
    " date_latest, date_wording, start_time, end_time, status, cancellation_reason,"
    " cancellation_note, target_id, builds_on_id, replaced_by_id, series_id, part, attended,"
    " attended_source, list_closed_at, remark, EXISTS (SELECT 1 FROM publications_publication p"
    " WHERE p.meeting_id = m.id AND p.kind = 'minutes') FROM meetings_meeting m"
    " ORDER BY date_earliest, date_latest, id",
    "SELECT * FROM meetings_rescheduling",
    "SELECT * FROM meetings_meetingtitle",
    "SELECT c.meeting_id, p.* FROM meetings_meeting_contributors c"
    " JOIN programme_person p ON p.id = c.person_id",
    "SELECT t.meeting_id, p.* FROM meetings_meeting_themes t"
    " JOIN programme_theme p ON p.id = t.theme_id",
    "SELECT kind, COUNT(*) FROM publications_publication WHERE concerns_public_administration"
    " AND date_earliest >= '2013-01-01' AND date_latest <= '2013-12-31' GROUP BY kind",
    "SELECT id, title, slug, target_id, sessions_state, closing_state, results_state"
    " FROM pilots_pilot",
    "SELECT * FROM pilots_group",
    "SELECT s.*, (SELECT COUNT(*) FROM pilots_session_facilitators f WHERE f.session_id = s.id)"
    " FROM pilots_session s",
    "SELECT t.pilot_id, p.* FROM pilots_pilot_team t JOIN programme_person p ON p.id = t.person_id",
    "SELECT * FROM pilots_counterparty",
    "SELECT * FROM pilots_conversation",
    "SELECT r.organisation_id, o.sector, MIN(CASE"
    " WHEN m.date_earliest >= '2012-01-01' AND m.date_latest <= '2012-12-31' THEN 2012"
    " WHEN m.date_earliest >= '2013-01-01' AND m.date_latest <= '2013-12-31' THEN 2013"
    " WHEN m.date_earliest >= '2014-01-01' AND m.date_latest <= '2014-12-31' THEN 2014 END),"
    " COUNT(*), COUNT(DISTINCT m.line) "
    + CAME.format(more="JOIN programme_organisation o ON o.id = r.organisation_id")
    + " GROUP BY r.organisation_id, o.sector",
    "SELECT r.meeting_id, COUNT(*),"
    " SUM(CASE WHEN r.organisation_id IS NULL AND r.organisation_typed > '' THEN 1 ELSE 0 END),"
    " SUM(CASE WHEN r.organisation_id IS NULL AND r.organisation_typed = '' THEN 1 ELSE 0 END) "
    + CAME.format(more="")
    + " GROUP BY r.meeting_id",
)
"""The rows and the sums of this report, as one writes them who knows exactly which it needs."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3")
        fill()
        publish()
        measure()


def set_up(database_url: str) -> None:
    os.environ["DATABASE_URL"] = database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "routekaart.settings"
    os.environ["DEBUG"] = "false"  # as it runs: with it Django asks SQLite to quote each value
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill() -> None:
    """A year of 1,000 meetings of every standing, most of them moved, and 20 pilots."""
    from programme.models import Person, Programme, Target
    from reporting.models import ProgressReport

    programme = Programme.objects.create(
        name="Bench", slug="bench", first_year=2012, last_year=2014
    )
    ProgressReport.objects.create(programme=programme, year=YEAR, reference_date=in_year(YEAR + 1))
    source = {"programme": programme, "year": YEAR, "source": "bench"}
    hubs = Target.objects.create(line="hubs", number=MEETINGS, description="hubs", **source)
    pilots = Target.objects.create(line="pilots", number=PILOTS, description="pilots", **source)
    people = [Person.objects.create(name=f"Begeleider {number}") for number in range(10)]
    fill_meetings(hubs, people)
    for number in range(PILOTS):
        fill_pilot(pilots, people, number)


def fill_meetings(target: object, people: list) -> None:
    from meetings.models import Meeting, MeetingTitle, Rescheduling
    from publications.models import Publication

    meetings = Meeting.objects.bulk_create(meeting(target, number) for number in range(MEETINGS))
    for earlier, later in zip(meetings, meetings[1::3], strict=False):
        later.builds_on = earlier
    Meeting.objects.bulk_update(meetings, ["builds_on"])
    Rescheduling.objects.bulk_create(
        Rescheduling(meeting=each, former_date=in_year(YEAR), reason="zaal bezet")
        for each in meetings
    )
    MeetingTitle.objects.bulk_create(
        MeetingTitle(meeting=each, title=f"Ook wel {each.title}") for each in meetings
    )
    Publication.objects.bulk_create(
        Publication(programme=target.programme, kind="minutes", title=f"Verslag van {each}",
                    slug=f"verslag-{each.slug}", meeting=each, date=in_year(YEAR))
        for each in meetings
    )  # fmt: skip
    for number, each in enumerate(meetings):
        each.contributors.add(people[number % len(people)])
    fill_registrations(meetings)


def fill_registrations(meetings: list) -> None:
    """A hundred a meeting, from a thousand organisations of every sector."""
    from meetings.models import Registration
    from programme.models import Organisation, Sector

    sectors = list(Sector)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Dienst {n}", sort_key=f"dienst {n}", sector=sectors[n % len(sectors)])
        for n in range(ORGANISATIONS)
    )
    Registration.objects.bulk_create(
        (
            Registration(
                meeting=each,
                state="confirmed",
                name="Deelnemer",
                email=f"deelnemer{number}@rijk.example",
                organisation=organisations[(each.pk + number * 7) % ORGANISATIONS],
                attended=True,
            )
            for each in meetings
            for number in range(REGISTRATIONS // MEETINGS)
        ),
        batch_size=5_000,
    )


def meeting(target: object, number: int) -> object:
    """Of every ten six are held, two moved out, one is cancelled and one an extra."""
    from meetings.models import Meeting

    kind = number % 10
    return Meeting(
        programme=target.programme,
        line="hubs",
        title=f"Goed Werk Hub over vraagstuk {number}",
        slug=f"hub-{number}",
        place="Den Haag",
        date=in_year(YEAR + (kind in (6, 7))),
        status="cancelled" if kind == 8 else "held",
        cancellation_reason="too_few" if kind == 8 else "",
        target=None if kind == 9 else target,
        attended=20,
        attended_source="telling",
    )


def fill_pilot(target: object, people: list, number: int) -> None:
    from pilots.actions import plan_sessions
    from pilots.models import Conversation, Counterparty, Group, Pilot

    pilot = Pilot.objects.create(
        programme=target.programme, target=target, title=f"Pilot {number}", slug=f"pilot-{number}"
    )
    pilot.team.set(people[:4])
    for of_pilot in range(4):
        group = Group.objects.create(
            pilot=pilot, name=f"Groep {of_pilot}", slug=f"groep-{of_pilot}", planned_sessions=4
        )
        plan_sessions(group)
    party = Counterparty.objects.create(programme=target.programme, name=f"Partij {number}")
    Conversation.objects.create(counterparty=party, pilot=pilot)


def in_year(year: int) -> object:
    from dates.values import ApproximateDate

    return ApproximateDate.of_year(year)


def measure() -> None:
    from reporting.collect import collect
    from reporting.renderings.formats import FORMATS

    by_hand, collecting = alternating(fetch_by_hand, lambda: collect("bench", YEAR))
    tell("the rows and sums by hand-written SQL", by_hand)
    tell("collecting the whole Document", collecting, f"{collecting / by_hand:.1f} times SQL")
    document = collect("bench", YEAR)
    for form, render in FORMATS.items():
        size = f"{len(render(document)) / 1024:,.0f} kB"
        tell(f"rendering {form}", median(lambda render=render: render(document)), size)
    for what, address, staff in PAGES:
        look = opener(address, staff=staff)
        tell(what, median(look), f"{len(look()) / 1024:,.0f} kB")
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"Typst, in its own process, took at most {kilobytes / 1024:,.0f} MB of memory")


def opener(address: str, *, staff: bool) -> Callable[[], bytes]:
    """Opens a page as a browser would, with all that the site does around it."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    if staff:
        user, _made = get_user_model().objects.get_or_create(
            username="bench", is_superuser=True, is_staff=True
        )
        client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return lambda: client.get(address).content


def publish() -> None:
    """A version of it on the site, as `publishing` stores it."""
    from django.utils import timezone

    from reporting.collect import collect
    from reporting.document.values import SCHEMA_VERSION, as_json
    from reporting.making.publishing import checksum
    from reporting.models import ProgressReport, PublishedVersion

    report = ProgressReport.objects.get()
    document = as_json(collect("bench", YEAR)).encode()
    PublishedVersion.objects.create(
        report=report, number=1, schema_version=SCHEMA_VERSION, document=document,
        checksum=checksum(document), published_at=timezone.now(),
    )  # fmt: skip
    ProgressReport.objects.update(is_public=True)


def fetch_by_hand() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for query in BY_HAND:
            cursor.execute(query)
            cursor.fetchall()


def alternating(*acts: Callable[[], object]) -> list[float]:
    """Median seconds of each, in turns, so that what else the machine does weighs on all alike.

    The first round, which warms the caches, is not counted.
    """
    rounds = [[seconds(act) for act in acts] for _ in range(ROUNDS + 1)][1:]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def median(act: Callable[[], object]) -> float:
    return alternating(act)[0]


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def tell(what: str, seconds: float, remark: str = "") -> None:
    print(f"{what:<45}{seconds:8.3f} s  {remark}".rstrip())


if __name__ == "__main__":
    main()

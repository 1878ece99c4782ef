"""A report over a thousand meetings and twenty pilots: its pages stay light, and ask no more.

On size and number of queries, never on time; `bench/report.py` measures that.
"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import report as bench
from reporting.collect import collect
from reporting.document.values import SCHEMA_VERSION, as_json
from reporting.making.publishing import checksum
from reporting.models import ProgressReport, PublishedVersion
from tests.factories import UserFactory

from .room import invited, page_of

pytestmark = pytest.mark.django_db

LIGHTEST = 150 * 1024
"""Bytes of a page at most, before it is compressed."""


@pytest.fixture
def fill(monkeypatch):
    """Fill a report with so many meetings, one registration for each."""

    def filled(meetings: int, pilots: int) -> ProgressReport:
        monkeypatch.setattr(bench, "MEETINGS", meetings)
        monkeypatch.setattr(bench, "PILOTS", pilots)
        monkeypatch.setattr(bench, "REGISTRATIONS", meetings)
        monkeypatch.setattr(bench, "ORGANISATIONS", 50)
        bench.fill()
        ProgressReport.objects.update(is_public=True)
        return ProgressReport.objects.select_related("programme").get()

    return filled


def published(report: ProgressReport) -> PublishedVersion:
    document = as_json(collect(report.programme.slug, report.year)).encode()
    return PublishedVersion.objects.create(
        report=report,
        number=1,
        schema_version=SCHEMA_VERSION,
        document=document,
        checksum=checksum(document),
        published_at=timezone.now(),
    )


def looked_at(client, address: str) -> tuple[int, int]:
    """Bytes of the page, and how often it asked the database."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(answer.content), len(queries)


def for_readers(client, report: ProgressReport) -> list[tuple[int, int]]:
    version = published(report)
    place = [report.programme.slug, report.year, version.number]
    room = page_of(invited(version))
    client.get(room)  # which notes that it was read, once an hour
    return [looked_at(client, reverse("reporting:published", args=place)), looked_at(client, room)]


def for_staff(client, report: ProgressReport) -> list[tuple[int, int]]:
    client.force_login(UserFactory(is_superuser=True))
    place = [report.programme.slug, report.year]
    names = ("preview", "readiness")
    return [looked_at(client, reverse(f"reporting:{name}", args=place)) for name in names]


def all_pages(client, report: ProgressReport) -> list[tuple[int, int]]:
    """Of staff first: a version that nobody read yet costs their report one question more."""
    of_staff = for_staff(client, report)
    client.logout()
    return [*of_staff, *for_readers(client, report)]


def test_pages_of_a_thousand_meetings_stay_light(client, fill):
    found = all_pages(client, fill(1_000, 20))

    assert [size for size, _queries in found if size > LIGHTEST] == []


def test_pages_ask_no_more_for_more_meetings(client, fill):
    _first, few, many = [queries_of(client, fill, number) for number in (10, 10, 100)]

    assert few == many


def queries_of(client, fill, meetings: int) -> list[int]:
    """The first time more is asked, which a process remembers; all is forgotten afterwards."""
    with transaction.atomic():
        found = all_pages(client, fill(meetings, meetings // 10))
        transaction.set_rollback(True)
    return [queries for _size, queries in found]

"""Which letters are due, over all programmes and years, in the same few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dates.entry import read_date
from meetings.actions import cancel, reschedule
from meetings.actions.replacing import replace
from programme.models import Target
from reporting.collect import read_material
from reporting.notices.drafting import _lost, draft_notice
from reporting.notices.due import units_to_tell
from routekaart.demo.load import load_demo
from tests.factories import HubFactory, PilotFactory, ProgrammeFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = "admin:reporting_notice_due"


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="lang", first_year=2005, last_year=2014)


def lost_year(programme, year):
    """A year in which a hub was cancelled, another moved out, and a pilot fell through."""
    target = TargetFactory(programme=programme, year=year, line="hubs", number=3)
    given = {"programme": programme, "target": target, "date": read_date(f"mei {year}")}
    cancelled, moved = HubFactory(**given), HubFactory(**given)
    cancel(cancelled, reason="too_few", by=None)
    reschedule(moved, to=read_date(f"mei {year + 1}"), by=None)
    pilots = TargetFactory(programme=programme, year=year, line="pilots", number=1)
    pilot = PilotFactory(
        programme=programme,
        target=pilots,
        sessions_state="cancelled",
        cancellation_note="Geen deelnemers.",
    )
    return [cancelled.pk, moved.pk, pilot.pk]


def test_letters_of_all_years_are_found_at_once(programme):
    expected = [pk for year in (2011, 2012) for pk in lost_year(programme, year)]

    assert sorted(unit.pk for unit in units_to_tell()) == sorted(expected)


def test_page_takes_as_many_queries_for_ten_years_as_for_one(client, programme):
    client.force_login(UserFactory(is_superuser=True))
    counts, year = [], 2004
    for more in (1, 2, 7):
        for _ in range(more):
            year += 1
            lost_year(programme, year)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse(DUE))
        counts.append((len(page.context["rows"]), len(queries)))

    assert [rows for rows, _ in counts] == [3, 9, 30]
    assert len({queries for _, queries in counts}) == 1
    assert counts[0][1] < 15


def test_cancelled_meeting_with_another_in_its_place_needs_no_letter(programme):
    target = TargetFactory(programme=programme, year=2013, line="hubs", number=2)
    given = {"programme": programme, "date": read_date("mei 2013")}
    cancelled, instead = HubFactory(target=target, **given), HubFactory(**given)
    cancelled = cancel(cancelled, reason="too_few", by=None)
    assert [unit.pk for unit in units_to_tell()] == [cancelled.pk]

    replace(cancelled, by=None, by_meeting=instead)

    assert units_to_tell() == []


def test_what_agrees_on_no_number_that_year_needs_no_letter(programme):
    target = TargetFactory(programme=programme, year=2013, line="hubs", number=None)
    hub = HubFactory(programme=programme, target=target, date=read_date("mei 2013"))

    cancel(hub, reason="too_few", by=None)

    assert units_to_tell() == []


def test_all_that_is_due_is_what_the_ledgers_of_the_reports_say():
    load_demo(today=date(2026, 3, 1))
    agreed = Target.objects.exclude(number=None).values_list("programme__slug", "year")
    of_reports = [_lost(read_material(*key)) for key in set(agreed)]
    expected = {(type(u).__name__, u.pk) for rows in of_reports for u, _ in rows}

    due = units_to_tell()

    assert {(type(unit).__name__, unit.pk) for unit in due} == expected
    assert len(due) == len(expected) > 0
    assert draft_notice(due[0]).text

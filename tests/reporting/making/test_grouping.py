"""The readiness list groups what one deed mends, and stays small however many meetings there are"""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dates.entry import read_date
from meetings.models import Meeting
from reporting.making.grouping import KINDS, MOST_INLINE
from reporting.making.readiness_views import ON_A_PAGE
from reporting.models import Waiver
from tests.factories import (
    HubFactory,
    ReschedulingFactory,
    TargetFactory,
    UserFactory,
)

from ..publishing import keys_open, member_of
from ..reading import report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return report_of(TargetFactory(number=2).programme)


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def held(report, number, when="maart 2013"):
    target = report.programme.targets.get()
    fields = {"programme": report.programme, "target": target, "status": "held"}
    return HubFactory.create_batch(number, **fields, date=read_date(when))


def address(report, name="readiness", *more):
    return reverse(f"reporting:{name}", args=[report.programme.slug, report.year, *more])


def groups(client, report, section="hubs"):
    parts = client.get(address(report)).context["parts"]
    found = [group for part, groups in parts if part.key == section for group in groups]
    return {group.key: group for group in found if not group.is_one}


def test_meetings_without_attendance_are_one_entry_with_one_link(staff, report):
    held(report, 12)

    page = staff.get(address(report)).content.decode()

    said = "Van 12 hubs is het aantal aanwezigen niet vastgelegd."
    assert page.count(f"<strong>{said}</strong>") == 1
    assert page.count("Hoeveel mensen waren er bij") == 0
    assert page.count(address(report, "readiness_group", "hubs", "aanwezigen")) == 1


def test_few_stand_line_by_line_below_their_sentence(staff, report):
    held(report, 3)

    page = staff.get(address(report)).content.decode()

    assert "Van 3 hubs is het aantal aanwezigen niet vastgelegd." in page
    assert page.count("Hoeveel mensen waren er bij") == 6  # its label, and the name of its link


def test_what_is_missing_once_needs_no_group(staff, report):
    held(report, 1)

    assert groups(staff, report) == {}


@pytest.mark.parametrize("kind", ["aanwezigen", "verslag", "reden"])
def test_link_leads_to_a_list_of_exactly_these(staff, report, kind):
    meetings = held(report, 3)
    HubFactory(programme=report.programme, date=read_date("mei 2013"))
    for meeting in meetings:
        ReschedulingFactory.create_batch(2, meeting=meeting)
    other = HubFactory(date=read_date("maart 2013"), status="held")
    ReschedulingFactory(meeting=other)

    narrowed = staff.get(groups(staff, report)[kind].list_url).context_data["cl"].queryset

    assert sorted(each.pk for each in narrowed) == sorted(each.pk for each in meetings)


def test_list_is_not_narrowed_to_the_year_where_one_lies_outside_it(staff, report):
    held(report, 2)
    held(report, 1, "februari 2014")

    link = groups(staff, report)["aanwezigen"].list_url

    assert "jaar" not in parse_qs(urlsplit(link).query)
    assert staff.get(link).context_data["cl"].queryset.count() == 3


def test_who_may_not_see_meetings_gets_no_link_to_their_list(client, report):
    held(report, 3)
    client.force_login(member_of("Rapporteur"))
    seen = groups(client, report)["aanwezigen"]
    rights = {row.line.may_see for row in seen.rows}

    assert bool(seen.list_url) is (rights == {True})


def test_long_group_is_let_stand_page_by_page_for_what_is_on_the_page(staff, report):
    held(report, ON_A_PAGE + 2)
    page = address(report, "readiness_group", "hubs", "aanwezigen")

    shown = staff.get(page)
    assert len(shown.context["part"].rows) == ON_A_PAGE
    chosen = {"sections": ["hubs"], "seen": shown.context["seen"], "reason": "Nooit geteld."}
    assert staff.post(page, chosen).url == page

    assert Waiver.objects.count() == ON_A_PAGE
    assert len([key for key in keys_open(report) if key.startswith("hubs:attendance")]) == 2
    assert "Daarvan blijven er 50 zo." in staff.get(address(report)).content.decode()


def test_second_page_shows_the_rest(staff, report):
    held(report, ON_A_PAGE + 2)

    page = staff.get(address(report, "readiness_group", "hubs", "verslag"), {"pagina": 2})

    assert len(page.context["part"].rows) == 2


def test_group_of_which_all_was_mended_leads_back_to_the_list(staff, report):
    held(report, MOST_INLINE + 1)
    page = address(report, "readiness_group", "hubs", "aanwezigen")
    assert staff.get(page).status_code == 200
    Meeting.objects.update(attended=12, attended_source="presentielijst")

    assert staff.get(page).url == address(report)


def test_group_that_is_none_is_not_found(staff, report):
    assert staff.get(address(report, "readiness_group", "hubs", "zomaar")).status_code == 404


def test_kinds_have_keys_of_their_own():
    assert len({kind.key for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("page", ["readiness", "readiness_group"])
def test_pages_take_as_many_queries_for_many_meetings(staff, report, page):
    more = ["hubs", "aanwezigen"] if page == "readiness_group" else []
    counts = []
    for number in (1, 2, 27):
        held(report, number)
        with CaptureQueriesContext(connection) as queries:
            staff.get(address(report, page, *more))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_list_of_many_meetings_stays_small(staff, report):
    held(report, 200)

    assert len(staff.get(address(report)).content) < 60_000

"""The page of a report with very many meetings is short; pages of their own hold them all."""

import pytest
from django.urls import reverse

from dates.entry import read_date
from hubs.models import Hub
from reporting.making import actions
from reporting.models import ProgressReport
from reporting.renderings.long_lists import LONG_TABLE, LONG_TRACE, RECORDS_SHOWN, ROWS_SHOWN
from tests.factories import HubFactory, TargetFactory, UserFactory

from ..publishing import publish_now, waive_all, writer
from ..reading import report_of

pytestmark = pytest.mark.django_db

NUMBER = 305


@pytest.fixture
def report():
    target = TargetFactory(number=2)
    made = {"programme": target.programme, "target": target, "status": "held"}
    titles = [f"Hub {number:03}" for number in range(NUMBER)]
    Hub.objects.bulk_create(
        HubFactory.build(title=title, date=read_date("maart 2013"), **made) for title in titles
    )
    return report_of(target.programme)


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def address(report, name, *more):
    return reverse(f"reporting:{name}", args=[report.programme.slug, report.year, *more])


def titles(page):
    return {number for number in range(NUMBER) if f"Hub {number:03}" in page}


def table_of(page, key):
    start = page.index(f'aria-labelledby="table-{key}"')
    return page[start : page.index("</table>", start)]


def test_page_shows_the_first_and_leads_to_all(staff, report):
    page = staff.get(address(report, "preview")).content.decode()

    assert len(titles(table_of(page, "hubs-held"))) == ROWS_SHOWN
    for key in ("hubs-held", "hubs.held"):
        assert page.count(f'href="{address(report, "list_of", key)}"') == 1
    assert f"Bekijk alle {NUMBER} regels" in page
    assert f"Rust op {NUMBER} vastgelegde" in page


@pytest.mark.parametrize("key", ["hubs-held", "hubs.held"])
def test_long_list_holds_all_page_by_page(staff, report, key):
    found = [
        titles(staff.get(address(report, "list_of", key), {"pagina": n}).content.decode())
        for n in (1, 2)
    ]

    assert found[0] | found[1] == set(range(NUMBER))
    assert found[0] & found[1] == set()


def test_list_that_is_none_is_not_found(staff, report):
    assert staff.get(address(report, "list_of", "zomaar")).status_code == 404


def test_who_is_not_of_the_staff_sees_no_list_of_what_is_not_published(client, report):
    answer = client.get(address(report, "list_of", "hubs-held"))

    assert answer.status_code == 302
    assert "login" in answer.url


def test_published_version_has_its_own_lists(client, report):
    waive_all(report)
    version = publish_now(actions.submit(report, by=writer()))
    place = [version.number, "hubs-held"]
    assert client.get(address(report, "published_list", *place)).status_code == 404

    ProgressReport.objects.update(is_public=True)
    page = client.get(address(report, "published", version.number)).content.decode()
    whole = client.get(address(report, "published_list", *place)).content.decode()

    assert page.count(f'href="{address(report, "published_list", *place)}"') == 1
    assert len(titles(table_of(whole, "hubs-held"))) == 200


def test_few_stand_on_the_page_itself(staff):
    target = TargetFactory(number=2)
    report = report_of(target.programme)
    HubFactory(programme=target.programme, target=target)

    assert "/lijst/" not in staff.get(address(report, "preview")).content.decode()


def test_what_is_shown_of_a_long_list_is_part_of_it():
    assert ROWS_SHOWN < LONG_TABLE
    assert RECORDS_SHOWN < LONG_TRACE

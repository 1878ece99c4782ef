"""The way to publishing and the published pages in a browser, with axe, wide and narrow."""

import pytest
from playwright.sync_api import expect

from reporting.making import actions
from reporting.making.publishing import publish_approved
from routekaart.rights import ensure_groups
from tests.browsing import faults, sign_in
from tests.factories import UserFactory

from ..publishing import approver, corrected, publish_now, published, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(page, client):
    ensure_groups()
    sign_in(page, client, UserFactory(is_superuser=True))
    return page


def start_of(report) -> str:
    return f"/rapportages/{report.programme.slug}/{report.year}/"


def test_pages_are_accessible_and_fit_the_window(signed_in):
    version = published()
    report = actions.show_on_site(version.report, shown=True, by=approver())
    publish_now(corrected(version))
    pages = ["stand/", "gereed/", "gewijzigd/", "versie/1/", "versie/2/", "vergelijk/1/2/"]
    for path in ["/rapportages/", *(start_of(report) + page for page in pages)]:
        assert signed_in.goto(path).status == 200
        assert (path, faults(signed_in)) == (path, {})


def test_page_follows_the_worker_until_the_version_is_there(signed_in):
    report = submitted()
    actions.publish(report, by=approver())
    signed_in.goto(start_of(report) + "stand/")
    expect(signed_in.locator("progress")).to_be_visible()

    publish_approved()

    expect(signed_in.get_by_role("link", name="Versie 1")).to_be_visible()

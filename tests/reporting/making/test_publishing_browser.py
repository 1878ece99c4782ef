"""The way to publishing and the published pages in a browser, with axe, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from reporting.making import actions
from reporting.making.publishing import publish_approved
from routekaart.rights import ensure_groups
from tests.factories import UserFactory

from ..publishing import BACKEND, approver, corrected, publish_now, published, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 390)


@pytest.fixture
def signed_in(page, client):
    ensure_groups()
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    (cookie,) = client.cookies.values()
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )
    return page


def start_of(report) -> str:
    return f"/rapportages/{report.programme.slug}/{report.year}/"


def test_pages_are_accessible_and_fit_the_window(signed_in):
    version = published()
    report = actions.show_on_site(version.report, shown=True, by=approver())
    publish_now(corrected(version))
    pages = ["stand/", "gereed/", "gewijzigd/", "versie/1/", "versie/2/", "vergelijk/1/2/"]
    for path in ["/rapportages/", *(start_of(report) + page for page in pages)]:
        for width in WIDTHS:
            signed_in.set_viewport_size({"width": width, "height": 900})
            assert signed_in.goto(path).status == 200
            wide = signed_in.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            found = Axe().run(signed_in).response["violations"]
            assert (path, width, wide, [each["id"] for each in found]) == (path, width, 0, [])


def test_page_follows_the_worker_until_the_version_is_there(signed_in):
    report = submitted()
    actions.publish(report, by=approver())
    signed_in.goto(start_of(report) + "stand/")
    expect(signed_in.locator("progress")).to_be_visible()

    publish_approved()

    expect(signed_in.get_by_role("link", name="Versie 1")).to_be_visible(timeout=10_000)

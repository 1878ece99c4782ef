"""The pages of the report in a browser, for people with and without a mouse or good eyes."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from routekaart.demo.load import load_demo
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/rapportages/routekaart/2013/", "/rapportages/routekaart/2013/gereed/")
WIDTHS = (1280, 390)


@pytest.fixture
def signed_in(page, client):
    """The demo, seen by someone who may see reports."""
    load_demo(today=date(2026, 3, 1))
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_progressreport"))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    (cookie,) = client.cookies.values()
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )
    return page


def test_pages_are_accessible_and_fit_the_window(signed_in):
    for path in PAGES:
        for width in WIDTHS:
            complaints: list[str] = []
            signed_in.on("console", lambda message, seen=complaints: seen.append(message.text))
            signed_in.set_viewport_size({"width": width, "height": 900})
            assert signed_in.goto(path).status == 200
            assert complaints == []
            assert overflow(signed_in) <= 0
            found = Axe().run(signed_in).response["violations"]
            assert [(path, width, each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_figure_leads_to_its_origin_by_keyboard(signed_in):
    signed_in.goto(PAGES[0])
    figure = signed_in.locator("main .key-figures a").first
    figure.focus()
    signed_in.keyboard.press("Enter")
    assert signed_in.url.endswith("#origin-hubs.held")
    expect(signed_in.locator("[id='origin-hubs.held']")).to_be_visible()


def overflow(page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

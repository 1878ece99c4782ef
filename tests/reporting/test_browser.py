"""The pages of the report in a browser, for people with and without a mouse or good eyes."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from routekaart.demo.load import load_demo
from tests.browsing import ask, faults, sign_in
from tests.copies import begin_with
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/rapportages/routekaart/2013/", "/rapportages/routekaart/2013/gereed/")
ORIGIN = "[id='origin-hubs.held']"


@pytest.fixture
def signed_in(page, client):
    """The demo, seen by someone who may see reports."""
    begin_with("demo of spring", lambda: load_demo(today=date(2026, 3, 1)))
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_progressreport"))
    sign_in(page, client, user)
    return page


def test_pages_are_accessible_and_fit_the_window(signed_in):
    complaints: list[str] = []
    signed_in.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        assert signed_in.goto(path).status == 200
        assert (path, complaints, faults(signed_in)) == (path, [], {})


def test_figure_leads_to_its_origin_by_keyboard(signed_in):
    signed_in.goto(PAGES[0])
    figure = signed_in.locator("main a[href='#origin-hubs.held']").first
    figure.focus()
    signed_in.keyboard.press("Enter")
    expect(signed_in).to_have_url(re.compile("#origin-hubs.held$"))
    expect(signed_in.locator(f"{ORIGIN} p").first).to_be_visible()


def test_chapters_fold_on_a_phone_open_for_a_link_and_stand_open_on_paper(signed_in):
    shut = signed_in.locator(".report__fold:not([open])")
    inside = signed_in.locator("[id='table-pilots-overview']")
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto(PAGES[0])
    expect(shut).not_to_have_count(0)
    expect(inside).to_be_hidden()
    assert ask(signed_in, "document.documentElement.scrollHeight") < 12_000

    signed_in.locator("nav.contents a[href='#pilots']").click()
    expect(inside).to_be_visible()

    ask(signed_in, "dispatchEvent(new Event('beforeprint'))")
    expect(shut).to_have_count(0)
    ask(signed_in, "dispatchEvent(new Event('afterprint'))")
    expect(shut).not_to_have_count(0)
    signed_in.get_by_role("button", name="Open alle hoofdstukken").click()
    expect(shut).to_have_count(0)
    signed_in.set_viewport_size({"width": 1280, "height": 844})
    expect(signed_in.locator(".report__fold summary").first).to_be_hidden()


def test_origins_are_folded_and_stand_open_on_paper(signed_in):
    signed_in.goto(PAGES[0])
    origin = signed_in.locator(f"{ORIGIN} p").first
    expect(origin).to_be_hidden()

    signed_in.emulate_media(media="print")

    expect(origin).to_be_visible()

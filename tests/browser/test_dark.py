"""On a dark screen: site, report and admin in the second set of colours, judged by axe."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.actions import Applicant, cancel, register, withdraw
from meetings.links import url_of
from meetings.models import Registration
from programme.models import Programme
from reporting.models import ProgressReport
from routekaart.demo.load import load_demo
from tests.browsing import ask, faults, sign_in
from tests.copies import begin_with
from tests.factories import UserFactory
from tests.meetings.registering import open_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTS = (
    "/",
    "/hubs/?wanneer=geweest",
    "/hubs/?provincie=xx",
    "/dienend-leiderschap/",
    "/over/",
    "/privacy/",
    "/bijdragen/",
    "/rapportages/",
    "/toolkit/verhaal-delen/",
    "/bestaat-niet/",
    "/rapportages/routekaart/2013/",
    "/rapportages/routekaart/2013/gereed/",
)
LIGHTNESS = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"

INK = "getComputedStyle(document.body).color.match(/\\d+/g).map(Number)"


@pytest.fixture
def demo(page, client):
    """The demo data, seen by an administrator who prefers a dark screen."""
    today = timezone.localdate()
    begin_with(f"demo of {today}", lambda: load_demo(today=today))
    sign_in(page, client, UserFactory(is_superuser=True))
    page.emulate_media(color_scheme="dark")
    return page


def found_on(page, addresses) -> dict[str, list]:
    """What axe finds, what the browser refuses and what is not dark, by address."""
    said, found = [], {}
    page.on("console", lambda message: said.append(message.text))
    for address in addresses:
        said.clear()
        page.goto(address)
        refused = [text for text in said if "404" not in text]
        light = [] if max(ask(page, LIGHTNESS)) < 80 else ["a light ground"]
        found[address] = [*refused, *light, *faults(page).items()]
    return {address: wrong for address, wrong in found.items() if wrong}


def of_registrations() -> list[str]:
    """A page of a meeting and of a registration of each kind."""
    meeting, full = open_meeting(title="Met plaats"), open_meeting(title="Vol", capacity=1)
    applicants = [Applicant(name="Sanne", email=f"s{n}@rijk.example") for n in range(3)]
    first, _offered, waiting = (register(full, each).registration for each in applicants)
    withdraw(first)
    offered = Registration.objects.get(state="offered")
    off = open_meeting(title="Gaat niet door")
    cancel(off, reason="too_few", by=None)
    pages = [each.get_absolute_url() for each in (meeting, full, off)]
    personal = [url_of(waiting), url_of(offered, "offer"), url_of(first)]
    return [*pages, *personal, url_of(waiting) + "afmelden/", "/mijn-aanmeldingen/"]


def of_admin() -> list[str]:
    meeting = open_meeting(title="In het beheer")
    hub = f"/beheer/hubs/hub/{meeting.pk}"
    programme = Programme.objects.first()
    report = ProgressReport.objects.first()
    return [
        "/beheer/",
        "/beheer/hubs/hub/",
        "/beheer/hubs/hub/add/",
        f"{hub}/change/",
        f"{hub}/history/",
        f"{hub}/delete/",
        "/beheer/meetings/registration/",
        f"/beheer/programme/programme/{programme.pk}/change/",
        f"/beheer/reporting/progressreport/{report.pk}/change/",
    ]


def test_site_and_report_are_readable_in_the_dark(demo):
    assert found_on(demo, [*LISTS, *of_registrations()]) == {}


def test_admin_is_readable_in_the_dark(demo):
    assert found_on(demo, of_admin()) == {}


def test_paper_stays_light(demo):
    demo.emulate_media(color_scheme="dark", media="print")
    for address in ("/hubs/", "/rapportages/routekaart/2013/", "/beheer/hubs/hub/"):
        demo.goto(address)
        assert min(ask(demo, LIGHTNESS)[:3]) == 255
        assert max(ask(demo, INK)) < 80


def test_chart_takes_the_colours_of_the_page(demo):
    demo.goto("/rapportages/routekaart/2013/")
    letters = demo.locator(".chart svg text").first
    expect(letters).to_have_css("fill", "rgb(230, 238, 236)")
    demo.emulate_media(color_scheme="light")
    expect(letters).to_have_css("fill", "rgb(23, 41, 43)")

"""Lessons and risks logged without script, and looked at by axe, wide and narrow."""

import pytest
from playwright.sync_api import expect

from dates.entry import read_date
from reporting.models import Risk
from tests.browsing import faults, sign_in
from tests.factories import LessonFactory, ProgrammeFactory, RiskFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_axe_finds_nothing_on_their_pages(page, client):
    lesson, risk = LessonFactory(), RiskFactory(since=read_date("maart 2013"))
    sign_in(page, client, UserFactory(is_superuser=True))
    of_risk = f"risk/{risk.pk}"
    found = {}
    for address in (
        *("lesson/", "lesson/add/", f"lesson/{lesson.pk}/change/"),
        *("risk/", "risk/add/", f"{of_risk}/change/"),
        *(f"{of_risk}/andere-stand/", f"{of_risk}/sluiten/"),
    ):
        page.goto(f"/beheer/reporting/{address}")
        found[address] = faults(page)

    assert {address: bad for address, bad in found.items() if bad} == {}


@pytest.mark.parametrize("browser_page", ["page", "page_without_javascript"])
def test_risk_is_logged_and_closed(request, client, browser_page):
    page = request.getfixturevalue(browser_page)
    ProgrammeFactory(name="Routekaart")
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto("/beheer/reporting/risk/add/")
    page.get_by_label("Programma").select_option("Routekaart")
    page.get_by_label("Risico:", exact=True).fill("Te weinig aanmeldingen.")
    page.get_by_label("Eigenaar").fill("programmaleider")
    page.get_by_label("Risico sinds").fill("maart 2013")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("link", name="Te weinig aanmeldingen.", exact=True).click()
    page.get_by_role("link", name="Sluiten", exact=True).click()
    page.get_by_label("Gesloten op").fill("mei 2013")
    page.get_by_role("button", name="Sluiten").click()

    expect(page.get_by_text("Het risico is gesloten.")).to_be_visible()
    assert Risk.objects.get().closed == read_date("mei 2013")

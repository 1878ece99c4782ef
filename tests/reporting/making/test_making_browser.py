"""Someone who never saw the software makes, explains and publishes a report in the admin.

Only what the screen says leads on: every step is a link, a button or a label that stands there.
"""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from dates.entry import read_date
from reporting.making.publishing import publish_approved
from reporting.models import ProgressReport
from routekaart.rights import ensure_groups
from tests.browsing import each, sign_in
from tests.factories import HubFactory, ProgrammeFactory, TargetFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROLES = ("Programmastaf", "Rapporteur", "Eindverantwoordelijke")
EXPLANATION = "De tweede hub kwam niet tot stand, omdat de zaal tweemaal uitviel."


@pytest.fixture
def programme():
    """Two hubs agreed for 2013, one held; no report yet."""
    programme = ProgrammeFactory(name="Leerprogramma", first_year=2012, last_year=2014)
    target = TargetFactory(programme=programme, year=2013, line="hubs", number=2)
    HubFactory(programme=programme, target=target, date=read_date("mei 2013"), held=True)
    return programme


@pytest.fixture
def staff(page, client, programme, settings) -> Page:
    """On the first page of the admin, with all roles that a small foundation gives to one."""
    settings.FOUR_EYES = False
    ensure_groups()
    user = UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name__in=ROLES))
    sign_in(page, client, user)
    page.goto("/beheer/")
    return page


def test_report_is_made_explained_and_published(staff):
    make(staff)
    write(staff)
    explain(staff)
    let_the_rest_stand(staff)
    publish(staff)

    staff.get_by_role("link", name="Versie 1").click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("2013")
    expect(staff.get_by_text("Er was één hub, van de twee.")).to_be_visible()
    expect(staff.get_by_text(EXPLANATION)).to_be_visible()
    assert ProgressReport.objects.get().versions.count() == 1


def make(page: Page) -> None:
    page.get_by_role("link", name="Voortgangsrapportages", exact=True).first.click()
    page.get_by_role("link", name="voortgangsrapportage toevoegen").click()
    page.get_by_label("Programma").select_option(label="Leerprogramma")
    page.get_by_label("Jaar").fill("2013")
    page.get_by_label("Peildatum").fill("april 2014")
    page.get_by_label("Datum van de rapportage").fill("15 april 2014")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("link", name="Voortgangsrapportage 2013").first.click()


def write(page: Page) -> None:
    page.get_by_role("link", name="Teksten schrijven").click()
    text = page.get_by_label("Tekst van Inleiding", exact=True)
    text.fill("Er was {hubs.heldd|woorden} hub, van de {hubs.agreed|woorden}.")
    page.locator("button[name=bewaar][value=introduction]").first.click()
    expect(page.get_by_text("Bedoelt u {hubs.held}").first).to_be_visible()
    text.fill("Er was {hubs.held|woorden} hub, van de {hubs.agreed|woorden}.")
    page.locator("button[name=bewaar][value=introduction]").first.click()
    expect(page.get_by_text("Bewaard: Inleiding.")).to_be_visible()


def explain(page: Page) -> None:
    page.get_by_role("link", name="Wat nog ontbreekt").click()
    line = page.get_by_role("listitem").filter(has_text="Het verschil met de afspraak")
    line.get_by_role("link").first.click()
    page.get_by_label("Toelichting op het verschil").fill(EXPLANATION)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("heading", name="Wat ontbreekt nog")).to_be_visible()
    expect(page.get_by_text("Het verschil met de afspraak")).to_have_count(0)


def let_the_rest_stand(page: Page) -> None:
    for box in each(page.get_by_role("checkbox")):
        box.check()
    page.get_by_label("Waarom").fill("Dat is niet meer te achterhalen.")
    page.get_by_role("button", name="Laat de gekozen regels staan").click()
    expect(page.get_by_text("Er staat niets meer open.")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("link", name="stand van de rapportage").first.click()
    page.get_by_role("button", name="Leg ter goedkeuring voor").click()
    page.get_by_role("button", name="Keur goed en publiceer").click()
    expect(page.locator("progress")).to_be_visible()
    publish_approved()
    expect(page.get_by_role("link", name="Versie 1")).to_be_visible()

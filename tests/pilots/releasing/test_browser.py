"""Asking, reading, deciding and taking back, in a browser; axe judges each page on both widths."""

import re

import pytest
from playwright.sync_api import expect

from outbox.models import Message
from pilots.models import Audience, Form, Release, ReleaseRequest, What
from pilots.releasing.links import url_of
from pilots.releasing.recording import Choice
from tests.browsing import faults, sign_in
from tests.factories import OrganisationFactory, PilotFactory, ProgrammeFactory, UserFactory
from tests.factories.releasing import asked, release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHOICES = (
    Choice(What.NAME, Audience.PUBLIC, Form.FULL),
    Choice(What.RESULTS, Audience.PUBLIC, Form.FULL),
    Choice(What.RESULTS, Audience.BZK, Form.FULL),
)


@pytest.fixture
def pilot():
    return PilotFactory(
        title="Pilot bij Gemeente Voorbeeldstad",
        programme=ProgrammeFactory(first_year=2012, last_year=2015),
        organisation=OrganisationFactory(name="Gemeente Voorbeeldstad", sector="gemeente"),
        results_state="written",
        results="De eerste passage.\n\nDe tweede passage.",
        conclusions="Het kan.",
    )


def judge(page):
    assert faults(page) == {}


def test_staff_ask_and_see_the_mail_first(page, client, pilot):
    release(pilot, What.CONCLUSIONS, form=Form.KIND)
    sign_in(page, client, UserFactory(is_superuser=True))
    base = f"/beheer/pilots/pilot/{pilot.pk}"

    page.goto(f"{base}/vrijgave/")
    expect(page.get_by_role("rowheader", name="Conclusies")).to_be_visible()
    judge(page)
    page.get_by_role("link", name="Vrijgave vragen").click()
    page.get_by_label("Naam van wie beslist").fill("Kim Bos")
    page.get_by_label("E-mailadres").fill("kim@gemeente.example")
    page.get_by_label("Voor iedereen: naam van de organisatie").select_option("full")
    page.get_by_label("Voor iedereen: resultaten").select_option("full")
    judge(page)
    page.get_by_role("button", name="Vrijgave vragen").click()
    expect(page.get_by_text("wat mogen we vertellen?").first).to_be_visible()
    judge(page)
    assert not ReleaseRequest.objects.exists()
    page.locator("input.default").click()
    expect(page.get_by_text("De organisatie krijgt een mail met de link.")).to_be_visible()
    assert ReleaseRequest.objects.get().cells.count() == 2

    for name in ("vrijgave", "vrijgave-op-papier", "vrijgave-intrekken"):
        page.goto(f"{base}/{name}/")
        expect(page.locator("h1, #content > h1").first).to_be_visible()
        judge(page)
    page.goto("/beheer/pilots/pilot/vrijgegeven/")
    judge(page)
    page.goto(f"/rapportages/van-pilot/{pilot.pk}/")
    expect(page.get_by_role("heading", name="De sessies").first).to_be_visible()
    judge(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_host_decides_and_takes_it_back_without_script(page_without_javascript, pilot, width):
    page = page_without_javascript
    page.set_viewport_size({"width": width, "height": 800})
    request = asked(pilot, *CHOICES, message="We horen graag van u.")
    page.goto(url_of(request))
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies of u iets vrijgeeft.")

    page.get_by_label(re.compile("Voor iedereen")).first.check()
    page.get_by_label(re.compile("Voor iedereen")).nth(1).check()
    page.get_by_label("Passage 2 blijft gesloten").check()
    page.get_by_label(re.compile("Wij geven vrij")).check()
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    code = Message.objects.get(template="release_code").context["code"]
    page.get_by_label("Code uit de mail").fill(code)
    page.get_by_role("button", name="Bevestig mijn besluit").click()
    expect(page.get_by_role("heading", name="U gaf vrij wat hieronder staat")).to_be_visible()
    assert Release.objects.get(what=What.RESULTS).text == "De eerste passage."

    page.get_by_role("link", name="Toestemming intrekken").click()
    page.get_by_label(re.compile("^resultaten voor iedereen")).check()
    page.get_by_role("button", name="Trek mijn toestemming in").click()
    expect(page.get_by_text("Ingetrokken.")).to_be_visible()
    assert Release.objects.get(what=What.RESULTS).ended_at is not None


def test_axe_finds_nothing_on_the_pages_of_a_host(page, pilot):
    request = asked(pilot, *CHOICES)
    page.goto(url_of(request))
    judge(page)
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_role("alert")).to_be_visible()
    judge(page)
    for end in ("code/", "intrekken/"):
        ReleaseRequest.objects.update(answer="agreed", answered_by="Kim Bos")
        page.goto(url_of(request) + end)
        judge(page)
    page.goto(url_of(request).replace("vrijgave/", "vrijgave/x"))
    expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    judge(page)

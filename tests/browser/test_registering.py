"""Registering in Chromium: with the keyboard only, without JavaScript, and judged by axe."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dates.values import ApproximateDate
from meetings.actions import Applicant, add_walk_in, cancel, register, withdraw
from meetings.actions.evaluating import give_tickets
from meetings.links import ticket_url, url_of
from meetings.models import Meeting, Registration
from routekaart.own import links as own
from tests.browsing import (
    expect_focus,
    expect_soon,
    faults,
    overflow,
    sign_in,
    stretch_text,
    tab_to,
    violations,
)
from tests.factories import (
    OrganisationFactory,
    OrganisationNameFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.meetings.registering import open_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 390)
POINTS_AT_THE_SELECTED = """(() => {
    const field = document.querySelector("[aria-activedescendant]");
    const option = document.querySelector("[role=option][aria-selected=true]");
    return field && option && field.getAttribute("aria-activedescendant") === option.id;
})()"""


@pytest.fixture(autouse=True)
def nobody_is_too_quick(settings):
    settings.MINIMUM_FORM_SECONDS = 0
    settings.RATE_LIMIT_PER_IP = 0


@pytest.fixture
def meeting():
    rijkswaterstaat = OrganisationFactory(name="Rijkswaterstaat", abbreviation="RWS", rank=0)
    OrganisationNameFactory(organisation=rijkswaterstaat, name="De Waterstaat")
    OrganisationFactory(name="Hoogheemraadschap van Rijnland", rank=0)
    OrganisationFactory(name="Rijksmuseum")
    return open_meeting(
        title="Jouw rol in een veranderende overheid",
        audience="ambtenaren van alle lagen",
        venue="Stadhuis, Stationsplein 1",
        route="Vijf minuten lopen van het station.",
        accessibility="Er is een lift en een ringleiding.",
        description="Wat vraagt een andere overheid van u, en wat hebt u daarvoor nodig?",
        capacity=6,
    )


def test_registering_with_the_keyboard_only(page, meeting):
    page.goto(meeting.get_absolute_url())
    tab_to(page, "id_name")
    page.keyboard.type("Sanne de Vries")
    page.keyboard.press("Tab")
    page.keyboard.type("sanne@rws.example")
    page.keyboard.press("Tab")
    page.keyboard.type("waterstaat")
    field = page.get_by_role("combobox", name="Organisatie")
    page.get_by_role("option").first.wait_for()
    expect(page.get_by_role("option")).to_have_text(
        [
            "Rijkswaterstaat (RWS)",
        ]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect_soon(page, POINTS_AT_THE_SELECTED)
    page.keyboard.press("Enter")
    expect(field).to_have_value("Rijkswaterstaat")
    expect(field).to_have_attribute("aria-expanded", "false")
    tab_to(page, "submit-id-send")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="U bent aangemeld").wait_for()
    registration = Registration.objects.select_related("organisation").get()
    assert (registration.name, registration.organisation.name) == (
        "Sanne de Vries",
        "Rijkswaterstaat",
    )


def test_suggestions_close_with_escape_and_what_was_typed_stays(page, meeting):
    page.goto(meeting.get_absolute_url())
    field = page.get_by_role("combobox", name="Organisatie")
    field.press_sequentially("rijk")
    page.get_by_role("option").first.wait_for()
    expect(page.get_by_role("option")).to_have_count(2)

    field.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("Rijksmuseum")
    field.press("Escape")

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("rijk")
    expect(page.get_by_text("Meld u aan", exact=True)).to_be_visible()


def test_suggestion_is_chosen_with_a_tap(page, meeting):
    page.goto(meeting.get_absolute_url())
    page.get_by_role("combobox", name="Organisatie").press_sequentially("rijnl")
    page.get_by_role("option").click()

    expect(page.locator("input:focus")).to_have_value("Hoogheemraadschap van Rijnland")


def test_registering_without_javascript(page_without_javascript, meeting):
    page = page_without_javascript
    page.goto(meeting.get_absolute_url())
    page.get_by_label("Naam").fill("Sanne de Vries")
    page.get_by_role("button", name="Meld mij aan").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [
            "Vul uw e-mailadres in.",
            "Vul uw organisatie in.",
        ]
    )
    page.get_by_label("E-mailadres van uw werk").fill("sanne@rws.example")
    page.get_by_label("Organisatie").fill("rws")
    page.get_by_role("button", name="Meld mij aan").click()
    page.get_by_role("heading", name="U bent aangemeld").wait_for()
    registration = Registration.objects.select_related("organisation").get()
    assert registration.organisation.name == "Rijkswaterstaat"

    page.goto(url_of(registration))
    page.get_by_role("link", name="Ik wil me afmelden").click()
    page.get_by_role("button", name="Meld mij af").click()
    expect(page.get_by_text("U bent afgemeld. Dank u wel")).to_be_visible()


def addresses(meeting) -> dict[str, str]:
    """A page of each kind, with the addresses to see them."""
    full = open_meeting(title="Vol", capacity=1)
    mine, waiting, offered = (
        register(full, Applicant(name="Sanne", email=f"{n}@rijk.example")).registration
        for n in range(3)
    )
    withdraw(mine)
    offered = Registration.objects.get(state="offered")
    here = register(meeting, Applicant(name="Sanne", email="s@rijk.example")).registration
    held = open_meeting(title="Geweest", date=ApproximateDate.of_day(timezone.localdate()))
    came = RegistrationFactory(meeting=held, attended=True)
    Meeting.objects.filter(pk=held.pk).update(status="held")
    give_tickets([came])
    cancelled = open_meeting(title="Geannuleerd")
    cancel(cancelled, reason="too_few", by=None)
    return {
        "meeting": meeting.get_absolute_url(),
        "full": full.get_absolute_url(),
        "cancelled": cancelled.get_absolute_url(),
        "manage": url_of(here),
        "withdrawn": url_of(mine),
        "withdraw": url_of(here) + "afmelden/",
        "offer": url_of(offered, "offer"),
        "keep": url_of(here, "keep"),
        "evaluation": ticket_url(came),
        "before the evaluation": ticket_url(here),
        "transfer": url_of(here, "transfer") + f"?naar={full.slug}",
        "forged": "/mijn-aanmelding/x/",
        "mine": "/mijn-aanmeldingen/",
        "sent": "/mijn-aanmeldingen/verstuurd/",
        "own data asked": "/mijn-gegevens/",
        "own data": own.url_of(here.email),
        "own data erased": own.url_of(here.email, "own:erase"),
    }


def test_pages_have_no_axe_violations(page, meeting):
    found, said = {}, []
    page.on("console", lambda message: said.append(message.text))
    for name, address in addresses(meeting).items():
        page.goto(address)
        found[name] = [] if name == "forged" else said.copy(), faults(page)
        said.clear()

    assert {name: bad for name, bad in found.items() if bad != ([], {})} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_refused_form_open_suggestions_and_landing_have_no_axe_violations(page, meeting, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name="Meld mij aan").click()
    expect_focus(page, "error-summary")
    expect(page).to_have_title(re.compile("^Fout: "))
    assert violations(page) == []
    field = page.get_by_role("combobox", name="Organisatie")
    field.press_sequentially("rijk")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    assert violations(page) == []
    field.press("Enter")
    page.get_by_label("Naam").fill("Sanne")
    page.get_by_label("E-mailadres van uw werk").fill("sanne@rijk.example")
    page.get_by_role("button", name="Meld mij aan").click()
    page.get_by_role("heading", name="U bent aangemeld").wait_for()
    assert violations(page) == []


def test_pages_fit_a_narrow_screen_with_stretched_text(page, meeting):
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for name, address in addresses(meeting).items():
        page.goto(address)
        stretch_text(page)
        wide[name] = overflow(page)
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_list_at_the_door_with_a_namesake_and_a_code_has_no_axe_violations(page, client, width):
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, client, UserFactory(is_superuser=True))
    here = open_meeting(date=ApproximateDate.of_day(timezone.localdate()))
    for _ in range(2):
        add_walk_in(here, name="Kim")
    page.goto(reverse("attendance:list", args=[here.slug]))

    at_the_door = violations(page)
    page.get_by_role("button", name="Nee, iemand anders").click()
    page.get_by_role("button", name="Code voor de vragen").first.click()
    expect(page.get_by_role("img", name="QR-code")).to_be_visible()

    assert (at_the_door, violations(page)) == ([], [])

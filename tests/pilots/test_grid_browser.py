"""A pilot of four groups set up and logged on a phone; axe judges the grid and its forms."""

import pytest
from playwright.sync_api import expect

from dates.entry import read_date
from pilots import actions
from pilots.models import Session
from tests.browsing import faults, sign_in, tab_until
from tests.factories import PersonFactory, PilotFactory, ProgrammeFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pilot():
    made = PilotFactory(
        title="Ministerie",
        facilitators_per_session=2,
        programme=ProgrammeFactory(first_year=2012, last_year=2015),
    )
    made.team.add(*PersonFactory.create_batch(2))
    first = [read_date(f"{day}-9-2013").earliest for day in (2, 3, 4, 5)]
    actions.set_up(made, groups=4, sessions=4, first=first, weeks=1, by=None)
    return made


def test_the_grid_reads_well_and_leads_to_each_deed(page, client, pilot):
    cell = Session.objects.first()
    actions.hold_session(cell, facilitators=pilot.team.all()[:1], by=None)
    actions.cancel_session(Session.objects.filter(number=2).first(), reason="ziek", by=None)
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(f"/beheer/pilots/pilot/{pilot.pk}/change/")
    expect(page.get_by_role("columnheader", name="Sessie 4")).to_have_count(1)
    expect(page.get_by_role("rowheader", name="Groep 4")).to_be_visible()
    assert faults(page) == {}

    page.get_by_role("link", name="Verplaatsen Sessie 3 van Groep 1", exact=True).click()
    expect(page.get_by_role("heading", name="Verplaatsen")).to_be_visible()
    assert faults(page) == {}
    page.goto(f"/beheer/pilots/pilot/{pilot.pk}/opzetten/")
    expect(page.get_by_role("button", name="Groepen en sessies opzetten")).to_be_visible()
    assert faults(page) == {}


def test_sixteen_sessions_are_logged_on_a_phone_without_script(
    page_without_javascript, client, pilot
):
    """Two taps and one number for each; after it one is back at the grid."""
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"/beheer/pilots/pilot/{pilot.pk}/change/")
    for group in range(1, 5):
        for number in range(1, 5):
            name = f"Gehouden Sessie {number} van Groep {group}"
            page.get_by_role("link", name=name, exact=True).click()
            page.get_by_label("Aantal deelnemers").fill("8")
            page.get_by_role("button", name="Gehouden").click()
            expect(page.get_by_text("Vastgelegd dat de sessie is gehouden.")).to_be_visible()
            expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    expect(page.get_by_text("4 groepen, 16 voorgenomen sessies, 16 gehouden.")).to_be_visible()

    assert Session.objects.held().filter(participants_min=8, participants_max=8).count() == 16


def test_a_session_is_logged_with_the_keyboard_alone(page, client, pilot):
    """From the skip of the menu to the deed in the grid, the number, and the button."""
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"/beheer/pilots/pilot/{pilot.pk}/change/")
    deed = page.get_by_role("link", name="Gehouden Sessie 1 van Groep 1", exact=True)
    tab_until(page, deed)
    page.keyboard.press("Enter")
    number = page.get_by_label("Aantal deelnemers")
    tab_until(page, number)
    page.keyboard.type("8")
    tab_until(page, page.get_by_label("Begeleider").first)
    page.keyboard.press("Space")
    tab_until(page, page.get_by_role("button", name="Gehouden"))
    page.keyboard.press("Enter")

    question = page.get_by_label("Ja, dat klopt")  # one of the two who were agreed
    tab_until(page, question)
    page.keyboard.press("Space")
    tab_until(page, page.get_by_role("button", name="Gehouden"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd dat de sessie is gehouden.")).to_be_visible()

    session = Session.objects.held().get()
    assert (str(session.participants), session.facilitators.count()) == ("8", 1)

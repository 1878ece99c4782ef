"""A facilitator on a phone: counted taps, a lost connection, and what axe says."""

import pytest
from playwright.sync_api import expect

from dates.entry import read_date
from pilots import actions
from pilots.facilitator.links import token_of, url_of
from pilots.models import Observation, Session
from tests.browsing import faults, sign_in, violations
from tests.factories import (
    FacilitatorLinkFactory,
    ObservationFactory,
    PilotFactory,
    ProgrammeFactory,
    QualityFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link():
    programme = ProgrammeFactory(first_year=2012, last_year=2015)
    pilot = PilotFactory(title="Ministerie", facilitators_per_session=2, programme=programme)
    QualityFactory(programme=programme, label="Betrokken")
    ThemeFactory(name="Loyaliteit")
    link = FacilitatorLinkFactory()
    pilot.team.add(link.person)
    first = [read_date(f"{day}-9-2013").earliest for day in (2, 3, 4, 5)]
    actions.set_up(pilot, groups=4, sessions=4, first=first, weeks=1, by=None)
    return link


class Finger:
    """Taps, counted."""

    def __init__(self):
        self.taps = 0

    def tap(self, locator):
        locator.click()
        self.taps += 1


def test_sixteen_sessions_take_three_taps_and_a_number_each(page_without_javascript, link):
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(url_of(link))
    for left in range(16, 0, -1):
        finger = Finger()
        to_log = page.get_by_role("link", name="Vastleggen")
        expect(to_log).to_have_count(left)
        finger.tap(to_log.first)
        finger.tap(page.get_by_label("Aantal deelnemers"))
        page.keyboard.type("8")
        finger.tap(page.get_by_role("button", name="Gehouden"))
        expect(page.get_by_text("is gehouden, 8 deelnemers.")).to_be_visible()
        assert finger.taps == 3

    assert Session.objects.held().filter(participants_min=8, participants_max=8).count() == 16


def test_each_page_is_accessible_and_fits(page, link):
    held = Session.objects.first()
    actions.hold_session(held, by=None)
    ObservationFactory(session=held, written_by=link.person, quote="Dan bel ik.")
    planned = Session.objects.last()
    story = f"/toolkit/verhaal-uit-een-sessie/{token_of(link)}/{held.pk}/"
    for address, status in (
        (url_of(link), 200),
        (url_of(link, "session", pk=held.pk), 200),
        (url_of(link, "session", pk=planned.pk), 200),
        (url_of(link, "mend", pk=held.pk), 200),
        (url_of(link, "observation", pk=held.pk), 200),
        (story, 200),
        ("/begeleider/vervalst/", 404),
    ):
        assert page.goto(address).status == status
        assert (address, faults(page)) == (address, {})


def test_error_leads_to_the_field_and_is_accessible(page, link):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(url_of(link, "session", pk=Session.objects.first().pk))
    page.get_by_label("Aantal deelnemers").fill("0")
    page.get_by_role("button", name="Gehouden").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert violations(page) == []
    page.locator("#error-summary a").click()
    expect(page.get_by_label("Aantal deelnemers")).to_be_focused()


def test_what_was_typed_survives_a_lost_connection(page, link):
    address = url_of(link, "observation", pk=Session.objects.first().pk)
    page.goto(address)
    page.get_by_label("Welke spanning zag u?").fill("De regel knelde.")
    page.get_by_label("Thema").select_option(label="Loyaliteit")
    page.context.set_offline(True)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_label("Welke spanning zag u?")).to_have_count(0)
    page.context.set_offline(False)

    page.goto(address)
    page.get_by_role("button", name="Zet mijn niet bewaarde tekst terug").click()
    expect(page.get_by_label("Welke spanning zag u?")).to_have_value("De regel knelde.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Bewaard: wat u opviel.")).to_be_visible()
    observation = Observation.objects.get()
    assert (observation.tension, observation.theme.name) == ("De regel knelde.", "Loyaliteit")

    page.goto(address)
    expect(page.get_by_label("Welke spanning zag u?")).to_have_value("")
    expect(page.get_by_text("niet is bewaard")).to_have_count(0)


def test_saving_another_page_does_not_forget_what_was_lost(page, link):
    first, second = Session.objects.all()[:2]
    address = url_of(link, "session", pk=first.pk)
    page.goto(address)
    page.get_by_label("Aantal deelnemers").fill("8")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gehouden").click()
    expect(page.get_by_label("Aantal deelnemers")).to_have_count(0)
    page.context.set_offline(False)

    page.goto(url_of(link, "session", pk=second.pk))
    page.get_by_label("Aantal deelnemers").fill("7")
    page.get_by_role("button", name="Gehouden").click()
    expect(page.get_by_text("is gehouden, 7 deelnemers.")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Zet mijn niet bewaarde tekst terug").click()
    expect(page.get_by_label("Aantal deelnemers")).to_have_value("8")


def test_pages_of_staff_are_accessible_and_fit(page, client, link):
    session = Session.objects.first()
    made = ObservationFactory(session=session, written_by=link.person)
    sign_in(page, client, UserFactory(is_superuser=True))
    for address in (
        f"/beheer/pilots/session/{session.pk}/sessieplan/",
        f"/beheer/pilots/facilitatorlink/{link.pk}/change/",
        f"/beheer/pilots/observation/{made.pk}/change/",
        "/beheer/pilots/observation/",
        f"/beheer/pilots/pilot/{session.group.pilot_id}/link-sturen/",
    ):
        page.goto(address)
        assert (address, faults(page)) == (address, {})
    page.get_by_label("Begeleider").select_option(index=1)
    page.get_by_label("E-mailadres").fill("noor@voorbeeld.nl")
    page.get_by_label("Link geldt tot en met").fill("31-12-2099")
    page.get_by_role("button", name="Link sturen").click()
    expect(page.get_by_role("heading", name="Mail aan noor@voorbeeld.nl")).to_be_visible()
    assert faults(page) == {}

"""A series evaluated, decided about and asked for, in a browser; axe judges its page and forms."""

import pytest
from playwright.sync_api import expect

from dates.entry import read_date
from meetings.models import FunderRequest
from tests.browsing import faults, sign_in
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def series():
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    made = SeriesFactory(programme=programme, title="Drieluik Dienend Leiderschap")
    values = {"programme": programme, "series": made, "date": read_date("2013"), "minimum": 8}
    LeadershipMeetingFactory(part=1, held=True, audience="leidinggevenden", **values)
    LeadershipMeetingFactory(part=2, cancelled=True, **values)
    HubFactory(programme=programme, title="Vervolghub", date=read_date("januari 2014"))
    return made


def looks_well(page) -> None:
    assert faults(page) == {}


def test_series_is_brought_to_its_end_from_its_page(page, client, series):
    sign_in(page, client, UserFactory(is_superuser=True))
    address = f"/beheer/meetings/series/{series.pk}/change/"
    page.goto(address)
    expect(page.get_by_role("heading", name="De reeks van begin tot eind")).to_be_visible()
    looks_well(page)

    page.get_by_role("link", name="Evaluatie vastleggen").click()
    page.get_by_role("button", name="Evaluatie vastleggen").click()
    expect(page.get_by_text("Schrijf bij het proces of bij de inhoud")).to_be_visible()
    page.get_by_label("Proces").fill("Ondergesneeuwd door andere trajecten.")
    page.get_by_role("button", name="Evaluatie vastleggen").click()
    page.get_by_role("link", name="Besluit vastleggen").click()
    page.get_by_label("Wat is besloten").fill("Opnieuw aanbieden.")
    page.get_by_label("Welke bijeenkomst volgde daarop?").select_option(index=1)
    page.get_by_role("button", name="Besluit vastleggen").click()
    page.get_by_role("link", name="Verzoek aan de financier").click()
    page.get_by_label("Waarvoor geld nodig is").fill("Geld om te herhalen.")
    page.get_by_role("button", name="Verzoek aan de financier").click()
    expect(page.get_by_text("Nog geen antwoord.")).to_be_visible()

    for name in ("change", "antwoord", "geld-vragen"):
        page.goto(address.replace("change", name))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        looks_well(page)
    page.goto(address.replace("change", "antwoord"))
    page.get_by_role("button", name="Antwoord van de financier").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks_well(page)
    page.get_by_label("Antwoord", exact=False).first.fill("Akkoord.")
    page.get_by_label("Antwoord gekregen op").fill("2 juni 2014")
    page.get_by_role("button", name="Antwoord van de financier").click()
    expect(page.get_by_text("Antwoord (2 juni 2014): Akkoord.")).to_be_visible()

    assert [each.is_open for each in FunderRequest.objects.all()] == [False]

"""What staff do daily, from the first page of the admin, counted in clicks; each page is looked at
as on a laptop and as on a phone.

A click is what a hand does with a mouse or a thumb; to type in a field that is reached by Tab is
none. Who makes a way longer sees it here.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from dates.values import ApproximateDate
from hubs.models import Hub
from meetings.models import Registration
from pilots.models import Pilot
from tests.browsing import faults, sign_in
from tests.factories import HubFactory, TargetFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAME = "Naam;Organisatie;Aanwezig\r\n" + "".join(
    f"Deelnemer {each};Gemeente Voorbeeld;ja\r\n" for each in range(1, 41)
)


class Walk:
    """One who walks through the admin, and how often they clicked."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0
        page.goto("/beheer/")

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def link(self, name: str) -> None:
        main = self.page.get_by_role("main")
        self.click(main.get_by_role("link", name=name, exact=True).first)

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def find(self, words: str, name: str) -> None:
        """By Ctrl-K, the words and the row; only the row is a click."""
        self.page.keyboard.press("Control+k")
        self.page.get_by_role("searchbox", name="Zoeken in alles").fill(words)
        self.page.keyboard.press("Enter")
        self.click(self.page.get_by_role("link", name=name).first)

    def look(self, heading: str) -> None:
        """The page with this heading is there, and is for everybody on both widths."""
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()
        assert faults(self.page) == {}

    def told(self, sentence: str) -> None:
        expect(self.page.get_by_text(sentence).first).to_be_visible()


@pytest.fixture
def walk(page, client):
    sign_in(page, client, UserFactory(is_superuser=True))
    return Walk(page)


def in_days(number):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=number))


def test_a_held_hub_is_logged_with_forty_who_came_from_a_spreadsheet(walk):
    hub = HubFactory(title="Vakmanschap", date=in_days(-1), start_time="13:00")
    walk.find("vakmanschap", "Vakmanschap")
    walk.look("Vakmanschap")
    walk.link("Aanmeldingen")
    walk.link("Aanwezigheid importeren")
    walk.page.locator("input[type=file]").set_input_files(
        {"name": "deur.csv", "mimeType": "text/csv", "buffer": CAME.encode("cp1252")}
    )
    walk.press("Bekijken wat er gebeurt")
    walk.look("Aanwezigheid importeren")
    walk.press("Zo importeren")
    walk.told("Geïmporteerd: 40 nieuw")
    walk.find("vakmanschap", "Vakmanschap")
    walk.link("Gehouden")
    walk.look("Gehouden")
    walk.press("Gehouden")

    walk.told("gehouden")
    assert Hub.objects.get().status == "held"
    assert Registration.objects.filter(meeting=hub, attended=True).count() == 40
    assert walk.clicks == 8


def test_a_hub_is_repeated_in_three_places(walk):
    HubFactory(title="Vakmanschap", place="Delft", date=in_days(30))
    walk.find("vakmanschap", "Vakmanschap")
    walk.link("Herhaal in …")
    walk.look("Herhaal in …")
    for number, place in enumerate(("Assen", "Breda", "Ede"), start=1):
        walk.fill(f"Plaats {number}:", place)
        walk.fill(f"Datum {number}:", str(in_days(40 + number)))
    walk.press("Herhaal in …")

    walk.told("Breda")
    assert Hub.objects.filter(title="Vakmanschap").count() == 4
    assert walk.clicks == 3


def test_a_hub_is_moved(walk):
    hub = HubFactory(title="Vakmanschap", date=in_days(30))
    walk.find("vakmanschap", "Vakmanschap")
    walk.link("Verplaatsen")
    walk.look("Verplaatsen")
    walk.fill("Nieuwe datum:", str(in_days(37)))
    walk.fill("Reden:", "de zaal is bezet")
    walk.press("Verplaatsen")

    walk.told("verplaatst")
    hub.refresh_from_db()
    assert hub.date == in_days(37)
    assert walk.clicks == 3


def test_a_pilot_is_set_up_with_its_groups(walk):
    target = TargetFactory(line="pilots")
    walk.find("pilot toevoegen", "pilot toevoegen")
    walk.look("pilot toevoegen")
    walk.fill("Titel:", "Werkplaats Voorbeeld")
    walk.page.get_by_label("Programma:", exact=True).select_option(str(target.programme_id))
    walk.page.get_by_label("Telt mee voor afspraak:", exact=True).select_option(str(target.pk))
    walk.press("Nog een Groep toevoegen")
    walk.page.locator("[name=groups-0-name]").fill("Groep A")
    walk.page.locator("[name=groups-0-planned_sessions]").fill("4")
    walk.press("Opslaan")

    walk.told("Werkplaats Voorbeeld")
    pilot = Pilot.objects.get()
    assert [group.planned_sessions for group in pilot.groups.all()] == [4]
    assert walk.clicks == 3

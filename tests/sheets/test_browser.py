"""The pages of export, import and undoing for everybody: a sheet of the door with forty people."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dates.entry import read_date
from documents.csv_file import csv_file
from tests.browsing import faults, sign_in
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = [f"Deelnemer {number}" for number in range(38)]


def look(page):
    assert faults(page) == {}


def choose(page, lines):
    file = {"name": "deur.csv", "mimeType": "text/csv", "buffer": csv_file(lines)}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bekijken wat er gebeurt").click()


def test_forty_people_of_the_door_in_three_clicks_and_back(page, client, live_server):
    """From the list of who registered: Aanwezigheid importeren, Bekijken, Zo importeren."""
    hub = HubFactory(date=read_date("12 maart 2013"), status="held")
    for name in PEOPLE:
        RegistrationFactory(meeting=hub, name=name)
    sign_in(page, client, UserFactory(is_superuser=True))
    start = reverse("admin:meetings_registration_changelist")
    page.goto(f"{live_server.url}{start}?bijeenkomst={hub.pk}")

    page.get_by_role("link", name="Aanwezigheid importeren").click()
    choose(page, [["Naam", "Aanwezig"], ["Deelnemer 0", "misschien"]])
    expect(page.get_by_text("Regel 2, kolom B (Aanwezig)")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Ander bestand kiezen").click()
    expect(page.get_by_label("Bijeenkomst")).to_have_value(str(hub.pk))
    rows = [[name, "ja"] for name in [*PEOPLE, "Dirk Mol", "Ella Vos"]]
    choose(page, [["Naam", "Aanwezig"], *rows])
    expect(page.get_by_text("Nieuw (2)")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Zo importeren").click()

    expect(page.get_by_text("Geïmporteerd: 2 nieuw, 38 gewijzigd.")).to_be_visible()
    assert hub.registrations.filter(attended=True).count() == 40

    page.get_by_role("link", name="Aanwezigheid importeren").click()
    page.get_by_role("link", name="uur").click()
    look(page)
    page.get_by_role("button", name="Import ongedaan maken").click()
    expect(page.get_by_text("2 nieuwe afgemeld, 38 teruggezet.")).to_be_visible()


def test_the_page_of_an_export_is_for_everybody(page, client, live_server):
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"{live_server.url}{reverse('admin:programme_organisation_exporteren')}")
    look(page)

    page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_text("Schrijf waarvoor u dit bestand maakt.")).to_be_visible()
    look(page)
    page.get_by_label("Waarvoor is dit bestand?").fill("plaatsen aanvullen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    assert download.value.suggested_filename == "organisaties.xlsx"

"""Importing without JavaScript, and what axe says of its pages."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from publications.models import Publication
from tests.browsing import faults, sign_in
from tests.factories import ProgrammeFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOOD = "Titel;Soort;Wanneer\r\nÉén blog;blog;02-04-2013\r\n".encode("cp1252")
BAD = b"Titel;Soort\r\nTwee;roman\r\n"


def look(page):
    assert faults(page) == {}


def choose(page, address, content):
    file = {"name": "bijdragen.csv", "mimeType": "text/csv", "buffer": content}
    page.goto(address)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Programma").select_option(index=1)
    page.get_by_label("Soort als").select_option("blog")
    page.get_by_role("button", name="Bekijken wat er gebeurt").click()


@pytest.fixture
def address(live_server):
    ProgrammeFactory()
    return f"{live_server.url}{reverse('admin:publications_publication_importeren')}"


def test_every_page_of_an_import_is_for_everybody(page, client, address):
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(address)
    look(page)

    choose(page, address, BAD)
    expect(page.get_by_text("“roman” is onbekend.")).to_be_visible()
    look(page)


def test_a_file_is_imported_without_javascript(page_without_javascript, client, address):
    page = page_without_javascript
    sign_in(page, client, UserFactory(is_superuser=True))

    choose(page, address, GOOD)
    page.get_by_label("Datum").select_option(label="C: Wanneer")
    page.get_by_role("button", name="Opnieuw bekijken").click()
    page.get_by_role("button", name="Zo importeren").click()

    expect(page.get_by_text("Geïmporteerd: 1 nieuw, 0 gewijzigd.")).to_be_visible()
    assert str(Publication.objects.get().date) == "2 april 2013"

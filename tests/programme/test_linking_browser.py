"""The linking room by keyboard, without a mouse and without JavaScript, and what axe says."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programme.merging import merge
from programme.models import LinkChoice
from programme.register.reading import DATA
from tests.backoffice.people import page_of
from tests.browsing import faults, sign_in
from tests.factories import (
    OrganisationFactory,
    OrganisationNameFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 390)


@pytest.fixture
def towns():
    for n in range(12):
        OrganisationFactory(name=f"Gemeente Zee {n}")
        RegistrationFactory(organisation=None, organisation_typed=f"gem. Zee {n}")


def look(page):
    assert faults(page) == {}


def test_a_page_of_ten_takes_ten_digits_and_enter(page, live_server, client, towns):
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"{live_server.url}{reverse('admin:programme_linking')}")
    expect(page.get_by_text("Met de cijfers op het toetsenbord")).to_be_visible()
    look(page)

    page.keyboard.type("1" * 9 + "0")
    page.keyboard.press("Enter")

    expect(page.get_by_text("10 schrijfwijzen vastgelegd.")).to_be_visible()
    assert LinkChoice.objects.filter(organisation=None).count() == 1
    assert LinkChoice.objects.count() == 10
    page.get_by_role("link", name="Bekijken of ongedaan maken").click()
    look(page)


def test_after_a_digit_what_is_chosen_of_the_next_has_the_focus(page, live_server, client, towns):
    """Not its first name: a space would then choose what nobody meant to choose."""
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"{live_server.url}{reverse('admin:programme_linking')}")
    expect(page.get_by_text("Met de cijfers op het toetsenbord")).to_be_visible()
    second = page.locator("fieldset").nth(1)

    page.keyboard.press("1")

    expect(second.get_by_label("Later")).to_be_focused()
    page.keyboard.press("Space")
    expect(second.get_by_label("Later")).to_be_checked()


def test_room_works_without_javascript(page_without_javascript, live_server, client, towns):
    page = page_without_javascript
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"{live_server.url}{reverse('admin:programme_linking')}")

    page.get_by_role("group", name="gem. Zee 0").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Eén schrijfwijze vastgelegd.")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"gem\. Zee 1$")).click()
    page.get_by_role("button", name="Gemeente Zee 1", exact=True).click()
    expect(page.get_by_text("is gekoppeld aan Gemeente Zee 1 (1).")).to_be_visible()


def test_page_of_one_text_is_accessible(page, live_server, client, towns):
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto(f"{live_server.url}{reverse('admin:programme_link')}?schreef=gem. zee 3")
    expect(page.get_by_role("heading", name="Nieuwe organisatie")).to_be_visible()

    look(page)


def test_pages_of_merging_and_of_the_register_are_accessible(page, live_server, client):
    old = OrganisationFactory(name="VROM", place="Den Haag", sector="rijk")
    new = OrganisationFactory(name="IenM", place="Rijswijk", sector="rijk")
    OrganisationNameFactory(organisation=new, name="V&W", is_former=True)
    gone = OrganisationFactory(name="Dubbel")
    merge(gone, into=new, by=None)
    sign_in(page, client, UserFactory(is_superuser=True))
    for name, obj in (("samenvoegen", old), ("weer-apart", gone), ("change", new)):
        page.goto(f"{live_server.url}{page_of(obj, name)}")
        look(page)
    page.goto(f"{live_server.url}{page_of(old, 'samenvoegen')}")
    page.locator(".select2-selection").click()
    page.keyboard.type("IenM")
    page.get_by_role("option", name="IenM").click()
    page.get_by_role("button", name="Samenvoegen").click()
    expect(page.get_by_role("combobox", name="Plaats")).to_be_visible()
    look(page)
    page.goto(f"{live_server.url}{reverse('admin:programme_register')}")
    look(page)
    page.set_input_files("#id_organisations", DATA / "organisations.csv")
    page.get_by_role("button", name="Laten zien wat er verandert").click()
    expect(page.get_by_text("Nieuw (1151)")).to_be_visible()
    look(page)

"""The page that refuses to delete, in a browser; axe judges it, and a way out is one click away."""

import pytest
from playwright.sync_api import expect

from tests.browsing import faults, sign_in
from tests.factories import HubFactory, ThemeFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def theme():
    theme = ThemeFactory(name="Moed")
    for number in range(25):
        HubFactory(title=f"Bijeenkomst {number}").themes.add(theme)
    return theme


def test_from_the_refusal_to_taking_out_of_use(page, client, theme):
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(f"/beheer/programme/theme/{theme.pk}/delete/")
    expect(page.get_by_text("en nog 5")).to_be_visible()
    assert faults(page, narrow=320) == {}

    page.get_by_role("link", name="Niet meer gebruiken").click()
    expect(page.get_by_role("heading", name="Niet meer gebruiken")).to_be_visible()
    assert faults(page, narrow=320) == {}
    page.get_by_role("button", name="Niet meer gebruiken").click()
    expect(page.get_by_text("Waar het al stond, staat het nog.")).to_be_visible()
    theme.refresh_from_db()
    assert theme.is_retired

"""The page "Anonimiteit" in a browser, wide and on a phone, without script."""

import pytest
from playwright.sync_api import expect

from tests.browsing import faults, overflow, sign_in
from tests.factories import StoryFactory, UserFactory
from toolkit.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Ik sprak wethouder Smeets in Ommen, op 3 mei 2016. Smeets zweeg lang.\n\n"
    "De griffier, een vrouw van 61, was er ook. Bel mij op 06-12345678."
)


def test_marks_are_decided_previewed_and_applied(page_without_javascript, client):
    story = StoryFactory(title="Zwijgen", text=TEXT, state=Story.State.ANONYMISED)
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(f"/beheer/toolkit/story/{story.pk}/anonimiteit/")
    expect(page.get_by_text("geeft geen zekerheid")).to_be_visible()
    smeets = page.get_by_role("group", name="Smeets")
    smeets.get_by_label("Vervangen door").check()
    page.get_by_role("button", name="Voorbeeld bekijken").click()
    expect(page.get_by_role("heading", name="Zo wordt het")).to_be_visible()
    assert overflow(page) == 0

    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_text("2 vermeldingen vervangen")).to_be_visible()
    story.refresh_from_db()
    assert story.text.startswith("Ik sprak een wethouder in Ommen")


def test_axe_has_nothing_against_page_errors_and_log(page, client):
    story = StoryFactory(title="Zwijgen", text=TEXT, state=Story.State.ANONYMISED)
    story.replacements.create(original="Sanne", instead="iemand", kind="persoon", mentions=2)
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(f"/beheer/toolkit/story/{story.pk}/anonimiteit/")
    expect(page.get_by_role("heading", name="Wat doet u ermee?")).to_be_visible()
    assert faults(page) == {}

    page.get_by_role("group", name="Ommen plaats").get_by_label("Blijft staan, omdat").check()
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf waarom dit mag blijven.")
    assert faults(page) == {}

    page.goto(f"/beheer/toolkit/story/{story.pk}/vervangingen/")
    page.get_by_role("button", name="Leg vast en lees").click()
    expect(page.get_by_text("Zeg waarom u dit leest")).to_be_visible()
    assert faults(page) == {}
    page.get_by_label("Waarom leest u dit?").fill("Om na te kijken wat er stond.")
    page.get_by_role("button", name="Leg vast en lees").click()
    expect(page.get_by_role("rowheader", name="Sanne")).to_be_visible()
    assert faults(page) == {}

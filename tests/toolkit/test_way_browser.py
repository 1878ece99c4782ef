"""The steps of a story in a browser, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browsing import faults, sign_in
from tests.factories import StoryFactory, UserFactory
from toolkit.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_step_back_asks_why_and_shows_at_the_story(page, client):
    story = StoryFactory(title="Zwijgen", text="Ik zweeg.", state=Story.State.ANONYMISED)
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(f"/beheer/toolkit/story/{story.pk}/stap-terug/")
    expect(page.get_by_label("Waarom gaat het verhaal een stap terug?")).to_be_visible()
    assert faults(page) == {}
    page.get_by_label("Waarom gaat het verhaal een stap terug?").fill("Er staat nog een plaats in.")
    page.locator("main form, #content form").last.locator("[type=submit]").first.click()

    expect(page.get_by_text("Er staat nog een plaats in.")).to_be_visible()
    assert faults(page) == {}

"""The pages of a reader and of a story giver in a browser, wide and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browsing import faults, sign_in
from tests.factories import ProgrammeFactory, StoryFactory, UserFactory
from toolkit.giver.links import url_of as own_page_of
from toolkit.models import Story
from toolkit.readers.assigning import assign
from toolkit.readers.links import url_of
from toolkit.sharing import share_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Ik wachtte lang. Toen belde iemand.\n\nIk ging naar huis."


def is_fine(page):
    assert faults(page) == {}


def test_reader_begins_and_answers(page):
    staff = UserFactory(is_superuser=True)
    story = StoryFactory(title="Geduld", text=TEXT, state=Story.State.ANONYMISED)
    day = timezone.localdate() + timedelta(days=30)
    given = {"name": "Lea Lezer", "email": "lea@hogeschool.example", "expires_on": day}
    reader = assign(story, by=staff, **given).reader

    page.goto(url_of(reader))
    expect(page.get_by_role("heading", name="Verhalen om te lezen")).to_be_visible()
    is_fine(page)
    page.get_by_role("link", name="Geduld").click()
    expect(page.get_by_role("button", name="Begin met lezen")).to_be_visible()
    is_fine(page)
    page.get_by_role("button", name="Begin met lezen").click()
    expect(page.get_by_text("Toen belde iemand.")).to_be_visible()
    is_fine(page)
    page.get_by_role("textbox", name="Wie is dit?").fill("Weet ik niet")
    page.get_by_role("button", name="Geef uw antwoord").click()
    expect(page.get_by_role("textbox", name="Waar was het?")).to_be_visible()
    is_fine(page)
    page.get_by_role("textbox", name="Waar was het?").fill("Weet ik niet")
    page.get_by_role("button", name="Geef uw antwoord").click()
    expect(page.get_by_text("Uw antwoord is bewaard. Dank u wel.")).to_be_visible()
    is_fine(page)


def test_giver_reads_and_strikes(page):
    ProgrammeFactory()
    story = share_story(title="Geduld", text="Ik.", email="v@gemeente.example", uses=["public"])
    Story.objects.update(state="checked", text=TEXT)

    page.goto(own_page_of(story))
    expect(page.get_by_role("button", name="Zo is het goed")).to_be_visible()
    is_fine(page)
    page.get_by_label("Toen belde iemand.").check()
    page.get_by_role("button", name="Streep door").click()
    expect(page.get_by_label("Toen belde iemand.")).to_be_checked()
    is_fine(page)
    page.get_by_label("Waarom moeten deze zinnen weg?").fill("Te herkenbaar.")
    page.get_by_role("button", name="Streep door").click()
    expect(page.get_by_text("De zinnen zijn weg.")).to_be_visible()
    is_fine(page)


def test_colleague_tries_and_compares(page, client):
    story = StoryFactory(title="Geduld", text=TEXT, state=Story.State.ANONYMISED)
    sign_in(page, client, UserFactory(is_superuser=True))
    place = f"/beheer/toolkit/story/{story.pk}"

    page.goto(f"{place}/wie-is-dit/")
    page.get_by_role("button", name="Begin met lezen").click()
    expect(page.get_by_role("textbox", name="Wie is dit?")).to_be_visible()
    is_fine(page)
    page.get_by_role("textbox", name="Wie is dit?").fill("Weet ik niet")
    page.get_by_role("textbox", name="Waar was het?").fill("Weet ik niet")
    page.get_by_role("button", name="Geef uw antwoord").click()
    expect(page.get_by_text("Uw antwoord is bewaard.")).to_be_visible()
    is_fine(page)
    page.goto(f"{place}/antwoorden/")
    page.get_by_label("Waarom leest u dit?").fill("Vergelijken.")
    page.get_by_role("button", name="Leg vast en lees").click()
    expect(page.get_by_text("Wie: Weet ik niet")).to_be_visible()
    is_fine(page)
    page.goto("/beheer/toolkit/story/per-stap/")
    expect(page.get_by_role("heading", name="Geanonimiseerd (1)")).to_be_visible()
    is_fine(page)

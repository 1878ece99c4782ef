"""The reader of the ministry in a browser: from the link to the confirmation, with axe."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reporting.models import Confirmation, Question
from reporting.reading_room.links import url_of
from tests.browsing import faults

from ..publishing import corrected, publish_now, published
from ..room import invited, mailed_code, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader():
    return invited(published())


def check(page) -> None:
    """Accessible and no wider than the window."""
    assert faults(page, narrow=320) == {}


def test_reader_reads_asks_and_agrees(page, reader):
    page.goto(url_of(reader))
    page.get_by_role("link", name="Lees versie 1").click()
    page.locator("main a[href='#origin-hubs.held']").first.click()
    page.locator("[id='origin-hubs.held'] .ask a").click()
    page.get_by_label("Uw vraag").fill("Welke hub ontbreekt?\nEn waarom?")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_text("Uw vraag is gesteld.")).to_be_visible()
    assert Question.objects.get().text == "Welke hub ontbreekt?\nEn waarom?"

    page.get_by_role("link", name="Ontvangst en akkoord van versie 1").click()
    page.get_by_role("link", name="Geef akkoord op versie 1").click()
    page.get_by_label("Naam").fill("R. de Lezer")
    page.get_by_role("button", name="Mail mij").click()
    page.get_by_label("Code uit de mail").fill(mailed_code())
    page.get_by_role("button", name="Bevestig").click()

    expect(page.get_by_text("Uw bevestiging is vastgelegd")).to_be_visible()
    expect(page.get_by_text("U gaf uw akkoord op")).to_be_visible()
    assert Confirmation.objects.get().confirmed_at <= timezone.now()


def test_every_page_of_the_room_is_accessible_and_fits(page, reader):
    publish_now(corrected(reader.report.versions.get()))
    ask = f"{url_of(reader, 'room_ask', number=2)}?about=summary"
    confirm = url_of(reader, "room_confirm", number=2, kind="akkoord")
    compare = url_of(reader, "room_compare", before=1, after=2)
    for path in (url_of(reader), page_of(reader, 2), ask, confirm, compare):
        assert page.goto(path).status == 200
        check(page)


def test_ended_link_says_what_to_do(page, reader):
    type(reader).objects.filter(pk=reader.pk).update(revoked_at=timezone.now())
    assert page.goto(url_of(reader)).status == 410
    expect(page.locator("main").get_by_role("link", name="@")).to_have_count(1)
    check(page)


def test_what_is_asked_without_javascript_arrives(page_without_javascript, reader):
    page = page_without_javascript
    page.goto(f"{url_of(reader, 'room_ask', number=1)}?about=summary")
    page.get_by_label("Uw vraag").fill("Hoezo?")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_text("Uw vraag is gesteld.")).to_be_visible()

"""A facilitator plans a session, then fetches a copy, in a browser wide and as narrow as can be."""

from datetime import date

import pytest
from playwright.sync_api import expect

from pilots.facilitator.links import url_of
from tests.browsing import faults
from tests.factories import (
    EditionFactory,
    EditionPartFactory,
    FacilitatorLinkFactory,
    MaterialFactory,
    SessionFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.copies.giving import hand_out
from toolkit.copies.links import url_of as copy_url
from toolkit.editions.publishing import publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def is_fine(page):
    assert faults(page, narrow=320) == {}


def test_facilitator_plans_a_session_and_fetches_the_book(page):
    link, session = FacilitatorLinkFactory(), SessionFactory(number=1)
    pilot = session.group.pilot
    pilot.team.add(link.person)
    story = StoryFactory(
        adopted=True, programme=pilot.programme, title="Geduld", questions="Wat zag u?"
    )
    MaterialFactory(programme=pilot.programme, title="Rondje", minutes=50, supplies="stiften")

    page.goto(url_of(link, "session", pk=session.pk))
    page.get_by_role("link", name="Begeleiderskit").click()
    page.get_by_label("Hoeveel minuten hebt u?").fill("60")
    page.get_by_label("Geduld").check()
    page.get_by_label("Rondje, 50 minuten").check()
    is_fine(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Nog zonder tijd, dus niet meegeteld: “Geduld”.")).to_be_visible()
    is_fine(page)
    page.get_by_role("link", name="Volgorde, tijd en vragen").click()
    page.get_by_label("Minuten").first.fill("20")
    is_fine(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Haal 10 minuten weg.")).to_be_visible()

    edition = EditionFactory(stage="trial")
    EditionPartFactory(edition=edition, story=story)
    published = publish(edition, by=UserFactory(is_superuser=True))
    told = {"holder": "person", "name": "Noor Bos", "email": "n@x.example", "mark": "number"}
    until = date(2099, 1, 1)
    copy = hand_out(published, reader="facilitators", expires_on=until, **told)
    page.goto(copy_url(copy))
    expect(page.get_by_text("geen HRM-tool")).to_be_visible()
    is_fine(page)
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Haal het boek op").click()
    assert fetched.value.suggested_filename.endswith("-exemplaar-1.pdf")

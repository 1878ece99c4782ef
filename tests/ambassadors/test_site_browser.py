"""The pages of the network in Chromium, by finger and key, with axe and without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ambassadors.links import ASKED
from ambassadors.models import Ambassador
from dates.entry import read_date
from dates.values import ApproximateDate
from tests.browsing import faults, sign_in
from tests.factories import (
    ActivityFactory,
    AmbassadorFactory,
    HubFactory,
    ProgrammeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JO = "jo@gemeente.example"


def address(page="page", email=JO):
    return reverse(f"ambassadors:{page}", args=[ASKED.token_of(email)])


def test_axe_finds_nothing_on_the_pages_of_one(page):
    ProgrammeFactory()
    AmbassadorFactory(email=JO, name="Jo Voorbeeld", leads_talks=True)
    addresses = [address(name) for name in ("page", "log", "profile", "leave")]
    addresses += [address(email="nieuw@rijk.example"), reverse("ambassadors:sent")]
    addresses += [reverse("ambassadors:page", args=["x" * 40])]
    for each in addresses:
        page.goto(each)
        assert (each, faults(page)) == (each, {})


def test_signing_up_without_javascript(page_without_javascript):
    ProgrammeFactory()
    page = page_without_javascript
    page.goto(address())
    page.get_by_role("textbox", name="Naam").fill("Jo Voorbeeld")
    page.get_by_role("textbox", name="Organisatie").fill("Gemeente Voorbeeldstad")
    page.get_by_label("Meelezen").check()
    page.get_by_label("Ik doe mee als ambassadeur").check()
    page.get_by_role("button", name="Meld mij aan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Uw pagina als ambassadeur")
    assert Ambassador.objects.get().reads_along


def test_an_activity_takes_three_taps_on_a_phone(page_without_javascript):
    jo = AmbassadorFactory(email=JO, name="Jo Voorbeeld")
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address())

    page.get_by_role("link", name="Noteer wat u deed").click()
    page.get_by_label("Gesprek over goed werk").check()
    page.get_by_role("button", name="Noteer").click()

    expect(page.get_by_text("Genoteerd. Dank u wel.")).to_be_visible()
    assert jo.activities.get().kind == "conversation"


def test_axe_finds_nothing_where_the_network_is_told(page, client):
    """The public page with its numbers, and for staff who offers what."""
    programme = ProgrammeFactory()
    here = {"programme": programme, "sector": "rijk", "province": "zh", "hosts_hub": True}
    for jo in AmbassadorFactory.create_batch(12, joined=read_date("maart 2013"), **here):
        ActivityFactory(ambassador=jo, people=8, date=read_date("mei 2013"))
    soon = ApproximateDate.of_day(timezone.localdate() + timedelta(days=30))
    HubFactory(programme=programme, date=soon, province="zh")
    sign_in(page, client, UserFactory(is_superuser=True))
    for name in ("ambassadors:index", "admin:ambassadors_ambassador_aanbod"):
        page.goto(reverse(name))
        assert (name, faults(page)) == (name, {})

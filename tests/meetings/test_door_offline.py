"""The list at the door in browsers without network: all that was ticked off comes, once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Error, Page, expect

from dates.values import ApproximateDate
from meetings.models import Meeting, Registration
from tests.browsing import expect_soon, overflow, sign_in, violations
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READY = "Deze lijst doet het op deze telefoon ook zonder netwerk."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def meeting():
    return HubFactory(date=ApproximateDate.of_day(timezone.localdate()), title="Jouw rol")


@pytest.fixture
def people(meeting):
    return [
        RegistrationFactory(meeting=meeting, name=f"Deelnemer {number:02}")
        for number in range(1, 61)
    ]


@pytest.fixture
def phones(chromium, live_server):
    """Makes a phone on which a colleague is signed in."""
    made = []

    def phone() -> Page:
        context = chromium.new_context(base_url=live_server.url, locale="nl-NL", viewport=PHONE)
        made.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, Client(), UserFactory(is_superuser=True))
        return page

    yield phone
    for context in made:
        context.close()


def open_door(page: Page, meeting: Meeting) -> None:
    page.goto(reverse("attendance:list", args=[meeting.slug]))
    expect(status(page)).to_contain_text(READY)
    expect_soon(page, "caches.keys().then(names => names.includes('door-files'))")


def status(page: Page):
    return page.locator("#door-status")


def tick(page: Page, person: Registration) -> None:
    page.locator(f"#r-{person.pk}").get_by_role("button", name="Aanwezig").click()
    expect(page.locator(f"#r-{person.pk}")).to_contain_text("Toch niet")


def present(meeting: Meeting) -> int:
    return Meeting.objects.with_attendance().get(pk=meeting.pk).present


def test_two_phones_in_flight_mode_that_share_ten_of_sixty(phones, meeting, people):
    one, two = phones(), phones()
    for page, theirs in ((one, people[:35]), (two, people[25:])):
        open_door(page, meeting)
        page.context.set_offline(True)
        for person in theirs[:3]:
            tick(page, person)
        expect(status(page)).to_contain_text("3 wachten op netwerk")
        page.reload()
        expect(status(page)).to_contain_text("3 wachten op netwerk")
        for person in theirs[3:]:
            tick(page, person)
        expect(status(page)).to_contain_text("35 wachten op netwerk")
    assert present(meeting) == 0
    assert violations(one) == []
    assert overflow(one) == 0

    for page in (one, two):
        page.context.set_offline(False)
        expect(status(page)).to_contain_text(READY)

    assert present(meeting) == 60
    expect(two.locator("#door-present")).to_have_text("60")
    assert violations(two) == []


def test_signing_out_leaves_neither_names_nor_ticks_on_the_phone(phones, meeting, people):
    page = phones()
    open_door(page, meeting)
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    page.context.set_offline(True)
    address = reverse("attendance:list", args=[meeting.slug])

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(address)


def test_who_signs_out_with_ticks_waiting_is_asked_first(phones, meeting, people):
    page = phones()
    open_door(page, meeting)
    page.route("**/vinkjes/", lambda route: route.abort())
    tick(page, people[0])
    expect(status(page)).to_contain_text("1 wacht op netwerk")

    page.goto("/beheer/")
    page.locator("#logout-form button").click()
    expect(page.get_by_role("alert")).to_contain_text("wacht nog 1 vinkje")
    assert violations(page) == []
    page.unroute("**/vinkjes/")
    page.get_by_role("link", name="Open de lijst om ze te versturen").click()
    expect(status(page)).to_contain_text(READY)

    assert present(meeting) == 1


def test_who_borrows_the_phone_does_not_read_the_list(phones, meeting, people):
    page = phones()
    open_door(page, meeting)
    sign_in(page, Client(), UserFactory(is_superuser=True))
    page.goto("/beheer/")
    expect_soon(page, "caches.open('door-pages').then(c => c.keys()).then(k => k.length === 0)")

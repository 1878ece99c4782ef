"""The list at the door in browsers without network: all that was ticked off comes, once."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Error, Page, expect

from dates.values import ApproximateDate
from meetings import actions
from meetings.models import Meeting, Registration
from tests.browsing import (
    PATIENCE,
    ask,
    expect_soon,
    overflow,
    sign_in,
    sure_to_end,
    violations,
)
from tests.conftest import chromium_path
from tests.factories import HubFactory, RegistrationFactory, UserFactory
from tests.underway import wait_until_done

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
def phones(open_context):
    """Makes a phone on which a colleague is signed in."""

    def phone() -> Page:
        page = open_context(viewport=PHONE).new_page()
        sign_in(page, Client(), UserFactory(is_superuser=True))
        return page

    return phone


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


def test_what_happened_meanwhile_is_told_and_stays_until_it_is_read(phones, meeting, people):
    page = phones()
    open_door(page, meeting)
    page.context.set_offline(True)
    first, second = people[:2]
    tick(page, first)
    tick(page, second)
    for name in ("Deelnemer 03", "Kim"):
        page.get_by_label("Naam", exact=True).fill(name)
        page.get_by_role("button", name="Voeg toe als aanwezig").click()
        expect(page.get_by_label("Naam", exact=True)).to_have_value("")
    expect(status(page)).to_contain_text("4 wachten op netwerk")
    expect(page.locator("#door-placed > li").last).to_contain_text("Kim")
    assert violations(page) == []
    actions.withdraw(first)
    actions.close_list(meeting)

    page.context.set_offline(False)
    told = page.locator("#door-told")
    expect(told).to_contain_text("De lijst was intussen afgesloten.")
    expect(told).to_contain_text("Deelnemer 01 is intussen afgemeld en niet afgevinkt.")
    expect(told).to_contain_text("Er staat al iemand op de lijst die Deelnemer 03 heet.")
    assert violations(page) == []
    page.reload()
    expect(told).to_contain_text("Deelnemer 01 is intussen afgemeld")
    page.get_by_role("button", name="Gelezen").click()
    expect(told).to_be_empty()

    assert present(meeting) == 2
    expect_soon(page, "caches.open('door-pages').then(c => c.keys()).then(k => k.length === 0)")


def test_a_session_that_ended_and_a_meeting_that_is_off_leave_the_ticks_waiting(
    phones, meeting, people
):
    page = phones()
    open_door(page, meeting)
    page.context.set_offline(True)
    tick(page, people[0])
    Session.objects.all().delete()
    actions.cancel(meeting, reason="other", note="brand", by=None)

    page.context.set_offline(False)
    expect(status(page)).to_contain_text("U bent niet meer ingelogd. 1 wacht op versturen")
    assert violations(page) == []
    page.get_by_role("link", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    sign_in(page, Client(), UserFactory(is_superuser=True))
    page.goto(reverse("attendance:list", args=[meeting.slug]))
    expect(status(page)).to_contain_text("Deze bijeenkomst is geannuleerd")
    expect(status(page)).to_contain_text("1 wacht en is niet verwerkt.")
    assert violations(page) == []
    assert present(meeting) == 0

    actions.reverse_cancellation(meeting, by=None, why="vergissing")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(status(page)).to_contain_text(READY)
    assert present(meeting) == 1


def test_an_empty_battery_and_a_second_tab_lose_and_double_nothing(
    chromium, live_server, meeting, people, tmp_path
):
    options = {
        "executable_path": chromium_path(),
        "args": ["--no-sandbox"],
        "base_url": live_server.url,
    }
    start, profile = chromium.browser_type.launch_persistent_context, tmp_path / "phone"
    phone = start(profile, **options)
    phone.set_default_timeout(PATIENCE * 1000)
    page = phone.new_page()
    sign_in(page, Client(), UserFactory(is_superuser=True))
    open_door(page, meeting)
    phone.set_offline(True)
    tick(page, people[0])
    tick(page, people[1])
    with sure_to_end(profile):
        phone.close()

    phone = start(profile, offline=True, **options)
    phone.set_default_timeout(PATIENCE * 1000)
    page, tab = phone.new_page(), phone.new_page()
    sign_in(page, Client(), UserFactory(is_superuser=True))
    for each in (page, tab):
        each.goto(reverse("attendance:list", args=[meeting.slug]))
        expect(status(each)).to_contain_text("2 wachten op netwerk")
    tick(tab, people[2])
    expect(status(page)).to_contain_text("3 wachten op netwerk")
    page.locator(f"#r-{people[0].pk}").get_by_role("button", name="Toch niet").click()
    expect(status(tab)).to_contain_text("4 wachten op netwerk")
    phone.set_offline(False)
    for each in (page, tab):
        expect(status(each)).to_contain_text(READY)
    with sure_to_end(profile):
        phone.close()
    wait_until_done()

    there = Registration.objects.filter(attended=True).order_by("pk")
    assert list(there) == people[1:3]
    assert max(Registration.objects.values_list("ticks", flat=True)) == 1


def test_after_a_day_and_of_what_people_need_nothing_is_on_the_phone(phones, meeting):
    needing = RegistrationFactory(
        meeting=meeting, name="Bea", needs="MERKTEKEN", needs_consented_at=timezone.now()
    )
    page = phones()
    open_door(page, meeting)
    page.goto("/beheer/meetings/registration/")
    page.goto(reverse("attendance:list", args=[meeting.slug]))
    expect(page.get_by_text("MERKTEKEN")).to_be_visible()
    expect(status(page)).to_contain_text(READY)
    kept = ask(
        page,
        "caches.open('door-pages').then(async c => Promise.all((await c.keys()).map("
        "async r => [new URL(r.url).pathname, await (await c.match(r)).text()])))",
    )
    assert [address for address, _ in kept] == [reverse("attendance:list", args=[meeting.slug])]
    assert "Bea" in kept[0][1]
    assert "MERKTEKEN" not in kept[0][1]

    page.context.set_offline(True)
    tick(page, needing)
    expect(status(page)).to_contain_text("1 wacht op netwerk")
    ask(page, DAYS_AGO)
    page.reload()
    expect(page.get_by_role("heading", name="Geen netwerk")).to_be_visible()
    page.context.set_offline(False)
    page.goto(reverse("attendance:list", args=[meeting.slug]))
    expect(page.locator("#door-told")).to_contain_text(
        "Eén vinkje is niet verstuurd en na 24 uur van deze telefoon gewist."
    )
    assert present(meeting) == 0


DAYS_AGO = """
(async () => {
  const old = Date.now() - 25 * 3600 * 1000;
  const cache = await caches.open("door-pages");
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const headers = new Headers(kept.headers);
    headers.set("X-Kept-At", old);
    await cache.put(request, new Response(await kept.text(), { headers }));
  }
  const db = await new Promise((done) => {
    const asked = indexedDB.open("door");
    asked.onsuccess = () => done(asked.result);
  });
  const change = db.transaction("ticks", "readwrite");
  const store = change.objectStore("ticks");
  const age = (each) => store.put({ ...each, at: old });
  store.getAll().onsuccess = ({ target }) => target.result.forEach(age);
  await new Promise((done) => (change.oncomplete = done));
})()
"""

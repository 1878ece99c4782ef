"""Sorting in a browser: without script, with the keyboard, in two tabs, and as axe sees it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pilots.facilitator.links import token_of
from sorting.models import Round, Sort
from sorting.rounds import end_round
from tests.browsing import (
    ask,
    each,
    expect_soon,
    faults,
    focused,
    overflow,
    sign_in,
    stretch_text,
    tab_until,
    violations,
)
from tests.factories import (
    FacilitatorLinkFactory,
    RoundFactory,
    SessionFactory,
    SortFactory,
    UserFactory,
)
from tests.sorting.sorted import IN_ORDER, at_random, handed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def session():
    return SessionFactory(number=1)


@pytest.fixture
def link(session):
    link = FacilitatorLinkFactory()
    session.group.pilot.team.add(link.person)
    return link


@pytest.fixture
def at(session):
    return RoundFactory(group=session.group)


def page_of(sort):
    return f"/sorteren/{sort.round.code}/{sort.key}/"


def pile(page, name):
    """Its button; a name such as "Belangrijk" is part of others."""
    return page.locator(".onto__pile").filter(has_text=name).first


def test_thirty_cards_by_tapping_without_javascript(page_without_javascript, at):
    page = page_without_javascript
    page.set_viewport_size(PHONE)
    page.goto("/sorteren/")
    page.get_by_label("Code").fill(at.code.upper())
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Begin").click()
    for number, digit in enumerate(IN_ORDER, start=1):
        expect(page.get_by_text(f"{number - 1} van 30 kaarten gelegd")).to_be_visible()
        page.locator(f"label[for='card-{number}']").click()
        page.locator(f".onto__pile[value='{digit}']").click()
    expect(page.get_by_text("Alle kaarten liggen.")).to_be_visible()
    page.get_by_role("button", name="Geef mijn kaarten door").click()
    expect(page.get_by_role("heading", name="uw kaarten tellen mee")).to_be_visible()

    at.refresh_from_db()
    assert [row.index(1) + 1 for row in at.tally] == [int(digit) for digit in IN_ORDER]


def test_card_and_pile_by_keyboard(page, at):
    own = SortFactory(round=at)
    page.goto(page_of(own))
    tab_until(page, page.locator("#card-1"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "card-3"
    page.keyboard.press("Enter")  # chooses, and lays nothing
    expect(page.get_by_role("alert")).to_contain_text("Kies op welke stapel de kaart komt.")
    expect(page.locator("#card-3")).to_be_checked()
    tab_until(page, page.locator(".onto__pile[value='4']"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 van 30 kaarten gelegd")).to_be_visible()

    assert Sort.objects.get().piles[2] == "4"


def test_refresh_back_another_phone_and_two_tabs_lose_nothing(page, at):
    page.goto(at.get_absolute_url())
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("0 van 30 kaarten gelegd")).to_be_visible()
    tab = page.context.new_page()
    tab.goto(ask(page, "location.href"))
    for shown, digit in ((page, "5"), (tab, "1")):
        shown.locator("label[for='card-1']" if shown == page else "label[for='card-2']").click()
        shown.locator(f".onto__pile[value='{digit}']").click()
    expect(tab.get_by_text("2 van 30 kaarten gelegd")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 van 30 kaarten gelegd")).to_be_visible()

    page.goto(at.get_absolute_url())
    page.get_by_role("link", name="Ga verder waar u was").click()
    expect(page.get_by_text("2 van 30 kaarten gelegd")).to_be_visible()
    assert Sort.objects.get().piles == "51" + "0" * 28
    Sort.objects.update(piles=IN_ORDER)
    page.reload()
    page.get_by_role("button", name="Geef mijn kaarten door").click()
    expect(page.get_by_role("heading", name="uw kaarten tellen mee")).to_be_visible()
    page.go_back()
    tab.locator("label[for='card-9']").click()
    tab.locator(".onto__pile[value='1']").click()
    expect(tab.get_by_role("heading", name="uw kaarten tellen mee")).to_be_visible()
    assert (Round.objects.get().counted, Sort.objects.count()) == (1, 1)


def addresses(link, session, at):
    """Every page, in each of its states."""
    half = SortFactory(round=at, piles="5555" + "0" * 26)
    whole = SortFactory(round=at, piles=IN_ORDER)
    done = SortFactory(round=at, piles="", is_done=True)
    mine = RoundFactory(group=session.group)
    ours = RoundFactory(group=session.group, question="ours")
    for number in range(5):
        handed_in(mine, at_random(number) if number % 2 else IN_ORDER)
        handed_in(ours, at_random(number + 9))
    end_round(mine)
    of_leader = [token_of(link), session.pk]
    alone = reverse("sorting:round", args=[*of_leader, mine.pk])
    yield from ("/sorteren/", "/sorteren/zzzzzz/", at.get_absolute_url())
    yield from (page_of(half), page_of(whole), page_of(done), mine.get_absolute_url())
    yield reverse("sorting:rounds", args=of_leader)
    yield from (reverse(f"sorting:{name}", args=[*of_leader, at.pk]) for name in LED)
    yield alone
    end_round(ours)
    yield alone


LED = ("round", "paper", "end")


def test_each_page_is_accessible_and_fits(page, link, session, at):
    told = []
    page.on("console", lambda message: told.append(message.text))
    for address in addresses(link, session, at):
        page.goto(address)
        assert [text for text in told if "404" not in text and "410" not in text] == [], address
        assert (address, faults(page)) == (address, {})
        told.clear()


def test_pages_of_staff_are_accessible_and_fit(page, client, session):
    mine = RoundFactory(group=session.group)
    ours = RoundFactory(group=session.group, question="ours")
    for number in range(6):
        handed_in(mine, at_random(number))
        handed_in(ours, IN_ORDER)
    for each_round in (mine, ours):
        end_round(each_round)
    still = RoundFactory(group=session.group)
    sign_in(page, client, UserFactory(is_superuser=True))
    for name, args in (
        ("changelist", []),
        ("add", []),
        ("change", [still.pk]),
        ("change", [mine.pk]),
        ("beeindigen", [still.pk]),
        ("history", [mine.pk]),
    ):
        address = reverse(f"admin:sorting_round_{name}", args=args)
        page.goto(address)
        assert (address, faults(page)) == (address, {})


def test_stretched_text_fits_a_narrow_screen(page, link, session, at):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in addresses(link, session, at):
        page.goto(address)
        stretch_text(page)
        assert (address, overflow(page)) == (address, 0)


def test_refusal_is_read_first_and_is_accessible(page, at):
    own = SortFactory(round=at, piles="5555" + "0" * 26)
    page.set_viewport_size(PHONE)
    page.goto(page_of(own))
    page.locator("label[for='card-9']").click()
    pile(page, "Het belangrijkst").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#card-9")).to_be_checked()
    assert violations(page) == []


def test_bar_never_covers_what_has_the_focus(page, at):
    own = SortFactory(round=at)
    page.set_viewport_size(PHONE)
    page.goto(page_of(own))
    tab_until(page, page.locator("#card-1"))
    for _ in each(page.locator(".value input")):
        page.keyboard.press("ArrowDown")
        expect_soon(
            page,
            "document.activeElement.getBoundingClientRect().bottom"
            " <= document.querySelector('.onto').getBoundingClientRect().top",
        )

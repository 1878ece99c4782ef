"""Leaving a form with unsaved work warns; long texts are offered back, private ones not."""

import pytest
from playwright.sync_api import expect

from hubs.models import Hub
from tests.browsing import ask, expect_soon, faults, sign_in
from tests.factories import HubFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUT_BACK = "Zet mijn niet bewaarde tekst terug"
# Only ours: a list of the admin keeps there which of its filters stand open (filters.js of Django),
# at once where the browser tells of the open ones only after that script began to listen.
TEXTS = "Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"


@pytest.fixture
def staff(page, client):
    sign_in(page, client, UserFactory(is_superuser=True))
    return page


@pytest.fixture
def asked(staff):
    dialogs = []
    staff.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    return dialogs


def page_of(obj):
    return f"/beheer/{obj._meta.app_label}/{obj._meta.model_name}/{obj.pk}/change/"


def kept(page):
    return ask(page, "sessionStorage.length")


def remember_filters(page):
    """What a list of the admin may keep beside the texts, as it does on a busy machine."""
    ask(page, "sessionStorage.setItem('django.admin.filtersState', '{}')")


def about(page):
    return page.get_by_label("Waar het over gaat")


def test_who_leaves_a_changed_form_is_warned_and_who_changed_nothing_is_not(staff, asked):
    hub = HubFactory()
    staff.goto(page_of(hub))
    staff.goto("/beheer/")
    assert asked == []

    staff.goto(page_of(hub))
    staff.get_by_label("Aantal plaatsen").press_sequentially("12")
    staff.goto("/beheer/")
    assert asked == ["beforeunload"]


def test_long_text_is_offered_back_and_goes_once_it_is_saved(staff, asked):
    hub = HubFactory()
    staff.goto(page_of(hub))
    about(staff).press_sequentially("Een middag werk.")
    remember_filters(staff)
    staff.goto("/beheer/")
    staff.goto(page_of(hub))

    staff.get_by_role("button", name=PUT_BACK).click()
    expect(about(staff)).to_have_value("Een middag werk.")
    staff.locator("input[name=_save]").click()

    expect(staff.locator(".messagelist .success")).to_be_visible()
    assert Hub.objects.get().description == "Een middag werk."
    assert asked == ["beforeunload"]
    expect_soon(staff, f"{TEXTS} === 0")


def test_raw_story_is_never_kept(staff, asked):
    """Where it is typed: on the page of a new story."""
    staff.goto("/beheer/toolkit/story/add/")
    staff.get_by_label("Ruwe tekst").press_sequentially("Wat ik meemaakte.")

    assert kept(staff) == 0
    staff.goto("/beheer/")
    assert asked == ["beforeunload"]


def test_signing_out_clears_what_was_kept(staff, asked):
    staff.goto(page_of(HubFactory()))
    about(staff).press_sequentially("Een middag werk.")
    assert kept(staff) == 1
    staff.locator("#logout-form button").click()

    expect_soon(staff, f"{TEXTS} === 0")


def test_action_page_warns(staff, asked):
    staff.goto(page_of(HubFactory()).replace("change/", "annuleren/"))
    staff.get_by_label("Toelichting").press_sequentially("Lekkage.")

    staff.goto("/beheer/")
    assert asked == ["beforeunload"]


def test_public_story_warns_and_is_never_kept(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/toolkit/verhaal-delen/")
    page.locator("textarea").first.press_sequentially("Wat ik meemaakte.")
    assert kept(page) == 0

    page.goto("/")
    assert asked == ["beforeunload"]


def test_choice_between_two_values_is_accessible(staff):
    hub = HubFactory(capacity=20)
    staff.goto(page_of(hub))
    Hub.objects.update(capacity=35)
    staff.get_by_label("Aantal plaatsen").fill("40")
    staff.locator("input[name=_save]").click()

    expect(staff.get_by_role("heading", name="Een collega wijzigde intussen")).to_be_visible()
    assert faults(staff) == {}
    staff.get_by_label("Wat er nu bewaard is: 35").check()
    staff.locator("input[name=_save]").click()
    expect(staff.locator(".messagelist .success")).to_be_visible()
    assert Hub.objects.get().capacity == 35

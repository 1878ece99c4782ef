"""While typing the page says what is read; a doubt is answered with the keyboard, by a tick."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browsing import sign_in, violations
from tests.factories import ProgrammeFactory, TargetFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/beheer/hubs/hub/add/"


def signed_in(page, client):
    sign_in(page, client, UserFactory(is_superuser=True))
    return page


@pytest.fixture
def staff(page, client):
    return signed_in(page, client)


@pytest.fixture
def agreed():
    return TargetFactory(programme=ProgrammeFactory(first_year=2012, last_year=2014), year=2014)


def date_of(page):
    return page.locator("#id_date")


def said(page):
    return page.locator("#id_date_gelezen")


def test_what_is_read_is_said_while_typing(staff, agreed):
    staff.goto(ADD)
    date_of(staff).press_sequentially("maart of april 2014")
    expect(said(staff)).to_have_text("Gelezen als: 1 maart tot en met 30 april 2014")

    date_of(staff).fill("24 febuari 2014")
    date_of(staff).press("Tab")
    expect(said(staff)).to_have_text("Deze datum begrijpen we niet. Bedoelt u 24 februari 2014?")


def test_a_day_without_year_is_of_the_chosen_target(staff, agreed):
    staff.goto(ADD)
    staff.get_by_label("Telt mee voor afspraak").select_option(str(agreed.pk))
    date_of(staff).press_sequentially("12 maart")
    expect(said(staff)).to_have_text("Gelezen als: woensdag 12 maart 2014")


def asked_and_answered(page, agreed):
    page.goto(ADD)
    page.locator("#id_title").fill("Jouw rol")
    page.locator("#id_programme").select_option(str(agreed.programme_id))
    date_of(page).fill("1-1-1000")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    box = page.get_by_role("checkbox", name="Ja, dat klopt")
    expect(box).to_be_visible()
    expect(date_of(page)).to_have_value("1-1-1000")
    yield page
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert str(Meeting.objects.get().date) == "1 januari 1000"


def test_a_question_is_answered_with_the_keyboard_and_has_no_violations(staff, agreed):
    for page in asked_and_answered(staff, agreed):
        assert violations(page) == []


def test_a_question_is_answered_without_javascript(page_without_javascript, client, agreed):
    for _ in asked_and_answered(signed_in(page_without_javascript, client), agreed):
        pass

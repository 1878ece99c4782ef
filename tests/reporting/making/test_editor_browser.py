"""Writing in a browser: nothing that was typed is lost, whatever happens to the session."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from reporting.models import Narrative, ProgressReport
from routekaart.rights import ensure_groups
from tests.browsing import ask, expect_soon, faults, sign_in
from tests.factories import UserFactory

from ..publishing import draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUT_BACK = "Zet mijn niet bewaarde tekst terug"


@pytest.fixture
def writer(page, client):
    ensure_groups()
    sign_in(page, client, UserFactory(is_superuser=True, username="schrijver"))
    return page


def address(report, section="hubs"):
    return f"/rapportages/{report.programme.slug}/{report.year}/schrijven/{section}/"


def field(page):
    return page.get_by_label("Tekst van dit onderdeel")


def text_of(report):
    return list(Narrative.objects.filter(report=report).values_list("text", flat=True))


def test_page_is_accessible_and_fits_the_window(writer):
    report = draft()
    for state in ("draft", "submitted"):
        ProgressReport.objects.update(state=state)
        writer.goto(address(report))
        assert (state, faults(writer)) == (state, {})


def test_who_is_signed_out_while_typing_is_told_so_and_saves_after_signing_in(writer, client):
    report = draft()
    writer.goto(address(report))
    before = ask(writer, "document.getElementById('preview').textContent")
    Session.objects.all().delete()

    field(writer).fill("Een hele middag werk.")
    expect(writer.locator("#preview-trouble")).to_have_text(
        "U bent uitgelogd. Uw tekst staat hier nog: log in een ander tabblad in en bewaar daarna "
        "opnieuw."
    )
    expect(writer.locator("#preview")).to_have_text(before)
    sign_in_in_another_tab(writer, report)
    writer.get_by_role("button", name="Bewaar").click()

    expect(writer.get_by_text("is bewaard")).to_be_visible()
    assert text_of(report) == ["Een hele middag werk."]


def sign_in_in_another_tab(writer, report):
    """As a person does, with a password: that changes the token of every form."""
    user = UserFactory(username="collega", is_superuser=True, password="een-lang-wachtwoord")
    user.set_password("een-lang-wachtwoord")
    user.save()
    tab = writer.context.new_page()
    tab.goto(f"/account/login/?next={address(report)}")
    tab.get_by_label("Gebruikersnaam").fill("collega")
    tab.get_by_label("Wachtwoord").fill("een-lang-wachtwoord")
    tab.get_by_role("button", name="Inloggen", exact=True).click()
    expect(field(tab)).to_be_visible()
    tab.close()


def test_text_that_was_lost_by_saving_while_signed_out_is_offered_back(writer, client):
    report = draft()
    writer.goto(address(report))
    field(writer).fill("Een hele middag werk.")
    Session.objects.all().delete()
    writer.get_by_role("button", name="Bewaar").click()
    expect(writer.get_by_role("heading", name="Inloggen")).to_be_visible()
    sign_in(writer, client, get_user_model().objects.get(username="schrijver"))

    writer.goto(address(report))
    writer.get_by_role("button", name=PUT_BACK).click()
    expect(writer.locator("#draft")).to_contain_text("Uw tekst staat er weer")
    writer.get_by_role("button", name="Bewaar").click()
    expect(writer.get_by_text("is bewaard")).to_be_visible()

    assert text_of(report) == ["Een hele middag werk."]
    expect(writer.get_by_role("button", name=PUT_BACK)).to_have_count(0)
    expect_soon(writer, "sessionStorage.length === 0")


def test_text_of_one_is_not_offered_to_the_next_who_signs_in(writer, client):
    report = draft()
    writer.goto(address(report))
    field(writer).fill("Alleen van mij.")
    sign_in(writer, client, UserFactory(is_superuser=True))
    leave(writer, address(report))

    expect(field(writer)).to_have_value("")
    expect(writer.get_by_role("button", name=PUT_BACK)).to_have_count(0)
    expect_soon(writer, "sessionStorage.length === 0")


def test_text_put_back_does_not_overwrite_that_of_a_colleague(writer):
    report = draft()
    writer.goto(address(report))
    field(writer).fill("Van mij.")
    leave(writer, address(report, "pilots"))
    report.narratives.create(section="hubs", text="Van een collega.")

    writer.goto(address(report))
    writer.get_by_role("button", name=PUT_BACK).click()
    writer.get_by_role("button", name="Bewaar").click()

    expect(writer.locator("#error-summary")).to_contain_text("Iemand anders heeft deze tekst")
    assert text_of(report) == ["Van een collega."]


def leave(page, where):
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(where)


def test_who_leaves_with_unsaved_text_is_warned_and_who_saves_is_not(writer):
    report, asked = draft(), []
    writer.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    writer.goto(address(report))
    field(writer).press_sequentially("Werk.")
    writer.goto(address(report, "pilots"))
    assert asked == ["beforeunload"]

    field(writer).press_sequentially("Werk.")
    writer.get_by_role("button", name="Bewaar").click()
    expect(writer.get_by_text("is bewaard")).to_be_visible()
    writer.goto(address(report))
    assert asked == ["beforeunload"]


def test_figure_is_found_by_its_words(writer):
    writer.goto(address(draft()))
    writer.get_by_label("Zoek een cijfer").fill("looptijd pilots afgerond")

    expect(writer.get_by_text("1 cijfer gevonden.")).to_be_visible()
    rows = writer.locator(".editor__figures li:visible code")
    expect(rows).to_have_text(["{cumulative.pilots.completed}"])

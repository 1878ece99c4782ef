"""All texts on one page in a browser: for everyone, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from reporting.making import sections as deeds
from reporting.models import Narrative
from routekaart.rights import ensure_groups
from tests.browsing import faults, sign_in
from tests.factories import UserFactory

from ..publishing import draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUT_BACK = "Zet mijn niet bewaarde tekst terug"


@pytest.fixture
def writer(page, client):
    ensure_groups()
    sign_in(page, client, UserFactory(is_superuser=True, username="schrijver"))
    return page


def address(report):
    return f"/rapportages/{report.programme.slug}/{report.year}/schrijven/"


def field(page, title="a. Goed Werk Hubs"):
    return page.get_by_label(f"Tekst van {title}", exact=True)


def keep(page, section):
    page.locator(f"button[name=bewaar][value={section}]").first.click()


def test_page_is_accessible_and_fits_the_window(writer):
    report = draft()
    by = UserFactory(is_superuser=True)
    Narrative.objects.create(report=report, section="hubs", text="Zo.", is_suggestion=True)
    deeds.comment(report, section="hubs", text="a" * 200, by=by)
    deeds.settle(deeds.comment(report, section="hubs", text="Klaar?", by=by), by=by)

    writer.goto(address(report))

    assert faults(writer) == {}


def test_texts_of_two_sections_are_kept_with_one_button(writer):
    report = draft()
    writer.goto(address(report))
    field(writer).fill("Over de hubs.")
    field(writer, "Inleiding").fill("Vooraf.")
    keep(writer, "introduction")

    expect(writer.get_by_text("Bewaard: Inleiding, a. Goed Werk Hubs.")).to_be_visible()
    assert set(report.narratives.values_list("text", flat=True)) == {"Over de hubs.", "Vooraf."}


def test_text_put_back_does_not_overwrite_that_of_a_colleague(writer):
    report = draft()
    writer.goto(address(report))
    field(writer).fill("Van mij.")
    writer.once("dialog", lambda dialog: dialog.accept())
    writer.goto("/rapportages/")
    report.narratives.create(section="hubs", text="Van een collega.")

    writer.goto(address(report))
    writer.get_by_role("button", name=PUT_BACK).click()
    keep(writer, "hubs")

    expect(writer.locator("#error-summary")).to_contain_text("Iemand anders heeft deze tekst")
    assert list(report.narratives.values_list("text", flat=True)) == ["Van een collega."]

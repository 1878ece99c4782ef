"""The pages of the admin that are no list and no form of a record, in a browser."""

import pytest
from playwright.sync_api import expect

from backoffice.tasks import TaskList
from dates.entry import read_date
from routekaart.work import WORK
from tests.browsing import each, faults, sign_in
from tests.factories import HubFactory, RegistrationFactory, UserFactory
from tests.project.work import make_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def list_of(kind: TaskList) -> str:
    options = kind.model._meta
    return f"/beheer/{options.app_label}/{options.model_name}/?taak={kind.name}"


def addresses() -> list[str]:
    hub = HubFactory(is_public=False)
    registered = RegistrationFactory()
    pages = ["", "zoeken/", "zoeken/?q=a", "zoeken/?q=", "handleiding/", "handleiding/privacy/"]
    pages += ["server/", "verwerkingen/", "verwerkingen/dpia/", "verzoeken/", "hubs/hub/add/"]
    pages += ["gedaan/", "account/", "telefoon-kwijt/"]
    pages += [f"hubs/hub/{hub.pk}/herhalen/", f"hubs/hub/{hub.pk}/op-de-site/"]
    pages += [f"meetings/registration/{registered.pk}/change/"]
    lists = [list_of(work.list) for work in WORK[:4]] + [list_of(WORK[-1].list)]
    return [*(f"/beheer/{page}" for page in pages), *lists]


def test_axe_finds_nothing_on_the_pages_of_the_admin(page, client):
    make_work(1)
    sign_in(page, client, UserFactory(is_superuser=True))
    found = {}
    for address in addresses():
        page.goto(address)
        found[address] = faults(page)

    assert {address: bad for address, bad in found.items() if bad} == {}


def test_axe_finds_nothing_where_many_are_done_at_once(page, client):
    for hub in (HubFactory(date=read_date("3 mei 2030")), HubFactory(status="held")):
        RegistrationFactory(meeting=hub)
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto("/beheer/hubs/hub/")

    for box in each(page.locator("input.action-select")):
        box.check()
    page.locator("select[name=action]").select_option("annuleren")
    page.get_by_role("button", name="Uitvoeren").click()
    page.get_by_label("Reden").select_option("venue")
    asked = faults(page)
    page.get_by_role("button", name="Bekijken wat er gebeurt").click()
    seen = faults(page)
    page.get_by_label("Sla over wat niet kan").check()
    page.get_by_role("button", name="Annuleren bij 1 hub en 1 mail versturen").click()

    expect(page.get_by_text("“Annuleren” is gedaan bij 1 hub. Overgeslagen: 1.")).to_be_visible()
    assert [asked, seen] == [{}, {}]


def test_ctrl_k_leads_to_the_search_over_everything(page, client):
    HubFactory(title="Vakmanschap", place="Delft")
    sign_in(page, client, UserFactory(is_superuser=True))
    page.goto("/beheer/hubs/hub/")

    page.keyboard.press("Control+k")
    page.keyboard.type("vakm")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Vakmanschap, Delft")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("vakm")

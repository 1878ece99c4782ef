"""The guide inside the admin, and the way to its paragraph from each page of the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from routekaart.guide import ACTIONS, FOLDER, NAMES, PARAGRAPHS, START, guide_page, paragraph_of
from routekaart.help_lines import HELP_LINES, help_line_for
from tests.factories import HubFactory, UserFactory

pytestmark = pytest.mark.django_db

OF_EVERYBODY = {"delete", "history"}


def addresses_of_the_admin() -> set[str]:
    return {pattern.name for pattern in flat(admin.site.urls[0]) if pattern.name}


def flat(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from flat(pattern.url_patterns)
        else:
            yield pattern


@pytest.fixture
def staff(client):
    client.force_login(UserFactory())
    return client


def test_each_part_of_the_admin_has_its_paragraph():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert set(PARAGRAPHS) == registered


@pytest.mark.parametrize("place", sorted({*PARAGRAPHS.values(), *ACTIONS.values(), START}))
def test_each_paragraph_is_there(place):
    page, paragraph = place

    assert paragraph in guide_page(page).headings


def test_each_page_of_a_part_leads_to_a_paragraph_about_it():
    starts = {label.replace(".", "_"): place for label, place in PARAGRAPHS.items()}
    of_parts = [n for n in addresses_of_the_admin() if any(n.startswith(f"{s}_") for s in starts)]

    assert len(of_parts) > 150
    assert [name for name in of_parts if paragraph_of(name) == START] == []


def test_each_action_that_has_its_own_paragraph_is_an_action():
    actions = {page.name for each in admin.site._registry.values() for page in each.action_pages}

    assert set(ACTIONS) - OF_EVERYBODY <= actions


def test_page_of_the_admin_links_to_its_paragraph(client):
    client.force_login(UserFactory(is_superuser=True))
    hub = HubFactory()
    guide = {
        reverse("admin:index"): "/beheer/handleiding/begin/#vandaag",
        reverse("admin:hubs_hub_changelist"): "/beheer/handleiding/vastleggen/#een-bijeenkomst",
        reverse("admin:hubs_hub_annuleren", args=[hub.pk]): (
            "/beheer/handleiding/aanmeldingen/#verplaatsen-en-annuleren"
        ),
        reverse("admin:reporting_notice_due"): (
            "/beheer/handleiding/rapportage/#tussendoor-een-melding-aan-de-opdrachtgever"
        ),
    }

    found = {}
    for address in guide:
        tree = html.fromstring(client.get(address).content)
        (found[address],) = tree.xpath("//a[text()='Handleiding']/@href")

    assert found == guide


@pytest.mark.parametrize("page", NAMES.values())
def test_links_of_the_guide_lead_somewhere(staff, page):
    shown = staff.get(reverse("admin:guide", args=[page]))

    tree = html.fromstring(shown.content)
    assert shown.status_code == 200
    assert len(tree.xpath("//h1")) == 1
    links = [a for a in tree.xpath("//div[@class='guide']//a/@href") if a.startswith("/")]
    assert len(links) >= len(NAMES)
    for link in links:
        assert staff.get(link.partition("#")[0]).status_code == 200, link
    assert not tree.xpath("//div[@class='guide']//a[contains(@href, '.md')]")


def test_every_file_of_the_guide_is_a_page():
    assert {file.stem for file in FOLDER.glob("*.md")} == set(NAMES)


def test_guide_has_an_address_of_its_own(staff):
    page = staff.get("/beheer/handleiding/")

    assert page.context["title"] == guide_page(START[0]).title


def test_guide_is_for_staff(client):
    assert client.get(reverse("admin:guide", args=["begin"])).status_code == 302


def test_a_page_that_is_not_there_is_not_found(staff):
    assert staff.get(reverse("admin:guide", args=["geheim"])).status_code == 404


def test_each_part_says_in_a_line_or_two_what_it_is_for(client):
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("admin:hubs_hub_changelist")).content.decode()
    action = client.get(reverse("admin:hubs_hub_annuleren", args=[HubFactory().pk])).content

    assert set(HELP_LINES) == set(PARAGRAPHS)
    assert {line for line in HELP_LINES.values() if not 40 < len(line) < 170} == set()
    assert html.fromstring(page).find_class("help-line")[0].text == HELP_LINES["hubs.hub"]
    assert b"help-line" not in action
    assert help_line_for("toolkit_story_change") == HELP_LINES["toolkit.story"]

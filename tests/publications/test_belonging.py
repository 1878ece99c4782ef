"""To what a publication belongs, and who reads of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from routekaart.rights import STAFF
from tests.factories import HubFactory, PilotFactory, PublicationFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("publications:overview")


def page_of(client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content)


def test_minutes_are_found_from_the_menu(client):
    menu = page_of(client, OVERVIEW).find_class("menu")[0]
    address = menu.xpath(".//a[text()='Verslagen']/@href")[0]
    PublicationFactory(kind="minutes", meeting=HubFactory(held=True), title="Verslag Leiden")
    PublicationFactory(title="Een blog")

    page = page_of(client, address)

    assert page.findtext(".//h1") == "Verslagen van bijeenkomsten"
    assert page.xpath("//nav[@aria-label='Hoofdmenu']//a[@aria-current]/text()") == ["Verslagen"]
    assert "Verslag Leiden" in page.text_content()
    assert "Een blog" not in page.text_content()


def test_page_of_a_held_meeting_tells_what_else_was_written(client):
    hub = HubFactory(held=True)
    PublicationFactory(meeting=hub, kind="video", title="Film van de dag", url="https://v.example/")

    page = page_of(client, hub.get_absolute_url())

    found = page.xpath("//h2[text()='Hierover verscheen']/following-sibling::ul[1]/li")
    assert [" ".join(each.text_content().split()) for each in found] == ["Film van de dag (video)"]


@pytest.mark.parametrize("form", ["", "csv"])
def test_the_site_does_not_tell_to_which_pilot_or_story_one_belongs(client, form):
    PublicationFactory(pilot=PilotFactory(title="GEHEIM"))
    PublicationFactory(story=StoryFactory(title="GEHEIM"))

    assert "GEHEIM" not in client.get(OVERVIEW, {"vorm": form}).content.decode()


def test_only_a_story_of_the_toolkit_is_offered(client):
    colleague = UserFactory(is_staff=True)
    colleague.groups.add(Group.objects.get(name=STAFF))
    client.force_login(colleague)
    raw = StoryFactory(title="Ruw")
    asked = {"app_label": "publications", "model_name": "publication", "field_name": "story"}

    found = client.get(reverse("admin:autocomplete"), asked | {"term": raw.title}).json()

    assert found["results"] == []

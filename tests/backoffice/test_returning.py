"""Back to the page that sent someone to the admin, and never to another site."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from hubs.models import Hub
from tests.factories import HubFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/rapportages/routekaart/2013/gereed/"


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(UserFactory(is_superuser=True))


def change_page(theme, back):
    return f"{reverse('admin:programme_theme_change', args=[theme.pk])}?terug={back}"


def save(client, address, **more):
    typed = client.get(address).context_data["adminform"].form.initial
    known = {name: value for name, value in typed.items() if value is not None}
    return client.post(address, known | more)


def test_saving_goes_back_to_the_page_that_asked(client):
    assert save(client, change_page(ThemeFactory(), LIST)).url == LIST


def test_adding_goes_back_to_the_page_that_asked(client):
    address = f"{reverse('admin:programme_theme_add')}?terug={LIST}"

    assert save(client, address, name="Vertrouwen", slug="vertrouwen").url == LIST


@pytest.mark.parametrize(
    "back", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", ""]
)
def test_saving_leads_to_no_other_site(client, back):
    saved = save(client, change_page(ThemeFactory(), back))

    assert saved.url == reverse("admin:programme_theme_changelist")


def test_who_goes_on_editing_stays_on_the_page_and_goes_back_later(client):
    theme = ThemeFactory()
    saved = save(client, change_page(theme, LIST), _continue="1")

    assert saved.url == change_page(theme, quote(LIST, ""))


def test_action_goes_back_to_the_page_that_asked(client):
    hub = HubFactory(date=None)
    page = f"{reverse('admin:hubs_hub_change', args=[hub.pk])}?terug={LIST}"
    links = {label: address for address, label in client.get(page).context_data["action_links"]}
    action = next(address for address in links.values() if "annuleren" in address)

    done = client.post(action, {"reason": "other", "note": "Te weinig mensen."})

    assert (done.status_code, done.url) == (302, LIST)
    assert Hub.objects.get().status == "cancelled"

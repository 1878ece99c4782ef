import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_security_txt_says_whom_to_tell_and_is_not_stale(client, settings):
    text = client.get("/.well-known/security.txt").content.decode()

    assert f"Contact: mailto:{settings.CONTACT['email']}" in text
    assert text.count("Expires: ") == 1


def test_favicon_leads_to_the_mark(client):
    assert client.get("/favicon.ico").url.endswith("site/mark.svg")


def test_pages_travel_compressed_where_that_is_asked(client):
    asked = client.get("/over/", headers={"Accept-Encoding": "gzip"})

    assert asked.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/over/").headers


@pytest.mark.parametrize(
    "page", ["meetings:mine", "toolkit:share_story", "publications:overview", "reporting:list"]
)
def test_footer_leads_to_what_the_menu_does_not(client, page):
    assert f'href="{reverse(page)}"' in client.get("/over/").content.decode()

"""The report for who may see it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories import TargetFactory, UserFactory

from ..publishing import member_of
from ..reading import report_of

pytestmark = pytest.mark.django_db

BACKEND = "routekaart.accounts.lent_roles.StaffBackend"
PAGES = [("preview", []), ("readiness", []), ("file", ["json"]), ("file", ["pdf"])]


@pytest.fixture
def programme():
    target = TargetFactory(number=8)
    report_of(target.programme)
    return target.programme


@pytest.fixture
def rapporteur(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_progressreport"))
    client.force_login(user, backend=BACKEND)
    return client


def address(page: str, rest: list, slug: str, year: int = 2013) -> str:
    return reverse(f"reporting:{page}", args=[slug, year, *rest])


def test_year_without_a_version_leads_visitors_to_what_was_published(client, programme):
    response = client.get(address("preview", [], programme.slug))

    assert (response.status_code, response.url) == (302, reverse("reporting:list"))


@pytest.mark.parametrize(("page", "rest"), [p for p in PAGES if p[0] != "preview"])
def test_who_is_not_signed_in_is_sent_to_sign_in(client, programme, page, rest):
    url = address(page, rest, programme.slug)
    response = client.get(url)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize(("page", "rest"), PAGES)
def test_staff_without_the_right_see_nothing(client, programme, page, rest):
    client.force_login(UserFactory(), backend=BACKEND)
    assert client.get(address(page, rest, programme.slug)).status_code == 403


@pytest.mark.parametrize(("page", "rest"), [*PAGES, ("state", []), ("edit", ["introduction"])])
def test_group_without_being_staff_opens_nothing(client, programme, page, rest):
    user = member_of("Rapporteur")
    client.force_login(user, backend=BACKEND)
    assert client.get(address(page, rest, programme.slug)).status_code == 200

    type(user).objects.update(is_staff=False)

    assert client.get(address(page, rest, programme.slug)).status_code == 403


@pytest.mark.parametrize(("page", "rest"), PAGES)
def test_unknown_programme_or_year_is_not_found(rapporteur, programme, page, rest):
    assert rapporteur.get(address(page, rest, "onbekend")).status_code == 404
    assert rapporteur.get(address(page, rest, programme.slug, 2015)).status_code == 404


def test_preview_shows_the_report_and_the_way_to_what_it_lacks(rapporteur, programme):
    response = rapporteur.get(address("preview", [], programme.slug))
    assert response.context["document"]["title"] == "Voortgangsrapportage 2013"
    assert f'href="{address("readiness", [], programme.slug)}"' in response.content.decode()


def test_readiness_lists_what_is_missing(rapporteur, programme):
    response = rapporteur.get(address("readiness", [], programme.slug))
    assert "van de 8 afgesproken ontbreken er 8" in response.content.decode()


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [("pdf", "application/pdf", b"%PDF-"), ("json", "application/json", b"{\n")],
)
def test_file_is_downloaded_under_its_name(rapporteur, programme, form, kind, start):
    response = rapporteur.get(address("file", [form], programme.slug))
    assert response["Content-Type"] == kind
    name = f"voortgangsrapportage-{programme.slug}-2013.{form}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(start)


def test_unknown_form_is_not_found(rapporteur, programme):
    assert rapporteur.get(address("file", ["docx"], programme.slug)).status_code == 404


def test_preview_is_kept_nowhere_on_the_way(rapporteur, programme):
    response = rapporteur.get(address("preview", [], programme.slug))
    assert "no-store" in response["Cache-Control"]

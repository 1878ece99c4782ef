"""The register of processing, and what staff do for a person who asks by phone or letter."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from meetings.models import Registration
from privacy.declarations import declared
from privacy.models import Consent, PendingConsent, PersonRequest
from tests.factories import RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "jan.jansen@gemeente.example"
REQUEST = "/beheer/verzoeken/"
REGISTER = "/beheer/verwerkingen/"


@pytest.fixture
def administrator(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Beheerder"))
    client.force_login(user)
    return client


def filled(**values) -> dict:
    sent = {"email": ADDRESS, "asked": "erase", "checked": "phone"} | values
    return {"looked": f"{sent['asked']} {sent['email']}"} | sent


def test_the_register_names_every_declaration_and_says_what_is_not_decided(administrator):
    page = administrator.get(REGISTER).content.decode()

    assert page.count("nog vast te stellen") == len(declared())


def test_the_spreadsheet_has_a_row_for_each_and_no_formula(administrator):
    file = administrator.get(f"{REGISTER}xlsx/").content

    sheet = load_workbook(io.BytesIO(file)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Verwerking"
    assert len(rows) == len(declared()) + 1
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    found = json.loads(administrator.get(f"{REGISTER}json/").content)
    assert len(found["register"]) == len(declared())
    assert administrator.get(f"{REGISTER}exe/").status_code == 404


def test_what_disappears_in_the_coming_days_is_foretold_and_stays_until_then(administrator):
    asked_at = timezone.now() - timedelta(days=20)
    PendingConsent.objects.create(purpose="news", email=ADDRESS, text="Ja", asked_at=asked_at)

    page = " ".join(administrator.get(REGISTER).content.decode().split())

    assert "<strong>1</strong> keer: " in page
    assert ADDRESS not in page
    assert PendingConsent.objects.count() == 1


def test_looking_does_nothing_and_names_what_there_is(administrator):
    RegistrationFactory(email=ADDRESS)

    page = administrator.post(REQUEST, filled()).content.decode()

    assert "Als u zich aanmeldt voor een bijeenkomst: 1 rij" in page
    assert "Wis dit nu" in page
    assert Registration.objects.filter(email=ADDRESS).count() == 1
    assert not PersonRequest.objects.exists()


@pytest.mark.parametrize(
    "looked", [f"see {ADDRESS}", "erase piet@gemeente.example", "", f"erase {ADDRESS} "]
)
def test_only_what_was_looked_at_is_done(administrator, looked):
    """Who looks for one and then types another address, or chooses another deed, looks again."""
    RegistrationFactory(email=ADDRESS)

    page = administrator.post(REQUEST, filled(doen="1", looked=looked)).content.decode()

    assert "Er is nog niets gedaan" in page
    assert "Als u zich aanmeldt voor een bijeenkomst: 1 rij" in page
    assert f'name="looked" value="erase {ADDRESS}"' in page
    assert Registration.objects.filter(email=ADDRESS).count() == 1
    assert not PersonRequest.objects.exists()


def test_erasing_is_written_down_without_the_address(administrator):
    RegistrationFactory(email=ADDRESS)

    administrator.post(REQUEST, filled(doen="1"))

    assert not Registration.objects.filter(email=ADDRESS).exists()
    written = PersonRequest.objects.get()
    assert (written.asked, written.checked) == ("erase", "phone")
    assert written.outcome.startswith("Rijen gewist: ")
    assert ADDRESS not in str(PersonRequest.objects.values().get())
    shown = administrator.get(reverse("admin:privacy_personrequest_changelist")).content.decode()
    assert "teruggebeld" in shown
    assert ADDRESS not in shown


def test_what_is_kept_comes_as_a_file_and_that_is_written_down(administrator):
    RegistrationFactory(email=ADDRESS)

    answer = administrator.post(REQUEST, filled(asked="see", doen="1"))

    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    [part] = json.loads(answer.content)
    assert ADDRESS in str(part["gegevens"])
    assert PersonRequest.objects.get().outcome == "Rijen getoond: 1."


def test_of_an_unknown_address_nothing_is_found_and_that_is_said(administrator):
    page = administrator.post(REQUEST, filled()).content.decode()

    assert "Van dit adres is niets gevonden" in page


@pytest.mark.parametrize(
    "values, said",
    [
        ({"email": "jan"}, "Vul een e-mailadres in zoals naam@organisatie.nl."),
        ({"checked": ""}, "Kies hoe u dat hebt nagegaan"),
        ({"asked": ""}, "Kies wat er is gevraagd."),
    ],
)
def test_what_is_missing_is_asked_and_what_was_typed_stays(administrator, values, said):
    page = administrator.post(REQUEST, filled(doen="1", **values)).content.decode()

    assert said in page
    assert values.get("email", ADDRESS) in page
    assert not PersonRequest.objects.exists()


def test_both_pages_are_found_from_the_first_page_of_the_admin(administrator):
    first = administrator.get(reverse("admin:index")).content.decode()

    assert f'href="{REGISTER}"' in first
    assert f'href="{REQUEST}"' in first


def test_only_who_has_the_right_sees_and_does_it(client):
    user = UserFactory()
    client.force_login(user)
    Consent.objects.create(purpose="news", text="Ja", email=ADDRESS, given_at=timezone.now())
    for address in (REGISTER, f"{REGISTER}xlsx/", REQUEST):
        assert client.get(address).status_code == 403
    assert client.post(REQUEST, filled(doen="1")).status_code == 403

    user.groups.add(Group.objects.get(name="Programmastaf"))
    assert client.get(REGISTER).status_code == 200
    assert client.post(REQUEST, filled(doen="1")).status_code == 403
    assert Consent.objects.filter(email=ADDRESS).exists()


def test_the_register_asks_as_many_queries_for_one_row_as_for_thirty(
    administrator, django_assert_max_num_queries
):
    for number in range(30):
        asked_at = timezone.now() - timedelta(days=20)
        PendingConsent.objects.create(
            purpose="news", email=f"{number}@b.example", text="Ja", asked_at=asked_at
        )
    known = sum(1 for each in declared() if each.expired)

    with django_assert_max_num_queries(known + 12):
        administrator.get(REGISTER)

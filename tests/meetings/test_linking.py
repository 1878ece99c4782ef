"""Saying which organisation was meant by what people typed."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from meetings.actions.linking import link_typed, unlink, unlinked
from tests.factories import OrganisationFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db

ALL, ONE = reverse("admin:meetings_linking"), reverse("admin:meetings_link")


@pytest.fixture
def page():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def typed(*texts: str) -> list:
    return [RegistrationFactory(organisation=None, organisation_typed=text) for text in texts]


def test_spellings_that_differ_in_signs_are_one_and_the_most_frequent_stands_first():
    typed("Gem. Súdwest", "gem. sudwest", "gem. sudwest", "ICTU")

    found = [(each.text, each.number) for each in unlinked()]
    assert found == [("gem. sudwest", 3), ("ICTU", 1)]


def test_link_reaches_every_registration_written_so_and_keeps_what_was_typed(page):
    rows = typed("R.W.S.", "r.w.s.", "RWS")
    rijkswaterstaat = OrganisationFactory(name="Rijkswaterstaat")

    page.post(f"{ONE}?schreef=r.w.s.", {"organisation": rijkswaterstaat.pk})

    for row in rows:
        row.refresh_from_db()
    assert [row.organisation for row in rows] == [rijkswaterstaat, rijkswaterstaat, None]
    assert [row.organisation_typed for row in rows] == ["R.W.S.", "r.w.s.", "RWS"]


def test_page_offers_what_it_may_be_and_links_nothing_by_itself(page):
    typed("gem. Leiden")
    leiden = OrganisationFactory(name="Gemeente Leiden")

    response = page.get(ONE, {"schreef": "gem. leiden"})

    assert response.context["offered"] == [(leiden, "naam")]
    assert unlinked()[0].number == 1


def test_two_who_link_the_same_at_once_hear_it(page):
    row = typed("RWS")[0]
    first, second = OrganisationFactory(), OrganisationFactory()
    link_typed("rws", to=first, by=UserFactory(is_superuser=True))

    with pytest.raises(ValidationError, match="al gekoppeld"):
        link_typed("rws", to=second, by=UserFactory(is_superuser=True))

    row.refresh_from_db()
    assert row.organisation == first
    assert page.get(ONE, {"schreef": "rws"}).url == ALL


def test_wrong_link_is_taken_back():
    row = typed("RWS")[0]
    user = UserFactory(is_superuser=True)
    link_typed("rws", to=OrganisationFactory(), by=user)
    row.refresh_from_db()

    unlink(row, by=user)

    row.refresh_from_db()
    assert (row.organisation, row.organisation_typed) == (None, "RWS")
    with pytest.raises(ValidationError, match="niets gekoppeld"):
        unlink(row, by=user)


def test_linking_is_for_who_may_change_registrations():
    typed("RWS")
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name="Rapporteur"))
    client = Client()
    client.force_login(user)

    assert [client.get(each).status_code for each in (ALL, ONE)] == [403, 403]
    with pytest.raises(PermissionDenied):
        link_typed("rws", to=OrganisationFactory(), by=user)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_ask_the_same_number_of_queries(page, number, django_assert_max_num_queries):
    typed(*(f"Dienst {n}" for n in range(number)))

    with django_assert_max_num_queries(5):
        page.get(ALL)
    with django_assert_max_num_queries(8):
        page.get(ONE, {"schreef": "dienst 0"})

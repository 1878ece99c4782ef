import pytest

from dates.entry import read_date
from tests.factories import OrganisationFactory, OrganisationNameFactory

pytestmark = pytest.mark.django_db


def found(client, words):
    return client.get("/organisaties/", {"q": words}).json()["results"]


def test_ministries_come_before_others_then_by_name(client):
    OrganisationFactory(name="Raad Financiën", rank=2)
    OrganisationFactory(name="Bureau Financiën")
    OrganisationFactory(name="Ministerie van Financiën", abbreviation="FIN", rank=0)

    assert found(client, "financien") == [
        {"name": "Ministerie van Financiën", "hint": "FIN"},
        {"name": "Bureau Financiën", "hint": ""},
        {"name": "Raad Financiën", "hint": ""},
    ]


@pytest.mark.parametrize(
    ("until", "hint"), [(None, "vroeger: Lisv"), (read_date("2001"), "vroeger, tot 2001: Lisv")]
)
def test_another_name_finds_and_is_told(client, until, hint):
    organisation = OrganisationFactory(name="UWV")
    OrganisationNameFactory(organisation=organisation, name="Lisv", is_former=True, until=until)

    assert found(client, "lisv") == [{"name": "UWV", "hint": hint}]


def test_merged_organisation_is_not_offered(client):
    into = OrganisationFactory(name="Gemeente Nieuw")
    OrganisationFactory(name="Gemeente Oud", merged_into=into)

    assert [one["name"] for one in found(client, "gemeente")] == ["Gemeente Nieuw"]


@pytest.mark.parametrize("words", ["", " ", "a", "a" * 101, "a\x00b", "zzz"])
def test_nothing_is_found_for_too_little_too_much_or_nonsense(client, words):
    OrganisationFactory(name="Aabb")

    assert found(client, words) == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_at_most_ten_in_two_queries(client, django_assert_num_queries, number):
    for each in range(number):
        OrganisationFactory(name=f"Gemeente {each:02}")

    with django_assert_num_queries(2):
        assert len(found(client, "gemeente")) == min(number, 10)


def test_answer_may_be_kept_by_anyone(client):
    response = client.get("/organisaties/", {"q": "gemeente"})

    assert set(response["Cache-Control"].split(", ")) == {"max-age=3600", "public"}

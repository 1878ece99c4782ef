"""The register of organisations as it is taken into the database."""

import pytest
from django.core.management import call_command

from programme.models import Organisation, OrganisationName, Sector
from programme.register import load_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    load_register()


def names_of(name: str, **filters: object) -> list[str]:
    return list(
        OrganisationName.objects.filter(name=name, **filters)
        .values_list("organisation__name", flat=True)
        .order_by("organisation__name")
    )


def test_register_makes_every_organisation_of_the_file_once(register):
    assert Organisation.objects.count() == 1151
    assert load_register() == 0
    assert Organisation.objects.count() == 1151


def test_register_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        load_register()


def test_register_counts_by_sector(register):
    count = {sector: Organisation.objects.filter(sector=sector).count() for sector in Sector.values}

    assert count["provincie"] == 12
    assert count["gemeente"] == 342 + 3
    assert count["waterschap"] == 21
    assert count["rechtspraak"] == 26 + 1
    assert sum(count.values()) == 1151


def test_register_puts_advisory_bodies_and_clusters_last(register):
    assert Organisation.objects.filter(rank=2).count() == 120 + 47
    assert Organisation.objects.get(code="mnre1034").rank == 0
    assert Organisation.objects.get(name="Openbaar Ministerie").sector == Sector.JUSTICE


def test_register_keeps_other_names(register):
    assert names_of("Belastingdienst") == ["Directoraat-generaal Belastingdienst"]


def test_register_points_a_divided_municipality_to_each_successor(register):
    assert names_of("Gemeente Haaren", is_former=True) == [
        "Gemeente Boxtel",
        "Gemeente Oisterwijk",
        "Gemeente Tilburg",
        "Gemeente Vught",
    ]


def test_register_follows_a_chain_of_successors(register):
    assert names_of("Ministerie van Verkeer en Waterstaat (VW)") == [
        "Ministerie van Infrastructuur en Waterstaat"
    ]


def test_register_keeps_a_website_without_https(register):
    assert Organisation.objects.get(code="pv22").website == "http://www.provincie.drenthe.nl"


def test_register_leaves_what_staff_changed(register):
    province = Organisation.objects.get(code="pv22")
    province.name = "Drenthe"
    province.save()
    province.names.all().delete()

    load_register()

    province.refresh_from_db()
    assert province.name == "Drenthe"
    assert province.names.count() == 0


def test_register_records_the_start_of_its_history(register):
    assert Organisation.objects.get(code="pv22").history.count() == 1


def test_command_says_what_it_did(capsys):
    call_command("load_register")
    call_command("load_register")

    assert capsys.readouterr().out == (
        "Register: 1151 organisaties toegevoegd.\nRegister: alle organisaties waren er al.\n"
    )

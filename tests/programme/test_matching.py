"""Which organisation is linked by itself, and how its keys follow its names."""

import pytest

from programme.matching import organisation_called
from programme.models import NameKey, Organisation, OrganisationName
from tests.factories import OrganisationFactory, OrganisationNameFactory

pytestmark = pytest.mark.django_db


def test_and_sign_is_the_word():
    made = OrganisationFactory(name="Dienst Werk & Inkomen")

    assert organisation_called("dienst werk en inkomen") == made


def test_name_of_two_organisations_links_neither():
    for name in ("Gemeente Boxtel", "Gemeente Tilburg"):
        OrganisationNameFactory(organisation=OrganisationFactory(name=name), name="Haaren")

    assert organisation_called("Haaren") is None


def test_name_that_is_abbreviation_and_other_name_too_is_one_organisation():
    made = OrganisationFactory(name="UWV", abbreviation="UWV")
    OrganisationNameFactory(organisation=made, name="uwv")

    assert organisation_called("Uwv") == made


def test_keys_follow_each_change():
    made = OrganisationFactory(name="Oud", abbreviation="O")
    other = OrganisationNameFactory(organisation=made, name="Anders")
    made.name, made.abbreviation = "Nieuw", ""
    made.save()
    other.name = "Nog anders"
    other.save()

    called = {words: organisation_called(words) for words in ("oud", "o", "anders")}
    assert called == {"oud": None, "o": None, "anders": None}
    assert organisation_called("nieuw") == organisation_called("nog anders") == made

    other.delete()
    assert organisation_called("nog anders") is None


def test_organisations_made_at_once_get_their_keys():
    made = Organisation.objects.bulk_create([Organisation(name="A B", sort_key="a b")])
    OrganisationName.objects.bulk_create(
        [OrganisationName(organisation=made[0], name="C", sort_key="c")]
    )

    NameKey.objects.fill()
    NameKey.objects.fill()

    assert sorted(NameKey.objects.values_list("key", flat=True)) == ["a b", "c"]

import pytest
from django.core.exceptions import ValidationError

from programme.actions import add_name
from programme.merging import merge
from programme.models import Organisation, OrganisationName
from tests.factories import (
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PilotFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def names_found(words):
    return [organisation.name for organisation in Organisation.objects.matching(words)]


@pytest.fixture
def ministries():
    for name, abbreviation in (
        ("Ministerie van Buitenlandse Zaken", "BZ"),
        ("Ministerie van Binnenlandse Zaken en Koninkrijksrelaties", "BZK"),
        ("Ministerie van Sociale Zaken en Werkgelegenheid", "SZW"),
    ):
        OrganisationFactory(name=name, abbreviation=abbreviation, rank=0)
    OrganisationFactory(name="Gemeente Súdwest-Fryslân", rank=0)
    OrganisationFactory(name="Dienst ICT Uitvoering", abbreviation="DICTU")


BZK = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("BZK", [BZK]),
        ("bzk", [BZK]),
        ("binnenlandse zaken", [BZK]),
        ("zaken binnenlandse", [BZK]),
        ("sudwest", ["Gemeente Súdwest-Fryslân"]),
        ("SÚDWEST fryslân", ["Gemeente Súdwest-Fryslân"]),
        ("ministerie ooievaar", []),
        ("100%", []),
    ],
)
def test_matching_finds_by_each_word(ministries, words, found):
    assert names_found(words) == found


def test_matching_finds_the_abbreviation_that_is_meant_and_not_one_that_holds_it(ministries):
    OrganisationFactory(name="Stichting ICTU", abbreviation="ICTU")

    assert names_found("ICTU") == ["Stichting ICTU"]
    assert names_found("DICTU") == ["Dienst ICT Uitvoering"]


def test_matching_puts_who_is_called_exactly_that_first():
    OrganisationFactory(name="DICTU", rank=0)
    OrganisationFactory(name="ICTU", rank=1)

    assert names_found("ICTU") == ["ICTU", "DICTU"]


def test_matching_finds_by_another_and_a_former_name(ministries):
    dienst = OrganisationFactory(name="Rijksdienst voor Ondernemend Nederland")
    OrganisationNameFactory(organisation=dienst, name="Agentschap NL", is_former=True)

    assert names_found("agentschap nl") == ["Rijksdienst voor Ondernemend Nederland"]


def test_matching_finds_an_organisation_once_however_many_names_it_has():
    waterschap = OrganisationFactory(name="Waterschap Één")
    for name in ("Waterschap Twee", "Waterschap Drie"):
        OrganisationNameFactory(organisation=waterschap, name=name)

    assert names_found("waterschap") == ["Waterschap Één"]


def test_present_leaves_out_what_was_merged():
    old, new = OrganisationFactory(), OrganisationFactory()
    merge(old, into=new, by=UserFactory())

    assert list(Organisation.objects.present()) == [new]


def test_add_name_twice_and_its_own_name_keep_one():
    organisation = OrganisationFactory(name="Bureau Één")

    for name in ("Bureau Een", "Het Bureau", "het  bureau"):
        add_name(organisation, name=name)

    assert [row.name for row in organisation.names.all()] == ["Het Bureau"]


def test_merge_passes_on_names_and_keeps_the_row():
    old = OrganisationFactory(name="Oude Dienst", abbreviation="OD")
    OrganisationNameFactory(organisation=old, name="Oudste Dienst", is_former=True)
    new = OrganisationFactory(name="Nieuwe Dienst")

    merge(old, into=new, by=UserFactory())

    old.refresh_from_db()
    names = set(new.names.values_list("name", "is_former"))
    assert old.merged_into == new
    assert names == {("Oude Dienst", False), ("OD", False), ("Oudste Dienst", True)}
    assert new in Organisation.objects.matching("OD")


def test_merge_is_logged_with_who_did_it_also_at_what_it_repoints():
    old, new, user = OrganisationFactory(), OrganisationFactory(), UserFactory()
    pilot = PilotFactory(organisation=old)

    merge(old, into=new, by=user)

    assert (old.history.count(), old.history.first().history_user) == (2, user)
    assert (pilot.history.count(), pilot.history.first().history_user) == (2, user)


def test_merge_of_two_parties_with_one_role_is_refused_and_stores_nothing():
    old, new = OrganisationFactory(name="Oud"), OrganisationFactory(name="Nieuw")
    party = PartyFactory(organisation=old, role="partner")
    PartyFactory(organisation=new, role="partner", programme=party.programme)
    pilot = PilotFactory(organisation=old)

    with pytest.raises(ValidationError) as refusal:
        merge(old, into=new, by=UserFactory())

    for row in (old, party, pilot):
        row.refresh_from_db()
    assert refusal.value.messages == [
        "Samenvoegen kan niet: “Nieuw, samenwerkingspartner” zou dubbel worden. "
        "Haal eerst een van beide weg."
    ]
    assert (old.merged_into, party.organisation, pilot.organisation) == (None, old, old)
    assert OrganisationName.objects.count() == 0


def test_merge_of_two_parties_with_different_roles_keeps_both():
    old, new = OrganisationFactory(), OrganisationFactory()
    party = PartyFactory(organisation=old, role="funder")
    PartyFactory(organisation=new, role="partner", programme=party.programme)

    merge(old, into=new, by=UserFactory())

    assert sorted(new.parties.values_list("role", flat=True)) == ["funder", "partner"]


def test_merge_with_itself_is_refused():
    organisation = OrganisationFactory()

    with pytest.raises(ValidationError) as refusal:
        merge(organisation, into=organisation, by=UserFactory())

    assert refusal.value.messages == ["Kies twee verschillende organisaties."]


def test_merge_of_what_was_merged_is_refused_also_when_the_caller_does_not_know_yet():
    old, new, other = OrganisationFactory(), OrganisationFactory(), OrganisationFactory()
    merge(Organisation.objects.get(pk=old.pk), into=new, by=None)

    with pytest.raises(ValidationError) as refusal:
        merge(old, into=other, by=None)
    with pytest.raises(ValidationError):
        merge(other, into=old, by=None)

    assert refusal.value.messages == [
        "Een van beide is al samengevoegd. Kies de organisatie die overbleef."
    ]

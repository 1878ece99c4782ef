import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutch.sorting import fold
from programme.models import Organisation
from tests.factories import (
    CounterpartyFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PersonFactory,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Één", "een"),
        ("Fryslân", "fryslan"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Coöperatie  De\tWaard", "cooperatie de waard"),
        ("BZK", "bzk"),
        ("’s‑Hertogenbosch", "'s-hertogenbosch"),
        ("`t Hart – ‘t Veld", "'t hart - 't veld"),
        ("Kunst & Cultuur", "kunst en cultuur"),
        ("B&W", "b en w"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Ayşe Yıldız İnan", "ayse yildiz inan"),
        ("Søren Ørsted", "soren orsted"),
        ("Đorđe Þór Æbelø Œuvre", "dorde thor aebelo oeuvre"),
        ("Ĳsbrand", "ijsbrand"),
        ("ge\u00adluk\u200b", "geluk"),
        ("", ""),
    ],
)
def test_fold_forgets_case_accents_and_double_spaces(text, key):
    assert fold(text) == key


@given(st.text(st.characters(max_codepoint=0x24F), max_size=50))
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.django_db
def test_organisations_stand_in_dutch_order_on_every_database():
    for name in ("Zee", "eend", "Élan", "aap"):
        OrganisationFactory(name=name)

    assert [row.name for row in Organisation.objects.all()] == ["aap", "eend", "Élan", "Zee"]


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["ß", "ﬃ", "ﷺ"])
@pytest.mark.parametrize(
    "factory", [OrganisationFactory, OrganisationNameFactory, PersonFactory, CounterpartyFactory]
)
def test_name_that_grows_by_folding_is_kept_and_found(factory, letter):
    longest = factory._meta.model._meta.get_field("name").max_length
    row = factory(name=letter * longest)

    row.full_clean()

    assert factory._meta.model.objects.get(sort_key=fold(row.name)) == row

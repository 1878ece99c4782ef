import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.models import Organisation
from programme.sorting import fold
from tests.factories import OrganisationFactory


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Één", "een"),
        ("Fryslân", "fryslan"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Coöperatie  De\tWaard", "cooperatie de waard"),
        ("BZK", "bzk"),
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

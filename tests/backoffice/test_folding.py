"""Texts are folded in the database as they are in Python, on SQLite and on PostgreSQL alike."""

import pytest
from django.db.models import Value

from backoffice.folding import Folded, matching
from dutch.sorting import SIGNS, fold_all
from programme.models import Theme
from tests.factories import OrganisationFactory, PersonFactory, PilotFactory, ThemeFactory

pytestmark = pytest.mark.django_db

WRITTEN = [
    "Één ÉÉN één",
    "Łódź, Øster, Đorđe, Ħ, Ŧ, Ŋ, æ Æ œ Œ þ Þ",
    "straße STRAẞE",
    "’s-Gravenhage ‘t Hooge",
    "Kunst & Cultuur ＆ zo",
    "İstanbul ı",
    "soft\u00adhyphen en\u200bniets",
    "ﬁnanciën ½ ②",
    "100% van_alles \\ en meer",
]


@pytest.mark.parametrize("text", [*WRITTEN, *("".join(SIGNS.values()))])
def test_database_folds_as_python_does(text):
    ThemeFactory()

    (found,) = Theme.objects.annotate(said=Folded(Value(text))).values_list("said", flat=True)

    assert " ".join(found.split()) == fold_all(text)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Gülşen Yılmaz", "gulsen yilmaz"),
        ("Łukasz Nowak", "lukasz"),
        ("Anne-Marie d’Hondt", "D'HONDT"),
        ("Zoë van den Berg", "berg zoe"),
        ("50% korting_nu", "% _"),
    ],
)
def test_what_is_typed_without_accents_is_found(name, typed):
    person = PersonFactory(name=name)
    PersonFactory(name="Iemand Anders")

    assert list(matching(type(person).objects.all(), ["name"], typed)) == [person]


@pytest.mark.parametrize("typed", ["%", "_", "\\"])
def test_signs_of_the_database_stand_for_themselves(typed):
    PersonFactory(name="Iemand Anders")

    assert not matching(type(PersonFactory()).objects.all(), ["name"], typed).exists()


def test_row_is_found_once_however_many_parts_of_it_match():
    pilot = PilotFactory(organisation=OrganisationFactory(name="Gemeente Één"), title="Eén")

    found = matching(type(pilot).objects.all(), ["title", "organisation__name"], "een EEN")

    assert list(found) == [pilot]

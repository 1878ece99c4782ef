"""Who may be named where, and where nobody said anything."""

import pytest

from programme.merging import merge
from programme.models import Person
from tests.factories import NameUseFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "on_site", "in_2013", "in_2014"),
    [
        ({}, False, False, False),
        ({"site": "agreed"}, True, False, False),
        ({"report": "agreed"}, False, True, True),
        ({"site": "refused", "report": "agreed"}, False, True, True),
        ({"site": "agreed", "report": "refused"}, True, False, False),
        ({"report": "published"}, False, True, False),
    ],
)
def test_a_name_is_told_where_its_owner_agreed_or_a_source_tells_it(
    said, on_site, in_2013, in_2014
):
    person = PersonFactory()
    for use, answer in said.items():
        year = {"year": 2013, "said_on": None} if answer == "published" else {}
        NameUseFactory(person=person, use=use, answer=answer, **year)

    people = Person.objects.all()

    assert people.named_on_site().exists() == on_site
    assert people.named_in_report(2013).exists() == in_2013
    assert people.named_in_report(2014).exists() == in_2014
    assert [each.is_named for each in people.told_in_report(2013)] == [in_2013]


def test_a_yes_stays_a_yes_after_merging():
    kept, gone = PersonFactory(), PersonFactory()
    NameUseFactory(person=gone, use="site", answer="agreed")

    merge(gone, into=kept, by=UserFactory())

    assert Person.objects.filter(pk=kept.pk).named_on_site().exists()


@pytest.mark.parametrize("use", ["site", "report"])
def test_a_no_stays_a_no_after_merging(use):
    kept, gone = PersonFactory(), PersonFactory()
    NameUseFactory(person=kept, use=use, answer="agreed")
    NameUseFactory(person=gone, use=use, answer="refused")

    merge(gone, into=kept, by=UserFactory())

    named = Person.objects.filter(pk=kept.pk)
    assert not named.named_on_site().exists()
    assert not named.named_in_report(2013).exists()
    assert named.refused_in_report().exists() == (use == "report")

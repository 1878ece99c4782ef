"""What a test that commits leaves behind, and how a database is filled by copying."""

import pytest
from django.contrib.auth.models import Group

from programme.models import Organisation
from tests.copies import begin_with
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", range(3))
def test_each_test_begins_without_rows_and_with_the_groups(time):
    assert not Organisation.objects.exists()
    assert Group.objects.exists()
    OrganisationFactory()
    Group.objects.all().delete()


def test_what_was_made_once_is_there_again():
    made = []
    for _ in range(2):
        Organisation.objects.all().delete()
        begin_with("an organisation", lambda: made.append(OrganisationFactory(name="Zee")))
        assert [each.name for each in Organisation.objects.all()] == ["Zee"]

    assert len(made) == 1

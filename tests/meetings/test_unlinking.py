"""Taking back what was linked on one registration."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from meetings.actions.linking import unlink
from tests.factories import OrganisationFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_wrong_link_is_taken_back():
    row = RegistrationFactory(organisation=OrganisationFactory(), organisation_typed="RWS")
    user = UserFactory(is_superuser=True)

    unlink(row, by=user)

    row.refresh_from_db()
    assert (row.organisation, row.organisation_typed) == (None, "RWS")
    with pytest.raises(ValidationError, match="niets gekoppeld"):
        unlink(row, by=user)
    with pytest.raises(PermissionDenied):
        unlink(row, by=UserFactory())

"""Finding an address among other words, and nobody else's."""

import pytest

from meetings.models import Meeting
from privacy.requests import erase_person
from tests.factories import HubFactory

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.parametrize(
    "contact",
    ["an@x.example", "An Bos, AN@x.example.", "An (an@x.example, 070-1234567)", "<an@x.example>"],
)
def test_own_address_is_found_in_a_text(contact):
    HubFactory(contact=contact)

    assert Meeting.objects.filter(contact__holds_address="an@x.example").exists()


@pytest.mark.parametrize(
    "contact",
    ["jan@x.example", "an@x.example.org", "j.an@x.example", "an@x-example", "an@xyexample"],
)
def test_an_address_that_only_looks_like_it_stays_with_whom_it_is_of(contact):
    hub = HubFactory(contact=contact)

    erase_person("an@x.example")

    hub.refresh_from_db()
    assert hub.contact == contact

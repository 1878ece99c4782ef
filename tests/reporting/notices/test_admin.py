"""The pages on which letters to the funder begin: what they take, and who may see them."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("pk", ["", "0", "²", "-1", "1e3", "x"])
def test_no_letter_for_what_is_no_number(client, pk):
    client.force_login(UserFactory(is_superuser=True))

    answer = client.post(reverse("admin:reporting_notice_draft"), {"kind": "meeting", "pk": pk})

    assert answer.status_code == 404


def test_what_is_due_is_for_who_may_see_letters(client):
    client.force_login(UserFactory())

    assert client.get(reverse("admin:reporting_notice_due")).status_code == 403

"""What was sent to a field in which one chooses by typing, and is no choice, is said."""

import pytest
from django.urls import reverse

from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import HubFactory, OrganisationFactory, PersonFactory, PilotFactory

pytestmark = pytest.mark.django_db

NO_KEYS = ["x", "1; drop table", "9" * 30, "-", "1.5", "None"]


@pytest.mark.parametrize("sent", NO_KEYS)
@pytest.mark.parametrize(("make", "field"), [(HubFactory, "builds_on"), (PilotFactory, "team")])
def test_what_is_no_choice_is_said_at_its_field_and_nothing_is_kept(make, field, sent):
    anna, obj = signed_in("Anna"), make()
    form = form_in(anna.get(page_of(obj)))

    answer = anna.post(page_of(obj), form | {field: [sent]})

    assert answer.status_code == 200
    assert field in answer.context_data["adminform"].form.errors


@pytest.mark.parametrize("sent", NO_KEYS)
@pytest.mark.parametrize("make", [OrganisationFactory, PersonFactory])
def test_who_merges_into_nothing_hears_it(make, sent):
    anna, obj = signed_in("Anna"), make()
    kind = obj._meta.model_name
    page = reverse(f"admin:programme_{kind}_samenvoegen", args=[obj.pk])

    answer = anna.post(page, form_in(anna.get(page)) | {"into": [sent]})

    obj.refresh_from_db()
    assert (answer.status_code, obj.merged_into) == (200, None)

"""A year after somebody left, what was done stays and who did it is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ambassadors.actions import resign
from ambassadors.models import Activity, Ambassador
from privacy.retention import erase_expired
from tests.factories import ActivityFactory, AmbassadorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def left():
    jo = AmbassadorFactory(name="Jo", email="jo@x.example", setting="zzp", province="ut")
    ActivityFactory(ambassador=jo, description="Met Bo", organisation_typed="Bureau", people=8)
    resign(jo)
    return jo


def after(days):
    return timezone.now() + timedelta(days=days)


def test_within_a_year_it_stays(left):
    erase_expired(after(360))

    assert Ambassador.objects.get().name == "Jo"
    assert Activity.objects.get().description == "Met Bo"


def test_after_a_year_only_what_is_counted_stays(left):
    erase_expired(after(370))

    jo, did = Ambassador.objects.get(), Activity.objects.get()
    assert (jo.name, jo.email, jo.setting, jo.province) == ("", "", "", "ut")
    assert (did.description, did.organisation_typed, did.people) == ("", "", 8)
    assert {row.name for row in jo.history.all()} == {""}
    assert {row.description for row in did.history.all()} == {""}


def test_a_second_time_erases_nothing_more(left):
    erase_expired(after(370))

    again = erase_expired(after(370))

    assert (again["ambassadors.Ambassador"], again["ambassadors.Activity"]) == (0, 0)


def test_who_takes_part_is_never_forgotten_by_itself():
    AmbassadorFactory(name="Jo", email="jo@x.example")

    erase_expired(after(3650))

    assert Ambassador.objects.get().name == "Jo"

"""Phones that get their network back at the same moment."""

from uuid import uuid4

import pytest
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.actions import Tick, apply_ticks
from meetings.models import AppliedTick, Registration
from tests.factories import HubFactory, RegistrationFactory

from .test_queue_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_ticks_from_two_tabs_and_another_phone_at_once_are_done_once():
    meeting = HubFactory(date=ApproximateDate.of_day(timezone.localdate()))
    people = RegistrationFactory.create_batch(8, meeting=meeting)
    walk_in = Tick(key=uuid4(), what="walk_in", name="Kim")
    one = [*(Tick(key=uuid4(), what="came", person=each.pk) for each in people[:6]), walk_in]
    two = [Tick(key=uuid4(), what="came", person=each.pk) for each in people[4:]]

    at_once([lambda ticks=ticks: apply_ticks(meeting, ticks) for ticks in (one, one, two, two)])

    assert Registration.objects.filter(attended=True).count() == 9
    assert AppliedTick.objects.count() == 11
    assert sorted(Registration.objects.values_list("ticks", flat=True)) == [0, *[1] * 6, 2, 2]

"""What phones ticked off without network, when it arrives: once, in any order, with a word."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.values import ApproximateDate
from meetings import actions
from meetings.actions import Tick, apply_ticks
from meetings.actions.ticking import CLOSED, KEPT, forget_ticks
from meetings.models import AppliedTick, Meeting, Registration
from tests.browsing import BACKEND
from tests.factories import HubFactory, OrganisationFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return HubFactory(date=ApproximateDate.of_day(timezone.localdate()))


def came(person) -> Tick:
    return Tick(key=uuid4(), what="came", person=person.pk)


def back(person, seen: int) -> Tick:
    return Tick(key=uuid4(), what="did_not", person=person.pk, seen=seen)


def walk_in(name: str) -> Tick:
    return Tick(key=uuid4(), what="walk_in", name=name)


def present(meeting: Meeting) -> int:
    return Meeting.objects.with_attendance().get(pk=meeting.pk).present


def test_sixty_people_on_two_phones_that_share_ten_are_sixty(meeting):
    people = RegistrationFactory.create_batch(60, meeting=meeting)
    one, two = [came(each) for each in people[:35]], [came(each) for each in people[25:]]

    for sent in (one, two, one, two):
        assert apply_ticks(meeting, sent) == []

    assert present(meeting) == 60
    assert sorted(Registration.objects.values_list("ticks", flat=True)) == [1] * 50 + [2] * 10


def test_present_wins_whichever_phone_is_heard_first(meeting):
    first, second = RegistrationFactory.create_batch(2, meeting=meeting, name="Bea")
    apply_ticks(meeting, [came(first), came(second)])

    told = apply_ticks(meeting, [came(first)]) + apply_ticks(meeting, [back(first, seen=1)])
    apply_ticks(meeting, [back(second, seen=1)])
    apply_ticks(meeting, [came(second)])

    assert present(meeting) == 2
    assert told == ["Bea blijft op aanwezig: intussen vinkte een ander hem of haar ook af."]


def test_a_tick_and_its_taking_back_leave_it_open_also_when_sent_twice(meeting):
    person = RegistrationFactory(meeting=meeting)
    sent = [came(person), back(person, seen=1)]

    for _ in range(2):
        assert apply_ticks(meeting, sent) == []
    person.refresh_from_db()

    assert (person.attended, person.ticks) == (None, 1)


def test_a_walk_in_of_two_phones_counts_once_and_is_asked_about(meeting):
    leiden = OrganisationFactory(name="Gemeente Leiden")
    first = Tick(key=uuid4(), what="walk_in", name="Kim", organisation="gemeente leiden")

    assert apply_ticks(meeting, [first]) == []
    apply_ticks(meeting, [first])
    (asked,) = apply_ticks(meeting, [walk_in("kim")])

    assert Registration.objects.filter(attended=True).get().organisation == leiden
    assert asked.startswith("Er staat al iemand op de lijst die kim heet.")
    assert Registration.objects.count() == 2


def test_what_cannot_be_done_is_told_and_the_rest_is_done(meeting):
    off = RegistrationFactory(meeting=meeting, name="Bea", state="cancelled")
    elsewhere = RegistrationFactory(meeting=HubFactory())
    here = RegistrationFactory(meeting=meeting)

    told = apply_ticks(meeting, [came(off), came(elsewhere), came(here)])

    assert [sentence[:24] for sentence in told] == [
        "Bea is intussen afgemeld",
        "Iemand die u afvinkte, s",
    ]
    assert present(meeting) == 1
    assert AppliedTick.objects.count() == 1


def test_a_list_that_was_closed_meanwhile_takes_the_ticks_and_says_so(meeting):
    late, taken_back = RegistrationFactory.create_batch(2, meeting=meeting)
    apply_ticks(meeting, [came(taken_back)])
    actions.close_list(meeting)

    told = apply_ticks(meeting, [came(late), back(taken_back, seen=1)])
    late.refresh_from_db()
    taken_back.refresh_from_db()

    assert told == [CLOSED]
    assert (late.attended, taken_back.attended) == (True, False)


def test_a_meeting_that_is_off_or_still_to_come_leaves_all_on_the_phone(meeting):
    person = RegistrationFactory(meeting=meeting)
    actions.cancel(meeting, reason="other", note="brand", by=None)
    to_come = HubFactory(date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=2)))

    with pytest.raises(ValidationError, match="is geannuleerd"):
        apply_ticks(meeting, [came(person)])
    with pytest.raises(ValidationError, match="vanaf die dag"):
        apply_ticks(to_come, [walk_in("Kim")])

    assert not AppliedTick.objects.exists()


def test_keys_go_once_no_phone_can_send_them_any_more():
    old, fresh = (AppliedTick.objects.create(key=uuid4()) for _ in range(2))
    AppliedTick.objects.filter(pk=old.pk).update(applied_at=timezone.now() - KEPT * 1.01)

    assert forget_ticks() == 1
    assert AppliedTick.objects.get() == fresh


def post(client, meeting, ticks):
    address = reverse("attendance:ticks", args=[meeting.slug])
    return client.post(address, {"ticks": json.dumps(ticks)})


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    return client


@pytest.mark.parametrize(
    "ticks",
    [
        "x",
        {},
        [],
        [1],
        [{"what": "came", "person": 1}],
        [{"key": "x", "what": "came", "person": 1}],
        [{"key": str(uuid4()), "what": "erase", "person": 1}],
        [{"key": str(uuid4()), "what": "walk_in", "name": " "}],
        [{"key": str(uuid4()), "what": "came", "person": 1}] * 201,
    ],
)
def test_what_no_phone_of_ours_sends_is_refused_whole(staff, meeting, ticks):
    answer = post(staff, meeting, ticks)

    assert answer.status_code == 400
    assert answer.json() == {
        "refused": "Dit kwam niet van de lijst bij de deur. Laad de pagina opnieuw."
    }


def test_the_door_answers_in_sentences(staff, meeting):
    person = RegistrationFactory(meeting=meeting)
    tick = {"key": str(uuid4()), "what": "came", "person": person.pk, "seen": 0}

    answer = post(staff, meeting, [tick])
    actions.cancel(meeting, reason="other", note="brand", by=None)
    refused = post(staff, meeting, [tick])

    assert answer.json()["told"] == []
    assert 'id="door-present">1<' in answer.json()["page"]
    assert "no-store" in answer["Cache-Control"]
    assert refused.status_code == 409
    assert refused.json()["refused"].startswith("Deze bijeenkomst is geannuleerd")


def test_who_only_stands_at_the_door_sends_ticks_on_the_day_itself(client, meeting):
    at_the_door = UserFactory()
    at_the_door.user_permissions.set(Permission.objects.filter(codename="serve_door"))
    client.force_login(at_the_door, backend=BACKEND)
    long_ago = HubFactory(date=ApproximateDate.of_day(timezone.localdate() - timedelta(days=9)))
    person, former = (RegistrationFactory(meeting=each) for each in (meeting, long_ago))

    answers = [
        post(client, who.meeting, [{"key": str(uuid4()), "what": "came", "person": who.pk}])
        for who in (person, former)
    ]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert "De lijst afsluiten" not in answers[0].json()["page"]


def test_sixty_ticks_cost_a_fixed_number_of_queries_each(
    staff, meeting, django_assert_max_num_queries
):
    people = RegistrationFactory.create_batch(60, meeting=meeting)

    with django_assert_max_num_queries(20 + 60 * 9):
        apply_ticks(meeting, [came(each) for each in people])

from datetime import timedelta

import pytest
from django.utils import timezone

from dates.values import ApproximateDate
from meetings import actions, schedule
from meetings.actions import on_behalf
from meetings.models import Meeting, Registration
from privacy.declarations import declaration_of
from tests.factories import HubFactory, RegistrationFactory, UserFactory
from tests.meetings.registering import open_meeting, registered

pytestmark = pytest.mark.django_db

NEEDS = "glutenvrij, rolstoel"
AHEAD = 300


def in_days(days: int) -> ApproximateDate:
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def kept_after(registration: Registration, days: int) -> bool:
    """Whether needs are still there, after the worker looked so many days from now."""
    schedule.erase_needs(timezone.now() + timedelta(days=days))
    registration.refresh_from_db()
    assert (registration.needs == "") == (registration.needs_consented_at is None)
    return registration.needs == NEEDS


def with_needs(days_ahead: int = AHEAD) -> Registration:
    return registered(open_meeting(date=in_days(days_ahead)), needs=NEEDS)


def test_needs_go_fourteen_days_after_the_meeting():
    someone = with_needs(30)
    assert kept_after(someone, 44)
    assert not kept_after(someone, 45)


def test_needs_go_fourteen_days_after_a_meeting_far_ahead_was_cancelled():
    someone = with_needs()
    actions.cancel(someone.meeting, reason="too_few", by=None)
    assert kept_after(someone, 13)
    assert not kept_after(someone, 15)


def test_cancelling_after_the_day_keeps_nothing_longer():
    someone = with_needs(10)
    Meeting.objects.filter(pk=someone.meeting_id).update(
        date_earliest=in_days(-13).earliest, date_latest=in_days(-13).latest
    )
    actions.cancel(someone.meeting, reason="too_few", by=None)
    assert kept_after(someone, 1)
    assert not kept_after(someone, 2)


def test_saving_a_cancelled_meeting_keeps_needs_no_longer():
    someone = with_needs()
    actions.cancel(someone.meeting, reason="too_few", by=None)
    meeting = Meeting.objects.get(pk=someone.meeting_id)
    meeting.history.filter(status="cancelled").update(
        history_date=timezone.now() - timedelta(days=13)
    )
    meeting.description = "Gaat niet door."
    actions.change_details(meeting, by=None)
    assert not kept_after(someone, 2)


def test_cancelled_twice_counts_from_the_last_time():
    someone = with_needs()
    first = timezone.now() - timedelta(days=20)
    actions.cancel(someone.meeting, reason="too_few", by=None)
    someone.meeting.history.filter(status="cancelled").update(history_date=first)
    actions.reverse_cancellation(someone.meeting, by=None, why="toch wel")
    assert kept_after(someone, 0)

    actions.cancel(someone.meeting, reason="speaker", by=None)

    assert kept_after(someone, 13)
    assert not kept_after(someone, 15)


def test_meeting_moved_to_another_day_counts_from_that_day():
    someone = with_needs(30)
    actions.reschedule(someone.meeting, to=in_days(200), by=None)
    assert kept_after(someone, 214)
    assert not kept_after(someone, 215)


@pytest.mark.parametrize("lose_date", ["moved", "corrected"])
def test_without_a_date_the_last_known_one_counts(lose_date):
    someone = with_needs(30)
    actions.reschedule(someone.meeting, to=in_days(40), by=None)
    if lose_date == "moved":
        actions.reschedule(someone.meeting, to=None, by=None)
    else:
        actions.correct_date(someone.meeting, to=None, by=None, why="nog niet vast")
    assert kept_after(someone, 54)
    assert not kept_after(someone, 55)


def test_where_there_never_was_a_date_ninety_days_count():
    someone = RegistrationFactory(
        meeting=HubFactory(date=None), needs=NEEDS, needs_consented_at=timezone.now()
    )
    assert kept_after(someone, 89)
    assert not kept_after(someone, 91)


def test_cancelled_without_a_date_or_history_is_not_kept_for_ever():
    someone = RegistrationFactory(
        meeting=HubFactory(date=None, cancelled=True),
        needs=NEEDS,
        needs_consented_at=timezone.now(),
    )
    Meeting.history.all().delete()
    assert kept_after(someone, 13)
    assert not kept_after(someone, 15)


def decline(registration: Registration) -> None:
    Registration.objects.filter(pk=registration.pk).update(
        state="offered", offer_expires_at=timezone.now() + timedelta(days=1)
    )
    actions.decline_offer(registration)


def cancel_by_phone(registration: Registration) -> None:
    on_behalf.withdraw_for(registration, by=UserFactory(is_superuser=True))


@pytest.mark.parametrize("leave", [actions.withdraw, decline, cancel_by_phone])
def test_needs_of_who_does_not_come_go_at_once(leave):
    someone = with_needs()
    leave(someone)
    someone.refresh_from_db()
    assert (someone.state, someone.needs, someone.needs_consented_at) == ("cancelled", "", None)


def test_needs_of_who_withdrew_before_this_rule_go_too():
    someone = with_needs()
    Registration.objects.filter(pk=someone.pk).update(state="cancelled")
    assert not kept_after(someone, 0)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_erasing_takes_one_query(rows, django_assert_num_queries):
    meeting = HubFactory(date=in_days(-20))
    RegistrationFactory.create_batch(
        rows, meeting=meeting, needs=NEEDS, needs_consented_at=timezone.now()
    )
    with django_assert_num_queries(1):
        assert schedule.erase_needs() == rows


def test_page_and_form_promise_what_is_done(client):
    meeting = open_meeting()
    page = " ".join(client.get(meeting.get_absolute_url()).content.decode().split())
    for words in (page, declaration_of(Registration).kept):
        assert "14 dagen" in words and "annuleren" in words and "afmeldt" in words

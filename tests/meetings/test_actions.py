from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings import actions
from meetings.models import Meeting, Rescheduling
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    MeetingFactory,
    PersonFactory,
    ReschedulingFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MARCH, JUNE, JANUARY = (read_date(text) for text in ("maart 2013", "juni 2013", "januari 2014"))
DAY = read_date("12 maart 2013")


@pytest.fixture
def user():
    return UserFactory()


def former_dates(meeting):
    return [str(move.former_date) for move in meeting.reschedulings.all()]


def stored(meeting):
    """All that the database holds of the meeting and its past, to see that nothing changed."""
    row = Meeting.objects.filter(pk=meeting.pk).values().get()
    return row, meeting.history.count(), Rescheduling.objects.count()


def refusal_of(action, meeting, **arguments):
    """The sentences with which the action is refused; nothing of it may be stored."""
    before = stored(meeting)
    with pytest.raises(ValidationError) as refusal:
        action(meeting, **arguments)
    assert stored(meeting) == before
    return refusal.value.messages


# Moving


def test_reschedule_keeps_the_former_date_and_who_decided_what(user):
    meeting = HubFactory(date=MARCH)

    actions.reschedule(
        meeting, to=JANUARY, by=user, reason="zaal bezet", decided=read_date("februari 2013")
    )

    meeting.refresh_from_db()
    move = meeting.reschedulings.get()
    assert (meeting.date, move.former_date, str(move.decided)) == (JANUARY, MARCH, "februari 2013")
    assert (move.reason, move.recorded_by) == ("zaal bezet", user)


def test_reschedule_leaves_an_unknown_reason_empty(user):
    meeting = HubFactory(date=MARCH)

    actions.reschedule(meeting, to=JANUARY, by=user)

    assert meeting.reschedulings.get().reason == ""


def test_reschedule_twice_and_back_keeps_each_date(user):
    meeting = HubFactory(date=MARCH)

    actions.reschedule(meeting, to=JUNE, by=user)
    actions.reschedule(meeting, to=JANUARY, by=user)
    actions.reschedule(meeting, to=MARCH, by=user)

    assert former_dates(meeting) == ["maart 2013", "juni 2013", "januari 2014"]


def test_reschedule_to_an_unknown_date_gives_up_the_date(user):
    meeting = HubFactory(date=MARCH)

    moved = actions.reschedule(meeting, to=None, by=user)

    assert (moved.date, former_dates(meeting)) == (None, ["maart 2013"])


def test_reschedule_to_less_than_a_day_drops_the_times(user):
    meeting = HubFactory(date=DAY, start_time=time(14), end_time=time(17))

    moved = actions.reschedule(meeting, to=JANUARY, by=user)

    assert (moved.start_time, moved.end_time) == (None, None)


def test_reschedule_to_another_day_keeps_the_times(user):
    meeting = HubFactory(date=DAY, start_time=time(14), end_time=time(17))

    moved = actions.reschedule(meeting, to=read_date("13-3-2013"), by=user)

    assert (moved.start_time, moved.end_time) == (time(14), time(17))


def test_reschedule_to_the_same_date_is_refused(user):
    assert refusal_of(actions.reschedule, HubFactory(date=MARCH), to=MARCH, by=user) == [
        "De bijeenkomst staat al op deze datum. Kies een andere datum."
    ]


def test_first_date_of_a_meeting_is_no_move(user):
    meeting = HubFactory()

    assert refusal_of(actions.reschedule, meeting, to=MARCH, by=user) == [
        "Er staat nog geen datum, dus er is niets te verplaatsen. "
        "Vul de datum in bij “Datum verbeteren”."
    ]
    dated = actions.correct_date(meeting, to=MARCH, by=user, why="nu bekend")
    assert (dated.date, former_dates(dated)) == (MARCH, [])


# Correcting


def test_correct_date_is_no_move_and_is_logged_with_reason_and_user(user):
    meeting = HubFactory(date=read_date("2013"))

    actions.correct_date(meeting, to=DAY, by=user, why="stond in de agenda")

    meeting.refresh_from_db()
    last = meeting.history.first()
    assert (meeting.date, former_dates(meeting)) == (DAY, [])
    assert (last.history_user, last.history_change_reason) == (
        user,
        "datum verbeterd: stond in de agenda",
    )


def test_correct_date_keeps_a_long_reason_whole(user):
    meeting, why = HubFactory(date=MARCH), "Zo stond het in de agenda. " * 20

    actions.correct_date(meeting, to=DAY, by=user, why=why)

    assert meeting.history.first().history_change_reason == f"datum verbeterd: {why}"


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_correct_date_may_mend_the_date_of_what_is_over(state, user):
    meeting = HubFactory(date=MARCH, **{state: True})

    assert actions.correct_date(meeting, to=DAY, by=user, why="typefout").date == DAY


def test_correct_date_to_the_same_date_is_refused(user):
    meeting = HubFactory(date=MARCH)

    assert refusal_of(actions.correct_date, meeting, to=MARCH, by=user, why="typefout") == [
        "Deze datum staat er al. Vul de juiste datum in."
    ]


def test_correct_former_date_mends_the_move_and_is_logged(user):
    move = ReschedulingFactory(meeting=HubFactory(date=JANUARY), former_date=MARCH)

    actions.correct_former_date(move, to=JUNE, by=user, why="typefout")

    move.refresh_from_db()
    last = move.meeting.history.first()
    assert (move.former_date, move.meeting.date) == (JUNE, JANUARY)
    assert (last.history_change_reason, last.history_user) == (
        "eerdere datum verbeterd: typefout",
        user,
    )


def test_correct_former_date_without_a_reason_stores_nothing(user):
    move = ReschedulingFactory(former_date=MARCH)

    with pytest.raises(ValidationError) as refusal:
        actions.correct_former_date(move, to=JUNE, by=user, why=" ")

    move.refresh_from_db()
    assert refusal.value.messages == ["Schrijf op waarom u dit verandert."]
    assert move.former_date == MARCH


def test_correct_former_date_to_the_same_date_is_refused(user):
    move = ReschedulingFactory(former_date=MARCH)

    with pytest.raises(ValidationError) as refusal:
        actions.correct_former_date(move, to=MARCH, by=user, why="typefout")

    assert refusal.value.messages == ["Deze eerdere datum staat er al. Vul de juiste datum in."]
    assert move.meeting.history.count() == 1


# Holding and cancelling


def test_hold_leaves_an_unknown_number_unknown(user):
    held = actions.hold(HubFactory(), by=user)

    held.refresh_from_db()
    assert (held.status, held.attended) == ("held", None)


def test_hold_keeps_the_number_attended_with_its_source(user):
    held = actions.hold(HubFactory(), by=user, attended=0, attended_source="de gastvrouw")

    held.refresh_from_db()
    assert (held.attended, held.attended_source) == (0, "de gastvrouw")


@pytest.mark.parametrize("source", ["", "  "])
def test_hold_with_a_number_without_source_is_refused(source, user):
    number = {"attended": 30, "attended_source": source}

    assert refusal_of(actions.hold, HubFactory(), by=user, **number) == [
        "Schrijf op van wie of waaruit het aantal aanwezigen komt."
    ]


@pytest.mark.parametrize("when", ["24-2-2999", "maart 2999", "2999"])
def test_meeting_that_lies_in_the_future_cannot_have_been_held(when, user):
    meeting = HubFactory(date=read_date(when))

    assert refusal_of(actions.hold, meeting, by=user) == [
        f"De datum van deze bijeenkomst ligt in de toekomst: {read_date(when)}. "
        "Klopt die niet, verbeter dan eerst de datum."
    ]


def test_person_says_that_a_meeting_was_held_once_it_has_begun(user, monkeypatch):
    begins = datetime(2027, 3, 12, 12, 0, tzinfo=UTC)
    day, one = read_date("12 maart 2027"), timedelta(minutes=1)
    meeting = HubFactory(date=day, start_time=time(13), end_time=time(16))

    monkeypatch.setattr(timezone, "now", lambda: begins - one)
    refused = refusal_of(actions.hold, meeting, by=user)
    monkeypatch.setattr(timezone, "now", lambda: begins)

    assert refused == [
        "Deze bijeenkomst begint pas om 13.00 uur. Leg daarna vast dat ze is gehouden."
    ]
    assert actions.hold(meeting, by=user).status == "held"


def test_meeting_of_today_or_in_a_stretch_that_began_can_have_been_held(user):
    today = timezone.localdate()
    for when in (ApproximateDate.of_day(today), ApproximateDate(today, date(2999, 1, 1))):
        assert actions.hold(HubFactory(date=when), by=user).status == "held"


def test_cancel_keeps_reason_and_note(user):
    cancelled = actions.cancel(HubFactory(), reason="too_few", note="vier aanmeldingen", by=user)

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.cancellation_reason, cancelled.cancellation_note) == (
        "cancelled",
        "too_few",
        "vier aanmeldingen",
    )


@pytest.mark.parametrize("reason", ["", "geen zin"])
def test_cancel_without_a_reason_of_the_list_is_refused(reason, user):
    assert refusal_of(actions.cancel, HubFactory(), reason=reason, by=user) == [
        "Kies een reden uit de lijst."
    ]


def test_reverse_hold_makes_it_planned_again_and_says_why(user):
    meeting = actions.reverse_hold(HubFactory(held=True), by=user, why="verkeerde hub")

    last = meeting.history.first()
    assert (meeting.status, last.history_change_reason) == (
        "planned",
        "toch niet gehouden: verkeerde hub",
    )


def test_reverse_cancellation_makes_it_planned_again_and_says_why(user):
    meeting = HubFactory()
    actions.cancel(meeting, reason="venue", note="brand", by=user)

    meeting = actions.reverse_cancellation(meeting, by=user, why="andere zaal")

    last = meeting.history.first()
    assert (meeting.status, meeting.cancellation_reason, meeting.cancellation_note) == (
        "planned",
        "",
        "",
    )
    assert last.history_change_reason == "toch niet geannuleerd: andere zaal"


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (actions.correct_date, {"date": MARCH}),
        (actions.reverse_hold, {"held": True}),
        (actions.reverse_cancellation, {"cancelled": True}),
    ],
)
@pytest.mark.parametrize("why", ["", "  \n"])
def test_taking_back_and_correcting_ask_why(action, state, why, user):
    more = {"to": DAY} if action is actions.correct_date else {}

    assert refusal_of(action, HubFactory(**state), by=user, why=why, **more) == [
        "Schrijf op waarom u dit verandert."
    ]


WRONG_STATES = [
    (actions.reschedule, "held", {"to": JANUARY}, "gehouden", "verplaatst"),
    (actions.reschedule, "cancelled", {"to": JANUARY}, "geannuleerd", "verplaatst"),
    (actions.hold, "held", {}, "gehouden", "als gehouden vastgelegd"),
    (actions.hold, "cancelled", {}, "geannuleerd", "als gehouden vastgelegd"),
    (actions.cancel, "held", {"reason": "venue"}, "gehouden", "geannuleerd"),
    (actions.cancel, "cancelled", {"reason": "venue"}, "geannuleerd", "geannuleerd"),
    (actions.reverse_hold, "planned", {"why": "fout"}, "gepland", "teruggezet naar gepland"),
    (actions.reverse_hold, "cancelled", {"why": "fout"}, "geannuleerd", "teruggezet naar gepland"),
    (actions.reverse_cancellation, "planned", {"why": "fout"}, "gepland", "hersteld"),
    (actions.reverse_cancellation, "held", {"why": "fout"}, "gehouden", "hersteld"),
]


@pytest.mark.parametrize(("action", "state", "arguments", "is_now", "verb"), WRONG_STATES)
def test_action_from_a_wrong_state_is_refused(action, state, arguments, is_now, verb, user):
    meeting = HubFactory(date=MARCH, **({} if state == "planned" else {state: True}))

    assert refusal_of(action, meeting, by=user, **arguments) == [
        f"Deze bijeenkomst is {is_now} en kan niet worden {verb}."
    ]


def test_action_looks_at_what_is_stored_and_not_at_what_the_caller_read(user):
    read_before = HubFactory()
    actions.cancel(Hub.objects.get(pk=read_before.pk), reason="venue", by=user)

    assert refusal_of(actions.hold, read_before, by=user) == [
        "Deze bijeenkomst is geannuleerd en kan niet worden als gehouden vastgelegd."
    ]


def test_action_by_nobody_known_has_no_user():
    meeting = actions.reschedule(HubFactory(date=MARCH), to=JUNE, by=AnonymousUser())

    assert (meeting.history.first().history_user, meeting.reschedulings.get().recorded_by) == (
        None,
        None,
    )


# History, also of what goes through a proxy

PROXIES = [(Hub, HubFactory), (LeadershipMeeting, LeadershipMeetingFactory)]


@pytest.mark.parametrize(("model", "factory"), [(Meeting, MeetingFactory), *PROXIES])
def test_each_save_and_deletion_is_recorded_once(model, factory):
    meeting = factory(title="Eerst")
    kinds = Meeting.history.filter(id=meeting.pk).order_by("history_id")

    meeting.title = "Later"
    meeting.save()
    assert list(kinds.values_list("history_type", "title")) == [("+", "Eerst"), ("~", "Later")]
    model.objects.get(pk=meeting.pk).delete()

    assert [row.history_type for row in kinds.all()] == ["+", "~", "-"]


@pytest.mark.parametrize(("model", "factory"), PROXIES)
def test_each_action_on_a_proxy_is_recorded_once(model, factory, user):
    meeting = factory(date=MARCH)

    actions.reschedule(meeting, to=JUNE, by=user)
    actions.hold(meeting, by=user)

    reasons = meeting.history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(reasons) == [None, "verplaatst: reden niet vastgelegd", "gehouden"]


@pytest.mark.parametrize(("model", "factory"), PROXIES)
def test_a_proxy_gives_its_line_and_sees_only_its_line(model, factory):
    new = model(title="Nieuw")
    meeting = factory()
    for _, other in PROXIES:
        other()

    assert new.line == model.LINE
    assert {row.line for row in model.objects.all()} == {model.LINE}
    assert meeting in model.objects.all()


# What has history


@pytest.mark.parametrize(
    ("state", "has_history"),
    [({}, False), ({"held": True}, True), ({"cancelled": True}, True)],
)
def test_has_history_once_something_happened(state, has_history):
    assert HubFactory(**state).has_history is has_history


def test_has_history_once_it_was_moved():
    assert ReschedulingFactory().meeting.has_history is True


@pytest.mark.parametrize("other", ["line", "programme"])
def test_a_target_of_another_line_or_programme_is_refused(other):
    meeting = HubFactory()
    line = "leadership" if other == "line" else "hubs"
    programme = {"programme": meeting.programme} if other == "line" else {}
    meeting.target = TargetFactory(line=line, **programme)

    with pytest.raises(ValidationError) as refusal:
        meeting.full_clean()

    assert refusal.value.message_dict == {
        "target": ["Kies een afspraak van hetzelfde programma en dezelfde lijn."]
    }


def test_an_action_keeps_themes_and_speakers(user):
    meeting, theme, person = HubFactory(date=MARCH), ThemeFactory(), PersonFactory()
    meeting.themes.add(theme)
    meeting.contributors.add(person)

    moved = actions.reschedule(meeting, to=JUNE, by=user)

    assert (list(moved.themes.all()), list(moved.contributors.all())) == ([theme], [person])

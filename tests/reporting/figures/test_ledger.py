"""Plan and reality, whatever happens to the meetings of a line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dates.entry import read_date
from dates.values import ApproximateDate, Period
from meetings.actions import (
    cancel,
    correct_date,
    hold,
    reschedule,
    reverse_cancellation,
    reverse_hold,
)
from meetings.models import Meeting, Rescheduling
from pilots.models import Pilot
from programme.actions import change_number
from programme.lines import line_of
from reporting.collect import read_material
from reporting.document.standings import Standing
from reporting.figures.ledger import held_in_year, is_moved_out
from reporting.figures.why import why_not_as_agreed
from reporting.figures.why_years import done_otherwise, held_otherwise
from reporting.records.meeting_rows import read_meetings
from tests.factories import (
    HubFactory,
    PilotFactory,
    ProgrammeFactory,
    ReschedulingFactory,
    SessionFactory,
    TargetFactory,
)

from ..reading import BY, hub, ledger_of, report_of

pytestmark = pytest.mark.django_db

YEAR = Period.of_year(2013)
DAYS = st.dates(date(2012, 1, 1), date(2015, 12, 31))
DATES = st.one_of(
    st.none(),
    DAYS.map(ApproximateDate.of_day),
    DAYS.map(lambda day: ApproximateDate.of_month(day.year, day.month)),
    DAYS.map(lambda day: ApproximateDate.of_year(day.year)),
    st.builds(
        lambda day, days: ApproximateDate(day, day + timedelta(days), "ergens toen"),
        DAYS,
        st.integers(0, 200),
    ),
)
EVENTS = {
    "move": lambda meeting, when: reschedule(meeting, to=when, by=BY),
    "correct": lambda meeting, when: correct_date(meeting, to=when, by=BY, why="tikfout"),
    "hold": lambda meeting, when: hold(meeting, by=BY),
    "cancel": lambda meeting, when: cancel(meeting, reason="too_few", by=BY),
    "unhold": lambda meeting, when: reverse_hold(meeting, by=BY, why="vergissing"),
    "uncancel": lambda meeting, when: reverse_cancellation(meeting, by=BY, why="vergissing"),
}
STARTS = st.tuples(st.sampled_from(["2012", "2013", "2014", "extra", "elsewhere"]), DATES)
HAPPENINGS = st.tuples(st.integers(0, 5), st.sampled_from(sorted(EVENTS)), DATES)


@given(
    agreed=st.integers(0, 6),
    starts=st.lists(STARTS, min_size=1, max_size=6),
    happenings=st.lists(HAPPENINGS, max_size=12),
    then=st.one_of(st.none(), st.integers(0, 6)),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_ledger_adds_up_whatever_happens(agreed, starts, happenings, then):
    """`then` is what was agreed half-way, if it was changed."""
    with transaction.atomic():
        material, filling = lived(agreed, starts, happenings, then)
        ledger, before = (material.term[year]["hubs"] for year in (2013, 2012))
        of_years = [
            held_in_year("hubs", material.records, replace(material.scope, year=year))
            for year in (2013, 2012)
        ]
        held_parts = held_otherwise(line_of("hubs"), material.records, material.scope)
        standings = {stands: ledger.standing(stands) for stands in Standing}
        moved_out = moved_out_of_2013(filling)
        clauses = why_not_as_agreed(line_of("hubs"), ledger)
        transaction.set_rollback(True)
    total = sum(len(units) for units in standings.values())
    assert ledger.agreed + ledger.lowered + ledger.surplus == total + ledger.unaccounted
    assert {unit.pk for unit, _standing in ledger.units} == {unit.pk for unit in filling}
    assert set(standings[Standing.MOVED_OUT]) == moved_out
    assert not {unit.pk for unit in filling} & {extra.pk for extra in ledger.extras}
    assert sum(clause.change for clause in clauses) == len(ledger.fulfilled) - ledger.agreed
    parts = done_otherwise(line_of("hubs"), before, ledger)
    assert sum(part.change for part in parts) == len(ledger.fulfilled) - len(before.fulfilled)
    assert sum(part.change for part in held_parts) == len(of_years[0]) - len(of_years[1])


def lived(agreed: int, starts: list, happenings: list, then: int | None) -> tuple:
    """What the report over 2013 is made of after a history, and the meetings that fill its
    target."""
    target = TargetFactory(number=agreed)
    programme = target.programme
    targets = {
        "2012": TargetFactory(programme=programme, year=2012, number=2),
        "2013": target,
        "2014": TargetFactory(programme=programme, year=2014),
        "elsewhere": TargetFactory(),
    }
    meetings = []
    for fills, when in starts:
        of = targets.get(fills)
        owner = of.programme if of else programme
        meetings.append(HubFactory(programme=owner, target=of, date=when))
    for number, event, when in happenings:
        try:
            EVENTS[event](meetings[number % len(meetings)], when)
        except ValidationError:
            continue  # what a person would be refused
    if then not in (None, agreed):
        how = {"since": None, "agreed_with": "BZK", "how": "brief"}
        change_number(target, number=then, by=BY, **how)
    return read_material(programme.slug, 2013), [m for m in meetings if m.target_id == target.pk]


def moved_out_of_2013(meetings: list[Meeting]) -> set[Meeting]:
    """As the database would say it: a date of 2013 was given up, and it now stands after 2013."""
    given_up = Rescheduling.objects.filter(
        former_date_earliest__gte=YEAR.first, former_date_latest__lte=YEAR.last
    )
    found = Meeting.objects.filter(reschedulings__in=given_up, date_earliest__gt=YEAR.last)
    return set(found.filter(pk__in=[m.pk for m in meetings]).exclude(status="cancelled"))


@pytest.mark.parametrize(
    ("former", "now", "state", "moved_out"),
    [
        ("maart 2013", "januari 2014", {}, True),
        ("maart 2013", "januari 2014", {"held": True}, True),
        ("maart 2013", "januari 2014", {"cancelled": True}, False),
        ("maart 2013", "juni 2013", {}, False),
        ("maart 2013", "december 2013 of januari 2014", {}, False),
        ("maart 2013", "", {}, False),
        ("maart 2012", "januari 2014", {}, False),
        ("2013 of 2014", "januari 2015", {}, False),
        ("", "januari 2014", {}, False),
    ],
)
def test_moved_out_needs_a_date_given_up_in_the_period_and_one_after_it(
    former, now, state, moved_out
):
    meeting = HubFactory(date=read_date(now), **state)
    ReschedulingFactory(meeting=meeting, former_date=read_date(former))

    [as_read] = read_meetings(meeting.programme, 2013)

    assert is_moved_out(as_read, YEAR) is moved_out


@pytest.fixture
def target():
    target = TargetFactory(number=3)
    report_of(target.programme)
    return target


@pytest.fixture
def programme(target):
    return target.programme


def standing(meeting: Meeting) -> Standing:
    ledger = ledger_of(meeting.programme)
    return next(stands for unit, stands in ledger.units if unit.pk == meeting.pk)


@pytest.mark.parametrize(
    ("when", "fields", "expected"),
    [
        ("12 maart 2013", {"held": True}, Standing.HELD),
        ("2013", {"held": True}, Standing.HELD),
        ("31 december 2013", {"held": True}, Standing.HELD),
        ("", {"held": True}, Standing.TO_CONFIRM),
        ("december 2013 of januari 2014", {"held": True}, Standing.TO_CONFIRM),
        ("maart 2012", {"held": True}, Standing.HELD_ELSEWHERE),
        ("januari 2014", {"held": True}, Standing.HELD_ELSEWHERE),
        ("12 maart 2013", {}, Standing.TO_CONFIRM),
        ("31 maart 2014", {}, Standing.TO_CONFIRM),
        ("maart of april 2014", {}, Standing.IN_PREPARATION),
        ("mei 2014", {}, Standing.IN_PREPARATION),
        ("", {}, Standing.IN_PREPARATION),
        ("12 maart 2013", {"cancelled": True}, Standing.CANCELLED),
        ("", {"cancelled": True}, Standing.CANCELLED),
    ],
)
def test_standing_follows_date_and_status(target, when, fields, expected):
    assert standing(hub(target.programme, when, target=target, **fields)) is expected


@pytest.mark.parametrize("status", ["planned", "held"])
def test_moved_out_whether_held_later_or_not(target, status):
    meeting = hub(target.programme, "november 2013", target=target)
    meeting = reschedule(meeting, to=read_date("januari 2014"), by=BY)
    if status == "held":
        hold(meeting, by=BY)
    assert standing(meeting) is Standing.MOVED_OUT


def test_moved_twice_and_back_into_the_year_is_not_moved_out(target):
    meeting = hub(target.programme, "maart 2013", target=target)
    meeting = reschedule(meeting, to=read_date("januari 2014"), by=BY)
    meeting = reschedule(meeting, to=read_date("november 2013"), by=BY)
    assert standing(meeting) is Standing.TO_CONFIRM
    hold(meeting, by=BY)
    assert standing(meeting) is Standing.HELD


def test_moved_within_the_year_is_not_moved_out(target):
    meeting = hub(target.programme, "maart 2013", target=target)
    hold(reschedule(meeting, to=read_date("november 2013"), by=BY), by=BY)
    assert standing(meeting) is Standing.HELD


def test_moved_to_an_unknown_date_has_a_standing_of_its_own(target):
    meeting = reschedule(hub(target.programme, "maart 2013", target=target), to=None, by=BY)
    assert standing(meeting) is Standing.DATE_LOST


@pytest.mark.parametrize(
    ("when", "state", "good"),
    [
        ("mei 2013", {"held": True}, 1),
        ("mei 2013", {}, 0),
        ("januari 2014", {"held": True}, 0),
        ("2013 of 2014", {"held": True}, 0),
    ],
)
def test_replaced_by_what_was_held_in_the_year_is_made_good(target, when, state, good):
    other = hub(target.programme, when, **state)
    meeting = hub(target.programme, "maart 2013", target=target, cancelled=True, replaced_by=other)
    assert standing(meeting) is Standing.REPLACED
    ledger = ledger_of(target.programme)
    assert len(ledger.made_good) == len(ledger.fulfilled) == good


def test_moved_and_then_cancelled_is_cancelled(target):
    meeting = hub(target.programme, "maart 2013", target=target)
    cancel(reschedule(meeting, to=read_date("januari 2014"), by=BY), reason="venue", by=BY)
    assert standing(meeting) is Standing.CANCELLED


def test_corrected_date_is_no_move(target):
    meeting = hub(target.programme, "2013", target=target, held=True)
    meeting = correct_date(meeting, to=read_date("12 maart 2014"), by=BY, why="verkeerd jaar")
    assert standing(meeting) is Standing.HELD_ELSEWHERE


def test_extra_never_fills_the_gap(target):
    hub(target.programme, "maart 2013", held=True)
    ledger = ledger_of(target.programme)
    assert (ledger.unaccounted, len(ledger.extras), ledger.units) == (3, 1, ())


@pytest.mark.parametrize(
    ("when", "fields"),
    [("2014", {"held": True}), ("", {"held": True}), ("maart 2013", {"cancelled": True})],
)
def test_no_extra_when_outside_the_year_or_cancelled(target, when, fields):
    hub(target.programme, when, **fields)
    assert ledger_of(target.programme).extras == ()


def test_more_than_agreed_is_a_surplus(target):
    for _ in range(5):
        hub(target.programme, "2013", target=target, held=True)
    ledger = ledger_of(target.programme)
    assert (ledger.surplus, ledger.unaccounted, ledger.differs) == (2, 0, True)


def test_meeting_of_another_programme_never_counts(target):
    other = TargetFactory()
    hub(other.programme, "2013", target=other, held=True)
    hub(other.programme, "2013", held=True)
    ledger = ledger_of(target.programme)
    assert (ledger.units, ledger.extras) == ((), ())


def test_meeting_counts_for_the_year_of_its_target_only(target):
    later = TargetFactory(programme=target.programme, year=2014)
    hub(target.programme, "maart 2013", target=later, held=True)
    ledger = ledger_of(target.programme)
    assert (ledger.units, ledger.extras) == ((), ())
    assert len(ledger_of(target.programme, year=2014).units) == 1


def test_meeting_counts_for_its_own_line_only(target):
    hub(target.programme, "2013", target=target, held=True)
    ledger = ledger_of(target.programme, "leadership")
    assert (ledger.units, ledger.extras, ledger.agreed) == ((), (), None)


def test_without_an_agreed_number_nothing_is_unaccounted():
    programme = ProgrammeFactory()
    hub(programme, "2013", held=True)
    ledger = ledger_of(programme)
    assert (ledger.unaccounted, ledger.surplus, ledger.differs) == (None, 0, False)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Pilot.SessionsState.PREPARATION, Standing.IN_PREPARATION),
        (Pilot.SessionsState.RUNNING, Standing.RUNNING),
        (Pilot.SessionsState.COMPLETED, Standing.HELD),
    ],
)
def test_pilot_fills_its_target_whatever_its_dates(state, expected):
    target = TargetFactory(line="pilots", number=2)
    pilot = PilotFactory(programme=target.programme, target=target, sessions_state=state)
    SessionFactory(group__pilot=pilot, date=read_date("2014"))
    ledger = ledger_of(target.programme, "pilots")
    assert [(unit.pk, stands) for unit, stands in ledger.units] == [(pilot.pk, expected)]
    assert ledger.unaccounted == 1


@pytest.mark.parametrize(("when", "extras"), [("maart 2013", 1), ("2014", 0), ("", 0)])
def test_pilot_without_target_is_extra_where_a_session_may_lie_in_the_year(when, extras):
    programme = ProgrammeFactory()
    SessionFactory(group__pilot__programme=programme, date=read_date(when))
    assert len(ledger_of(programme, "pilots").extras) == extras

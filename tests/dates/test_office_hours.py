"""Moments at which one may ask an office to have answered: never at night, in a weekend, on a
holiday."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from dates.office_hours import first_from, is_working_day, last_until, within, working_days_later


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-27", True),
        ("2026-11-28", False),
        ("2026-12-25", False),
        ("2027-03-29", False),
        ("2027-04-27", False),
        ("2027-05-06", False),
        ("2027-05-17", False),
        ("2027-05-18", True),
    ],
    ids=[
        "vrijdag",
        "zaterdag",
        "eerste kerstdag",
        "tweede paasdag",
        "koningsdag",
        "hemelvaart",
        "tweede pinksterdag",
        "dinsdag",
    ],
)
def test_weekends_and_dutch_holidays_are_no_working_days(day, works):
    assert is_working_day(at(day).date()) is works


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        ("2026-11-27 12:15", "2026-11-27 12:15", "2026-11-27 12:15"),
        ("2026-11-27 03:00", "2026-11-27 10:00", "2026-11-26 17:00"),
        ("2026-11-27 22:00", "2026-11-30 10:00", "2026-11-27 17:00"),
        ("2026-11-28 12:00", "2026-11-30 10:00", "2026-11-27 17:00"),
        ("2026-12-25 12:00", "2026-12-28 10:00", "2026-12-24 17:00"),
        ("2027-04-27 12:00", "2027-04-28 10:00", "2027-04-26 17:00"),
    ],
)
def test_nearest_moment_in_office_hours(moment, first, last):
    assert (first_from(at(moment)), last_until(at(moment))) == (at(first), at(last))


@pytest.mark.parametrize(
    ("moment", "later"),
    [
        ("2026-11-24 11:00", "2026-11-26 11:00"),
        ("2026-11-27 16:00", "2026-12-01 16:00"),
        ("2026-11-28 09:00", "2026-12-02 10:00"),
        ("2026-12-23 16:00", "2026-12-28 16:00"),
        ("2027-03-26 11:00", "2027-04-01 10:00"),
    ],
    ids=["midweek", "over a weekend", "from a weekend", "over Christmas", "from Good Friday"],
)
def test_two_working_days_later_at_the_same_time(moment, later):
    assert working_days_later(at(moment), 2) == at(later)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)))
def test_whatever_the_moment_what_is_asked_lies_in_office_hours(naive):
    moment = timezone.make_aware(naive)

    first, last, later = first_from(moment), last_until(moment), working_days_later(moment, 2)

    assert [within(each) for each in (first, last, later)] == [True] * 3
    assert last <= moment <= first
    assert later - moment >= timedelta(hours=48)

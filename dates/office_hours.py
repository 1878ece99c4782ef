"""Moments at which one may ask people at an office in the Netherlands to have answered.

Never at night, in a weekend or on a national holiday. The window begins an hour after offices
open, so that who reads mail in the morning is not just too late; `OPENS` is for where that hour
cannot be waited for.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone
from holidays import country_holidays

OPENS, FIRST, LAST = time(9), time(10), time(17)
DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NL", years=year))


def is_holiday(day: date) -> bool:
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def within(moment: datetime) -> bool:
    local = timezone.localtime(moment)
    return is_working_day(local.date()) and OPENS <= local.time() <= LAST


def first_from(moment: datetime, begin: time = FIRST) -> datetime:
    """The moment itself where it lies in the window, else when the window next begins."""
    local = timezone.localtime(moment)
    day = local.date() if local.time() <= LAST else local.date() + DAY
    while not is_working_day(day):
        day += DAY
    return max(moment, _at(day, begin))


def last_until(moment: datetime) -> datetime:
    """The moment itself where it lies in the window, else when the window last ended."""
    local = timezone.localtime(moment)
    day = local.date() if local.time() >= FIRST else local.date() - DAY
    while not is_working_day(day):
        day -= DAY
    return min(moment, _at(day, LAST))


def working_days_later(moment: datetime, days: int) -> datetime:
    """At the same time so many working days later; counted from when the window is open."""
    local = timezone.localtime(first_from(moment))
    day = local.date()
    for _ in range(days):
        day += DAY
        while not is_working_day(day):
            day += DAY
    return _at(day, local.time())


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))

"""On which days the sessions of a group fall, at an interval that skips what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dates.office_hours import is_holiday

from .models import Vacation

WEEK = timedelta(weeks=1)


class Skipped(NamedTuple):
    day: date
    why: str

    def __str__(self) -> str:
        return f"{self.day:%-d-%-m-%Y} ({self.why})"


@dataclass(frozen=True)
class ClosedDays:
    """National holidays, and the days that staff marked as vacation."""

    vacations: tuple[tuple[date, date, str], ...]

    @classmethod
    def known(cls) -> "ClosedDays":
        return cls(tuple(Vacation.objects.values_list("first", "last", "name")))

    def why(self, day: date) -> str:
        """Empty where nothing is closed."""
        if is_holiday(day):
            return "feestdag"
        return next((name for first, last, name in self.vacations if first <= day <= last), "")


def session_days(
    first: date, number: int, *, weeks: int, closed: ClosedDays
) -> tuple[list[date], list[Skipped]]:
    """The first day as it was given; a later one that is closed moves on by whole weeks, so that
    it keeps its weekday, and what follows is counted from there."""
    days, skipped = [first], []
    while len(days) < number:
        day = days[-1] + weeks * WEEK
        while why := closed.why(day):
            skipped.append(Skipped(day, why))
            day += WEEK
        days.append(day)
    return days, skipped


def once(skipped: Iterable[Skipped]) -> list[Skipped]:
    return sorted(set(skipped))

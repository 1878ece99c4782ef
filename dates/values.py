"""Dates as precise as they are known: a day, a month, a year, a stretch, or unknown.

An `ApproximateDate` is an inclusive interval and, where a day, month or year does not say it, the
words it is written in ("maart of april 2014"). Unknown is None, everywhere. Nothing here ever
makes a day of a date that is less precise (domain.md, rule 5).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
UNKNOWN = "datum niet vastgelegd"
MOST_DAYS = 7
"""Of something that takes several days; what is longer is a stretch in which it lies."""
DOUBT = (
    "(^|[^a-z])(of|tussen|rond|rondom|omstreeks|ongeveer|circa|ca|plm|begin|half|halverwege|medio"
    "|midden|eind|einde|helft|week|weken|weeknr|weeknummer|wk|w|voor|na|vanaf|uiterlijk|ergens"
    "|mogelijk|misschien|wellicht|waarschijnlijk|vermoedelijk|voorlopig|nog|niet|een van|[?~±])"
    "([^a-z]|$)"
)
"""A regular expression, for Python and for the database, of words that leave the day open."""


class Answer(Enum):
    """What an approximate date can say about a question of time."""

    YES = "ja"
    NO = "nee"
    UNDECIDED = "niet te zeggen"


@dataclass(frozen=True)
class Period:
    """Inclusive stretch of whole days."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True)
class ApproximateDate:
    """Somewhere from `earliest` up to and including `latest`."""

    earliest: date
    latest: date
    wording: str = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError("De eerste dag ligt na de laatste.")

    @classmethod
    def of_day(cls, day: date) -> "ApproximateDate":
        return cls(day, day)

    @classmethod
    def of_month(cls, year: int, month: int) -> "ApproximateDate":
        return cls(date(year, month, 1), last_day(year, month))

    @classmethod
    def of_year(cls, year: int) -> "ApproximateDate":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def day(self) -> date | None:
        """The day, if it is known to the day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def is_known_to_the_day(self) -> bool:
        """One day, or a few that are written as days: "12 en 13 maart 2027", but not "12 of 13
        maart", a week, or an interval without words, which means somewhere in it."""
        if self.day:
            return True
        days = (self.latest - self.earliest).days + 1
        return bool(self.wording) and days <= MOST_DAYS and not re.search(DOUBT, self.wording, re.I)

    @property
    def is_month(self) -> bool:
        first, last = self.earliest, self.latest
        return first.day == 1 and last == last_day(first.year, first.month)

    @property
    def is_year(self) -> bool:
        return self == ApproximateDate(
            date(self.earliest.year, 1, 1), date(self.earliest.year, 12, 31), self.wording
        )

    def lies_in(self, period: Period) -> Answer:
        if period.first <= self.earliest and self.latest <= period.last:
            return Answer.YES
        if self.latest < period.first or period.last < self.earliest:
            return Answer.NO
        return Answer.UNDECIDED

    def lies_before(self, day: date) -> Answer:
        if self.latest < day:
            return Answer.YES
        return Answer.NO if day <= self.earliest else Answer.UNDECIDED

    def lies_after(self, day: date) -> Answer:
        if self.earliest > day:
            return Answer.YES
        return Answer.NO if self.latest <= day else Answer.UNDECIDED

    @property
    def in_full(self) -> str:
        """With its weekday where it is one day: vrijdag 12 maart 2027."""
        return write_weekday(self.day) if self.day else str(self)

    def __str__(self) -> str:
        return self.wording or _in_words(self)


@lru_cache(4096)
def _in_words(when: ApproximateDate) -> str:
    """Of one that was given no words; kept, since a report prints a date in many tables."""
    if when.day:
        return write_day(when.day)
    if when.is_month:
        return f"{MONTHS[when.earliest.month - 1]} {when.earliest.year}"
    if when.is_year:
        return str(when.earliest.year)
    return f"tussen {write_day(when.earliest)} en {write_day(when.latest)}"


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def write_day(day: date) -> str:
    """12 maart 2013"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_weekday(day: date) -> str:
    """dinsdag 12 maart 2013"""
    return f"{WEEKDAYS[day.weekday()]} {write_day(day)}"


def spell_out(when: ApproximateDate) -> str:
    """What is read, to the day: "1 maart tot en met 30 april 2014"."""
    first, last = write_day(when.earliest), write_day(when.latest)
    if when.day:
        return write_weekday(when.day)
    if when.earliest.year == when.latest.year:
        first = first.rsplit(" ", 1)[0]
        if when.earliest.month == when.latest.month:
            first = str(when.earliest.day)
    return f"{first} tot en met {last}"


def write_with_days(when: ApproximateDate | None) -> str:
    """Words with what they are read as: "najaar 2013 (1 september tot en met 30 november 2013)"."""
    if when is None or not when.wording:
        return write(when)
    return f"{when} ({spell_out(when)})"


def write(when: ApproximateDate | None) -> str:
    return UNKNOWN if when is None else str(when)

"""Dates in the demo files.

Written as staff write them ("januari 2014", "24-2-2014"), and for the example programme also
relative to the day on which it is loaded:

- "donderdag week +3": the Thursday of the third week after this one;
- "donderdag week 11 vorig jaar": the Thursday of week 11 (ISO 8601) of last year;
- "vorig jaar", "dit jaar", "volgend jaar" stand for a year, also in "maart vorig jaar".
"""

import datetime
import re
from dataclasses import dataclass

from dates.entry import read_date
from dates.values import ApproximateDate

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
YEARS = {"vorig jaar": -1, "dit jaar": 0, "volgend jaar": 1}
RELATIVE = re.compile(rf"({'|'.join(WEEKDAYS)}) week ([+-]\d+)")
NUMBERED = re.compile(rf"({'|'.join(WEEKDAYS)}) week (\d+) (\d{{4}})")


@dataclass(frozen=True)
class Moments:
    """Reads what the demo files say of time, seen from `today`."""

    today: datetime.date

    def date(self, text: str) -> ApproximateDate | None:
        text = self._with_years(text)
        if match := RELATIVE.fullmatch(text):
            return ApproximateDate.of_day(self._in_weeks(match[1], int(match[2])))
        if match := NUMBERED.fullmatch(text):
            weekday = WEEKDAYS.index(match[1]) + 1
            return ApproximateDate.of_day(
                datetime.date.fromisocalendar(int(match[3]), int(match[2]), weekday)
            )
        return read_date(text)

    def known(self, text: str) -> ApproximateDate:
        """The same, of what must be known; ValueError where it is not."""
        if found := self.date(text):
            return found
        raise ValueError("a date is missing")

    def year(self, written: int | str) -> int:
        return int(self._with_years(str(written)))

    def _with_years(self, text: str) -> str:
        for words, step in YEARS.items():
            text = text.replace(words, str(self.today.year + step))
        return text

    def _in_weeks(self, weekday: str, weeks: int) -> datetime.date:
        monday = self.today - datetime.timedelta(days=self.today.weekday())
        return monday + datetime.timedelta(weeks=weeks, days=WEEKDAYS.index(weekday))

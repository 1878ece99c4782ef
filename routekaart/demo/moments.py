"""Dates in the demo files.

Written as staff write them ("januari 2014", "24-2-2014"), and for the example programme also
relative to the day on which it is loaded:

- "donderdag week +3": the Thursday of the third week after this one;
- "donderdag week 11 vorig jaar": the Thursday of week 11 (ISO 8601) of last year;
- "vorig jaar", "dit jaar", "volgend jaar" stand for a year, also in "maart vorig jaar".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dates.entry import read_date
from dates.values import ApproximateDate

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
YEARS = {"vorig jaar": -1, "dit jaar": 0, "volgend jaar": 1}
RELATIVE = re.compile(rf"({'|'.join(WEEKDAYS)}) week ([+-]\d+)")
NUMBERED = re.compile(rf"({'|'.join(WEEKDAYS)}) week (\d+) (\d{{4}})")


@dataclass(frozen=True)
class Moments:
    """Reads what the demo files say of time, seen from `today`."""

    today: date

    def date(self, text: str) -> ApproximateDate | None:
        text = self._with_years(text)
        if match := RELATIVE.fullmatch(text):
            return ApproximateDate.of_day(self._in_weeks(match[1], int(match[2])))
        if match := NUMBERED.fullmatch(text):
            weekday = WEEKDAYS.index(match[1]) + 1
            return ApproximateDate.of_day(
                date.fromisocalendar(int(match[3]), int(match[2]), weekday)
            )
        return read_date(text)

    def year(self, written: int | str) -> int:
        return int(self._with_years(str(written)))

    def _with_years(self, text: str) -> str:
        for words, step in YEARS.items():
            text = text.replace(words, str(self.today.year + step))
        return text

    def _in_weeks(self, weekday: str, weeks: int) -> date:
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + timedelta(weeks=weeks, days=WEEKDAYS.index(weekday))

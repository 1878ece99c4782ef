"""What a cell holds, as the text that a Dutch person would have typed."""

import re
from datetime import date, datetime, time
from typing import Any

MARKED = re.compile(r"^'(?=[=+\-@\t\r]|\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?$)")
"""The apostrophe that our own CSV files put before a text that a program would read otherwise."""
WITH_SECONDS = re.compile(r"^(\d{1,2}):(\d{2}):00$")
"""A time as LibreOffice writes it in a CSV file."""
WHOLE_UP_TO = 10**15
"""Beyond it a spreadsheet does not keep every digit of a number."""


def typed(value: Any) -> str:
    """A text back from our own export is as it was before it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return _time(value)
    if isinstance(value, float):
        return _number(value)
    text = str(value).replace("\u00a0", " ").strip()
    return MARKED.sub("", WITH_SECONDS.sub(r"\1.\2", text))


def _day(value: date) -> str:
    return f"{value.day:02}-{value.month:02}-{value.year:04}"


def _time(value: time) -> str:
    return f"{value.hour}.{value.minute:02}"


def _moment(value: datetime) -> str:
    """A spreadsheet holds a day as midnight."""
    return _day(value) if value.time() == time() else f"{_day(value)} {_time(value.time())}"


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < WHOLE_UP_TO:
        return str(int(value))
    return repr(value).replace(".", ",")

"""A date as the small block beside a meeting: never more precise than it is known, never broken."""

import re
from datetime import date
from typing import NamedTuple

from django import template
from django.utils.formats import date_format

from dates.values import ApproximateDate

register = template.Library()

SHORT = 8
"""Letters that fit beside each other in a block."""
WORD_AND_YEAR = re.compile(rf"([^\W\d]{{1,{SHORT}}}) (\d{{4}})")


class Block(NamedTuple):
    """Three lines, of which the last may be empty."""

    head: str
    main: str
    foot: str = ""


@register.filter
def date_block(when: ApproximateDate) -> Block:
    """Of "maart of april 2014" mrt–apr above 2014; "najaar 2014" keeps its word."""
    first, last = when.earliest, when.latest
    if word := WORD_AND_YEAR.fullmatch(when.wording):
        return Block(word[1], word[2])
    if first.year != last.year:
        return _of_years(when)
    if (first.month, when.wording) == (last.month, ""):
        return _of_days(when)
    if when.is_year:
        return Block("in", str(first.year))
    months = [_month(first)] if first.month == last.month else [_month(first), _month(last)]
    return Block("–".join(months), str(first.year))


@register.filter
def date_stamp(when: ApproximateDate) -> str:
    """For machines, as HTML writes a day, a month or a year; empty for any other stretch."""
    if when.wording:
        return ""
    if when.day:
        return when.day.isoformat()
    if when.is_month:
        return f"{when.earliest:%Y-%m}"
    return str(when.earliest.year) if when.is_year else ""


def _of_days(when: ApproximateDate) -> Block:
    """A day, some days after each other, or a whole month."""
    first, last = when.earliest, when.latest
    if when.is_month:
        return Block(_month(first), str(first.year))
    days = str(first.day) if when.day else f"{first.day}–{last.day}"
    return Block(_month(first), days, str(first.year))


def _of_years(when: ApproximateDate) -> Block:
    first, last = when.earliest, when.latest
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return Block(str(first.year), "–", str(last.year))
    return Block(f"{_month(first)} {first.year}", "–", f"{_month(last)} {last.year}")


def _month(day: date) -> str:
    return date_format(day, "b")

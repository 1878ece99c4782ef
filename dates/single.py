"""Reading one date: a day, a week, a month, a season, a year or a part of these.

Texts are in lower case here, with single spaces and plain dashes (see `dates.entry`). A stretch
between two dates is read in `dates.stretch`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from .refusing import Refusal
from .values import WEEKDAYS, ApproximateDate, last_day, write_day
from .words import (
    BEGIN,
    BESIDE_SUMMER,
    END,
    MIDDLE,
    MONTH_NUMBERS,
    ORDINALS,
    PARTS,
    SCHOOL_YEARS,
    SEASONS,
    WEEKDAY_NUMBERS,
    YEAR_PARTS,
    any_of,
)

LAST_OF_THIS_CENTURY = 68
"""'68 is 2068 and '69 is 1969, as POSIX has it."""
DECEMBER = 12


def read_single(text: str) -> ApproximateDate | None:
    """The one date that `text` says, with its words where a day, month or year does not say it.

    Raises ValueError where it says a date that does not exist, Refusal where a sentence tells why.
    """
    if match := re.fullmatch(rf"({any_of(WEEKDAY_NUMBERS)})\.?,? (.+)", text, re.ASCII):
        return _read_weekday(WEEKDAY_NUMBERS[match[1]], match[2])
    if found := _first_match(PLAIN, text):
        return found
    found = _first_match(WORDED, text)
    return found and ApproximateDate(found.earliest, found.latest, text)


def _first_match(patterns: "Patterns", text: str) -> ApproximateDate | None:
    for pattern, build in patterns:
        if match := re.fullmatch(pattern, text, re.ASCII):
            return build(*match.groups())
    return None


def _read_weekday(weekday: int, text: str) -> ApproximateDate | None:
    """A day with its weekday, which has to fit; "donderdag week 12 2014" is a day too."""
    if text.startswith("w") and (week := _first_match(WEEKS, text)):
        return ApproximateDate.of_day(week.earliest + timedelta(weekday))
    found = _first_match(PLAIN, text)
    if found is None or found.day is None:
        return None
    if found.day.weekday() != weekday:
        raise Refusal(
            f"{write_day(found.day)} valt op een {WEEKDAYS[found.day.weekday()]}, "
            f"niet op een {WEEKDAYS[weekday]}. Controleer de dag en de datum."
        )
    return found


def _year_number(text: str) -> int:
    digits = text.lstrip("'")
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= LAST_OF_THIS_CENTURY else 1900)


def _day(day: str, month: str, year: str) -> ApproximateDate:
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month]
    return ApproximateDate.of_day(date(_year_number(year), number, int(day)))


def _iso_day(year: str, month: str, day: str) -> ApproximateDate:
    return _day(day, month, year)


def _month(month: str, year: str) -> ApproximateDate:
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month]
    date(_year_number(year), number, 1)
    return ApproximateDate.of_month(_year_number(year), number)


def _iso_month(year: str, month: str) -> ApproximateDate:
    """2014-03; but 2013-14 are two years, and 2011-12 may be either."""
    if int(month) != int(year) % 100 + 1:
        return _month(month, year)
    years = f"{year}-{int(year) + 1}"
    if int(month) > DECEMBER:
        raise Refusal(f"Deze datum begrijpen we niet. Bedoelt u {years}?")
    raise Refusal(f"Dit kan {_month(month, year)} zijn, of {years}. Schrijf wat u bedoelt.")


def _year(year: str) -> ApproximateDate:
    return ApproximateDate.of_year(_year_number(year))


def _stretch(months: tuple[int, int], year: str) -> ApproximateDate:
    number = _year_number(year)
    return ApproximateDate(date(number, months[0], 1), last_day(number, months[1]))


def _season(season: str, year: str) -> ApproximateDate:
    return _stretch(SEASONS[season], year)


def _beside_summer(side: str, year: str) -> ApproximateDate:
    return _stretch(BESIDE_SUMMER[side], year)


def _winter(first: str, last: str) -> ApproximateDate:
    year = _first_of_two("winter", first, last)
    return ApproximateDate(date(year, 12, 1), last_day(year + 1, 2))


def _school_year(name: str, first: str, last: str) -> ApproximateDate:
    year = _first_of_two(name, first, last)
    month = SCHOOL_YEARS[name]
    return ApproximateDate(date(year, month, 1), last_day(year + 1, month - 1))


def _first_of_two(name: str, first: str, last: str) -> int:
    year = _year_number(first)
    if _year_number(last) != year + 1:
        raise Refusal(
            f"Schrijf bij “{name}” twee jaren na elkaar, bijvoorbeeld {name} {year}/{year + 1}."
        )
    return year


def _one_year_of_two(name: str, written: str) -> ApproximateDate:
    year = _year_number(written)
    raise Refusal(
        f"Schrijf bij “{name}” beide jaren: {name} {year - 1}/{year} of {name} {year}/{year + 1}."
    )


def _year_part(part: str, year: str) -> ApproximateDate:
    return _stretch(YEAR_PARTS[PARTS[part]], year)


def _month_part(part: str, month: str, year: str) -> ApproximateDate:
    whole = _month(month, year)
    days = {BEGIN: (1, 10), MIDDLE: (10, 20), END: (21, whole.latest.day)}[PARTS[part]]
    return _days_of(whole, *days)


def _days_of(month: ApproximateDate, first: int, last: int) -> ApproximateDate:
    return ApproximateDate(month.earliest.replace(day=first), month.earliest.replace(day=last))


def _half(half: str, year: str) -> ApproximateDate:
    return _stretch((1, 6) if ORDINALS[half] == 1 else (7, 12), year)


def _half_month(half: str, month: str, year: str) -> ApproximateDate:
    whole = _month(month, year)
    return _days_of(whole, *((1, 15) if ORDINALS[half] == 1 else (16, whole.latest.day)))


def _quarter(quarter: str, year: str) -> ApproximateDate:
    first = 3 * ORDINALS.get(quarter, int(quarter[0]) if quarter[0].isdigit() else 0) - 2
    return _stretch((first, first + 2), year)


def _quarter_of(year: str, quarter: str) -> ApproximateDate:
    return _quarter(quarter, year)


def _week(week: str, year: str) -> ApproximateDate:
    try:
        monday = date.fromisocalendar(_year_number(year), int(week), 1)
    except ValueError as error:
        raise Refusal(f"Week {week} van {_year_number(year)} bestaat niet.") from error
    return ApproximateDate(monday, monday + timedelta(6))


def _week_of(year: str, week: str) -> ApproximateDate:
    return _week(week, year)


Patterns = tuple[tuple[str, Callable[..., ApproximateDate]], ...]
DAY = r"(\d{1,2})"
FULL_YEAR = r"([12]\d{3})"
YEAR = r"([12]\d{3}|'\d{2})"
SHORT_YEAR = r"([12]\d{3}|'?\d{2})"
MONTH = rf"({any_of(MONTH_NUMBERS)})\.?"
ARTICLE = r"(?:het |de )?"
OF = r"(?:,? | van | van het jaar )"
BETWEEN = r" ?[-/.] ?"
TWO_YEARS = rf"{OF}{YEAR} ?[-/] ?{SHORT_YEAR}"
PART = rf"(?:het )?({any_of(PARTS)})"
HALF = r"(?:de |het )?(eerste|1e|1ste|tweede|2e|2de)"
QUARTER = rf"(?:het )?({any_of(ORDINALS)}) kwartaal"
WEEK = r"(?:week|weeknr\.?|weeknummer|wk\.?) ?(\d{1,2})"
PLAIN: Patterns = (
    (rf"(?:(?:het )?jaar )?{YEAR}", _year),
    (rf"{DAY}{BETWEEN}{DAY}{BETWEEN}{SHORT_YEAR}", _day),
    (rf"{FULL_YEAR}[-/.]{DAY}[-/.]{DAY}", _iso_day),
    (rf"(?:de )?{DAY}(?:e|ste|de)?[ \-/]{MONTH}[ \-/]{YEAR}", _day),
    (rf"(?:de )?(?:maand )?{MONTH}(?: van)?[ \-/]{YEAR}", _month),
    (rf"{DAY}{BETWEEN}{YEAR}", _month),
    (rf"{FULL_YEAR}[-/](\d{{1,2}})", _iso_month),
)
WEEKS: Patterns = (
    (rf"(?:de )?{WEEK}(?:{OF}|[-/]){YEAR}", _week),
    (rf"{FULL_YEAR}[ -]?(?:w|week ?)(\d{{1,2}})", _week_of),
)
WORDED: Patterns = (
    (rf"{ARTICLE}({any_of(SEASONS)}){OF}{YEAR}", _season),
    (rf"(voor|na) de zomer{OF}{YEAR}", _beside_summer),
    (rf"(?:de )?winter{TWO_YEARS}", _winter),
    (rf"(?:de )?(winter){OF}{YEAR}", _one_year_of_two),
    (rf"(?:het )?({any_of(SCHOOL_YEARS)}){TWO_YEARS}", _school_year),
    (rf"(?:het )?({any_of(SCHOOL_YEARS)}){OF}{YEAR}", _one_year_of_two),
    (rf"{PART}{OF}{YEAR}", _year_part),
    (rf"{PART}(?:,? |-| van ){MONTH} {YEAR}", _month_part),
    (rf"{HALF} (?:helft|halfjaar|half jaar){OF}{YEAR}", _half),
    (rf"{HALF} helft(?: van)? {MONTH} {YEAR}", _half_month),
    (rf"{QUARTER}{OF}{YEAR}", _quarter),
    (rf"(?:q|kwartaal )([1-4])(?:{OF}| ?[-/] ?){YEAR}", _quarter),
    (rf"{FULL_YEAR}[ -/]?(?:q|kwartaal )([1-4])", _quarter_of),
    (rf"(?:heel|(?:de )?loop van|ergens in) {YEAR}", _year),
    *WEEKS,
)

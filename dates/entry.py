"""Reading dates the way staff write them: "2013", "najaar 2014", "maart of april 2014".

What the words stand for, as inclusive intervals; the words themselves are kept and printed:

- a season: voorjaar March to May, zomer June to August, najaar September to November,
  winter December to February (named after the year of its January);
- a part of a year: begin January to March, medio May to August, eind October to December;
- a part of a month: begin days 1 to 10, medio days 10 to 20, eind day 21 to the last;
- two of these ("eind 2013 of begin 2014"): from the first day of one to the last of the other.

Words are kept in lower case, as Dutch writes months and seasons within a sentence.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from .values import MONTHS, ApproximateDate, last_day

EXAMPLES = "2013, januari 2014, maart of april 2014, najaar 2014 of 24-2-2014"
NOT_UNDERSTOOD = f"Deze datum begrijpen we niet. Schrijf bijvoorbeeld {EXAMPLES}."

SEASONS = {
    "voorjaar": (3, 5),
    "lente": (3, 5),
    "zomer": (6, 8),
    "najaar": (9, 11),
    "herfst": (9, 11),
}
YEAR_PARTS = {"begin": (1, 3), "medio": (5, 8), "eind": (10, 12)}
HALVES = {"eerste helft": (1, 6), "tweede helft": (7, 12)}
QUARTERS = {"eerste kwartaal": 1, "tweede kwartaal": 4, "derde kwartaal": 7, "vierde kwartaal": 10}
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {"mrt": 3, "sept": 9}
MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))


def read_date(text: str) -> ApproximateDate | None:
    """The date that `text` says; None for an empty text.

    Raises ValueError with a Dutch sentence where the text is no date.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _read_one(text) or _read_two(text)
    if found is None:
        raise ValueError(NOT_UNDERSTOOD)
    return found


def _read_one(text: str) -> ApproximateDate | None:
    for pattern, build in PATTERNS:
        if match := re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII):
            groups = ((group or "").lower() for group in match.groups())
            return _build(build, groups, text)
    return None


def _read_two(text: str) -> ApproximateDate | None:
    """A stretch between two dates: "eind 2013, begin 2014", "voorjaar of zomer 2014"."""
    for between in re.finditer(BETWEEN, text, re.IGNORECASE | re.ASCII):
        last = _read_one(text[between.end() :])
        first = last and _read_first(text[: between.start()], text[between.end() :])
        if first and last:
            return _build(ApproximateDate, (first.earliest, last.latest), text)
    return None


def _read_first(words: str, last_words: str) -> ApproximateDate | None:
    """The first of two dates, which may leave its year to the second; a bare year gives none."""
    year = last_words[-4:]
    may_share = re.fullmatch(rf".*[a-z]\.? {YEAR}", last_words, re.IGNORECASE | re.ASCII)
    return _read_one(words) or (_read_one(f"{words} {year}") if may_share else None)


def _build(build: Callable, parts: Iterable[object], text: str) -> ApproximateDate:
    try:
        return build(*parts, text.lower())
    except ValueError as error:
        raise ValueError(
            f"De datum “{text}” bestaat niet. Controleer dag, maand en jaar."
        ) from error


def _day(day: str, month: str, year: str, _text: str) -> ApproximateDate:
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month]
    return ApproximateDate.of_day(date(int(year), number, int(day)))


def _iso_day(year: str, month: str, day: str, text: str) -> ApproximateDate:
    return _day(day, month, year, text)


def _month(month: str, year: str, _text: str) -> ApproximateDate:
    return ApproximateDate.of_month(int(year), MONTH_NUMBERS[month])


def _year(year: str, _text: str) -> ApproximateDate:
    return ApproximateDate.of_year(int(year))


def _months(first: str, first_year: str, last: str, year: str, text: str) -> ApproximateDate:
    start = date(int(first_year or year), MONTH_NUMBERS[first], 1)
    return ApproximateDate(start, last_day(int(year), MONTH_NUMBERS[last]), text)


def _years(first: str, last: str, text: str) -> ApproximateDate:
    return ApproximateDate(date(int(first), 1, 1), date(int(last), 12, 31), text)


def _winter(year: str, text: str) -> ApproximateDate:
    return ApproximateDate(date(int(year) - 1, 12, 1), last_day(int(year), 2), text)


def _stretch(months: tuple[int, int], year: str, text: str) -> ApproximateDate:
    return ApproximateDate(date(int(year), months[0], 1), last_day(int(year), months[1]), text)


def _season(season: str, year: str, text: str) -> ApproximateDate:
    return _stretch(SEASONS[season], year, text)


def _year_part(part: str, year: str, text: str) -> ApproximateDate:
    return _stretch(YEAR_PARTS[part], year, text)


def _half(half: str, year: str, text: str) -> ApproximateDate:
    return _stretch(HALVES[half], year, text)


def _quarter(quarter: str, year: str, text: str) -> ApproximateDate:
    first = QUARTERS[quarter]
    return _stretch((first, first + 2), year, text)


def _month_part(part: str, month: str, year: str, text: str) -> ApproximateDate:
    number = MONTH_NUMBERS[month]
    days = {"begin": (1, 10), "medio": (10, 20), "eind": (21, last_day(int(year), number).day)}
    first, last = days[part]
    return ApproximateDate(date(int(year), number, first), date(int(year), number, last), text)


def _days(first: str, last: str, month: str, year: str, text: str) -> ApproximateDate:
    number = MONTH_NUMBERS[month]
    start, end = date(int(year), number, int(first)), date(int(year), number, int(last))
    return ApproximateDate(start, end, text)


YEAR = r"([12]\d{3})"
VAN = r"(?:van )?"
DAY = r"(\d{1,2})"
BETWEEN = r" (?:of|en|tot en met|tot|t/m) |, ?| ?[-/–] ?"
OR = r"\s*(?:of|en|t/m|tot en met|tot|/|-|–)\s*"
PATTERNS: tuple[tuple[str, Callable[..., ApproximateDate]], ...] = (
    (YEAR, _year),
    (rf"{DAY}[-/.]{DAY}[-/.]{YEAR}", _day),
    (rf"{YEAR}-{DAY}-{DAY}", _iso_day),
    (rf"{DAY} ({MONTH})\.? {YEAR}", _day),
    (rf"({MONTH})\.? {YEAR}", _month),
    (rf"({MONTH})\.?(?: {YEAR})?{OR}({MONTH})\.? {YEAR}", _months),
    (rf"{YEAR}{OR}{YEAR}", _years),
    (rf"{DAY}{OR}{DAY} ({MONTH})\.? {YEAR}", _days),
    (rf"({'|'.join(SEASONS)}) {VAN}{YEAR}", _season),
    (rf"winter {VAN}{YEAR}", _winter),
    (rf"(begin|medio|eind) {VAN}{YEAR}", _year_part),
    (rf"(begin|medio|eind) {VAN}({MONTH})\.? {YEAR}", _month_part),
    (rf"({'|'.join(HALVES)}) {VAN}{YEAR}", _half),
    (rf"({'|'.join(QUARTERS)}) {VAN}{YEAR}", _quarter),
)

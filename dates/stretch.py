"""Reading a stretch between two dates: "eind 2013, begin 2014", "24 t/m 26 februari 2014".

The first date may leave to the second what they share. "of" joins two possibilities, also with
time between them; "en", a comma and a slash only what is next to each other; "t/m", a dash and
"tussen … en …" everything from the first up to and including the last.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from .refusing import APART, MIXED, NOT_IN_ORDER, Refusal
from .single import read_single
from .values import ApproximateDate

JOINS = r" (of|en|&|en/of|dan wel|t/m|tot en met) | (-) |(, ?)| (/) | ?(-|/) ?"
RANGES = {"t/m", "tot en met", "-"}
POSSIBILITIES = {"of", "en/of", "dan wel"}
LIST = "list"
MAX_JOINS = 3
NUMBERED_WEEKS = (
    r"(?:week|weken|wk\.?) (\d{1,2})( ?(?:-|/|\ben\b|\bof\b|t/m|tot en met) ?)(\d{1,2})\b"
)


def read_stretch(text: str) -> ApproximateDate | None:
    """The stretch that `text` says, without words. Raises as `read_single` does."""
    text = re.sub(NUMBERED_WEEKS, r"week \1\2week \3", text)
    if match := re.fullmatch(r"tussen (.+) en (.+)", text):
        return _join(match[1], "t/m", match[2])
    if match := re.fullmatch(r"(?:van|vanaf) (.+)", text):
        return _first_success(match[1], only=RANGES)
    return _first_success(text)


def _first_success(text: str, only: set[str] | None = None) -> ApproximateDate | None:
    """Of all places where the text can be cut in two; an error only where none gives a date."""
    trouble = None
    cuts = list(_cuts(text))
    for first, join, last in cuts if len(cuts) <= MAX_JOINS * 2 else ():
        if only and join not in only:
            continue
        try:
            if found := _join(first, join, last):
                return found
        except ValueError as error:
            trouble = trouble or error
    if trouble:
        raise trouble
    return None


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(JOINS, text):
        first, last = text[: match.start()], text[match.end() :]
        join = match[0].strip()
        if match[5] and not _may_cut(first, last):
            continue
        yield first, join, last


def _may_cut(first: str, last: str) -> bool:
    """Within a date of numbers alone a dash cuts nothing: 24-2-2014. But 2013-2014 is two years."""
    if re.search("[a-z]", first + last):
        return True
    years = r"[12]\d{3}|'\d\d"
    return bool(re.fullmatch(years, first) and re.fullmatch(years, last))


def _join(first_words: str, join: str, last_words: str) -> ApproximateDate | None:
    last = read_single(last_words)
    if not last:
        return None
    first, precision = _read_first(first_words, last, last_words)
    if not first:
        return None
    if precision not in (LIST, _precision(last)):
        raise Refusal(MIXED)
    if not (first.earliest < last.earliest and first.latest < last.latest):
        raise Refusal(NOT_IN_ORDER)
    apart = first.latest + timedelta(1) < last.earliest
    if apart and join not in RANGES | POSSIBILITIES:
        raise Refusal(APART)
    return ApproximateDate(first.earliest, last.latest)


def _precision(when: ApproximateDate) -> str:
    """A year or a day stands beside its like only: "maart 2014 of 2015" can mean two things."""
    if when.wording:
        return "stretch"
    return "day" if when.day else "year" if when.is_year else "stretch"


def _read_first(
    words: str, last: ApproximateDate, last_words: str
) -> tuple[ApproximateDate | None, str]:
    """The first date, completed with what the second says of both: its year, or month and year."""
    if found := read_single(words):
        return found, _precision(found)
    if re.fullmatch(r"[12]\d{3}|'\d\d", last_words):
        return None, ""
    tails = [last_words[cut.start() :] for cut in re.finditer(r"[ \-/.]", last_words)]
    for tail in tails:
        if found := read_single(words + tail):
            if found.wording and not last.wording:
                raise Refusal(MIXED)  # "eind maart of april 2014" may be the end of April
            return found, _precision(found)
    return next(filter(None, (_list_of(words + tail) for tail in tails)), None), LIST


def _list_of(text: str) -> ApproximateDate | None:
    """What stands before the last of three: "1, 2" of "1, 2 en 3 maart 2014"."""
    return _first_success(text) if len(re.findall(JOINS, text)) < MAX_JOINS else None

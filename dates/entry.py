"""Reading dates the way staff write them: "2013", "najaar 2014", "maart of april 2014".

What the words stand for, as inclusive intervals; the words themselves are kept and printed:

- a season: voorjaar March to May, zomer June to August, najaar September to November, winter
  December to February, with both its years ("winter 2013/2014");
- a part of a year: begin January to March, medio or half May to August, eind October to December,
  "voor de zomer" January to May, "na de zomer" September to December;
- a part of a month: begin days 1 to 10, medio or half days 10 to 20, eind day 21 to the last,
  its halves days 1 to 15 and 16 to the last;
- a week as ISO 8601 numbers it; a schooljaar August to July, a studiejaar September to August;
- two dates ("eind 2013 of begin 2014"): from the first day of one to the last of the other.

Reading is strict: nothing is longer than its words say, and what may mean two things is refused.
A typing error gets a proposal and is never silently mended. Words are kept in lower case, as Dutch
writes months and seasons within a sentence.
"""

import re
from datetime import date

from .proposing import corrections
from .refusing import (
    AROUND_A_DAY,
    EXAMPLES,
    NO_YEAR,
    NOT_UNDERSTOOD,
    Refusal,
    reason,
)
from .single import read_single
from .stretch import read_stretch
from .values import ApproximateDate
from .words import UNKNOWN

__all__ = ["EXAMPLES", "LONGEST", "NOT_UNDERSTOOD", "Refusal", "read_date"]

LONGEST = 80
"""Signs; longer texts are no date."""
SIGNS: dict[int, str | None] = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
SIGNS |= dict.fromkeys(map(ord, "’‘`´ʼ"), "'")
SIGNS |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"), None)
SIGNS |= {ord("ó"): "o", ord("Ó"): "o"}  # "vóór"
ABOUT = r"(?:ca\.?|circa|rond|rondom|omstreeks|ongeveer|plm\.?|±|~) ?"
LEADING = r"(?:in|op|d\.?d\.?|datum:?) "
CALENDAR = range(2000, 2028)
"""Years in which every day has been on every weekday."""
SHORTEST_ABOUT = 6
"""Days: "rond" says less than a day does, so it needs a week at least."""


def read_date(text: str, near: ApproximateDate | None = None) -> ApproximateDate | None:
    """The date that `text` says; None for an empty text, or where it says that it is not known.

    A text without year is read only if it lies within `near` in exactly one way. Raises ValueError
    with a Dutch sentence where the text is no date.
    """
    plain = plain_text(text)
    if not plain or plain.replace(".", "") in UNKNOWN:
        return None
    try:
        found = _read(plain) or _read_without_year(plain, near)
    except Refusal:
        raise
    except ValueError as error:
        raise Refusal(_no_such_date(" ".join(text.split()), plain)) from error
    if found is None:
        raise _refusal(plain, near)
    return found


def plain_text(text: str) -> str:
    """Lower case, single spaces, plain dashes and apostrophes, no full stop at the end."""
    text = " ".join(text.translate(SIGNS).lower().split())[: LONGEST + 1]
    text = re.sub(rf"^{LEADING}", "", text)
    return text if re.search(r"\b\w\.\w\.$", text) else text.removesuffix(".")


def _read(text: str) -> ApproximateDate | None:
    if len(text) > LONGEST:
        return None
    if match := re.fullmatch(rf"{ABOUT}(.+)", text):
        return _about(match[1], text)
    if found := read_single(text):
        return _in_words(found, found.wording)
    found = read_stretch(text)
    return found and _in_words(found, re.sub(r"^(?:van|vanaf) ", "", text))


def _about(words: str, text: str) -> ApproximateDate | None:
    """ "ca. april 2014" is April, in those words; around a day would be a day that nobody knows."""
    found = read_single(words) or read_stretch(words)
    if found and (found.latest - found.earliest).days < SHORTEST_ABOUT:
        raise Refusal(AROUND_A_DAY)
    return found and ApproximateDate(found.earliest, found.latest, text)


def _in_words(found: ApproximateDate, words: str) -> ApproximateDate:
    """Words are kept where the interval alone would not be written so."""
    words = re.sub(r"(?<![a-z])q(?=[1-4]\b)", "Q", words)
    bare = ApproximateDate(found.earliest, found.latest)
    return bare if words == str(bare) else ApproximateDate(found.earliest, found.latest, words)


def _with_year(text: str, year: int) -> ApproximateDate | None:
    short = re.search(r"\b\d{1,2}([-/.])\d{1,2}$", text)
    try:
        return _read(f"{text}{short[1]}{year}" if short else f"{text} {year}")
    except ValueError:
        return None


def _read_without_year(text: str, near: ApproximateDate | None) -> ApproximateDate | None:
    if near is None:
        return None
    years = range(near.earliest.year, near.latest.year + 1)
    found = [when for year in years if (when := _with_year(text, year))]
    within = [d for d in found if near.earliest <= d.earliest and d.latest <= near.latest]
    return within[0] if len(within) == 1 else None


def _refusal(text: str, near: ApproximateDate | None) -> Refusal:
    """What to do instead: a date that may have been meant, or why this is none."""
    for mended in corrections(text):
        if found := _quietly(mended, near):
            return proposal(found)
    for written in dict.fromkeys((text, next(corrections(text), text))):
        if any(_with_year(written, year) for year in CALENDAR):
            return _ask_for_year(written, near)
        if why := _why_not(written) or _in_no_year(written):
            return why
    return Refusal(reason(text))


def _in_no_year(text: str) -> Refusal | None:
    """Of a day that no year has, such as "30 februari"."""
    short = re.search(r"^\d{1,2}([-/.])(?:0?[1-9]|1[0-2])$", text)
    leap = CALENDAR.start
    if not short and not re.search("[a-z]", text):
        return None
    try:
        _read(f"{text}{short[1]}{leap}" if short else f"{text} {leap}")
    except Refusal:
        return None
    except ValueError:
        return Refusal(f"De datum “{text}” bestaat niet. Controleer dag en maand.")
    return None


def _why_not(text: str) -> Refusal | None:
    """Why a text that was mistyped would be refused without the typing error too."""
    try:
        _read(text)
    except Refusal as refusal:
        return refusal
    except ValueError:
        return Refusal(_no_such_date(text, text))
    return None


def _no_such_date(written: str, text: str) -> str:
    """With the day and the month the other way round where that is a date."""
    turned = re.sub(r"^(\d{1,2})([-/.])(\d{1,2})\b", r"\3\2\1", text)
    meant = _quietly(turned, None)
    ending = f"Bedoelt u {meant}?" if meant else "Controleer dag, maand en jaar."
    return f"De datum “{written}” bestaat niet. {ending}"


def _quietly(text: str, near: ApproximateDate | None) -> ApproximateDate | None:
    try:
        return _read(text) or _read_without_year(text, near)
    except ValueError:
        return None


def proposal(when: ApproximateDate) -> Refusal:
    return Refusal(f"Deze datum begrijpen we niet. Bedoelt u {when}?")


def _ask_for_year(text: str, near: ApproximateDate | None) -> Refusal:
    """Near a known date the year that comes closest is proposed, never taken."""
    if near is None:
        return Refusal(NO_YEAR)
    years = range(max(near.earliest.year - 1, date.min.year), near.latest.year + 2)
    found = [when for year in years if (when := _with_year(text, year))]
    if not found or near.earliest.year != near.latest.year:
        return Refusal(NO_YEAR)
    closest = min(found, key=lambda when: abs((when.earliest - near.earliest).days))
    return Refusal(f"Schrijf ook het jaar. Bedoelt u {closest}?")

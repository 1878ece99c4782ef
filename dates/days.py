"""Reading what has to be known exactly: a day ("24-2-2014"), a time ("13.30"), both together."""

import re
from datetime import date, datetime, time

from .entry import LONGEST, plain_text, read_date
from .refusing import NOT_UNDERSTOOD, Refusal
from .spoken import spoken_time
from .values import ApproximateDate

UNCLEAR_DAY = "Deze datum begrijpen we niet. Schrijf bijvoorbeeld 24-2-2014."
NO_DAY = "Schrijf de dag erbij, bijvoorbeeld 24-2-2014."
UNCLEAR_TIME = "Deze tijd begrijpen we niet. Schrijf bijvoorbeeld 13.30."
PROPOSED_TIME = "Deze tijd begrijpen we niet. Bedoelt u {} uur?"
TWO_MEANINGS = "Bedoelt u {}.00 uur? Schrijf anders {}.00."
EARLY = 6
"""Until this hour "2 uur" is more often said of the afternoon than of the night."""
MIDNIGHT = "De dag eindigt om 23.59 uur. Bedoelt u 0.00 uur, het begin van de volgende dag?"
NO_TIME = "Schrijf ook de tijd, bijvoorbeeld 24-2-2014 13.30."
CLOCK = r"(\d{1,2})(?:[.:u](\d{2})(?: ?u(?:ur)?\.?)?| ?uur| ?u\.?)"


def read_day(text: str, near: ApproximateDate | None = None) -> date | None:
    """One day; None for an empty text. Raises ValueError with a sentence for all else."""
    try:
        found = read_date(text, near)
    except ValueError as error:
        sentence = UNCLEAR_DAY if str(error) == NOT_UNDERSTOOD else str(error)
        raise Refusal(sentence) from error
    if found and not found.day:
        raise Refusal(NO_DAY)
    return found.day if found else None


def read_time(text: str) -> time | None:
    """13.30, 13:30, 13u30 or 9 uur; None for an empty text. Raises ValueError with a sentence."""
    plain = plain_text(text)
    if not plain:
        return None
    match = re.fullmatch(CLOCK + r"|(\d{1,2})[.:](\d{2}):00", plain, re.ASCII)
    hour, minute = (match[1] or match[3], match[2] or match[4] or 0) if match else ("", 0)
    if not hour or int(hour) > 23 or int(minute) > 59:
        raise Refusal(_meant(plain) or UNCLEAR_TIME)
    if not minute and 1 <= int(hour) <= EARLY:
        raise Refusal(TWO_MEANINGS.format(int(hour) + 12, int(hour)))
    return time(int(hour), int(minute))


def _meant(plain: str) -> str:
    """What may have been meant by what is no time, as a question; it is never taken."""
    if re.fullmatch(r"24(?:[.:u,]?00)?(?: ?uur)?", plain, re.ASCII):
        return MIDNIGHT
    if said := spoken_time(plain):
        return PROPOSED_TIME.format(write_time(said))
    match = re.fullmatch(r"(\d{1,2})(?: ?[,;\-h ] ?)?(\d{2})?(?: ?uur)?", plain, re.ASCII)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return ""
    return PROPOSED_TIME.format(write_time(time(int(match[1]), int(match[2] or 0))))


def read_moment(text: str, near: ApproximateDate | None = None) -> tuple[date, time | None] | None:
    """A day, and the time where one is written. Raises ValueError with a sentence."""
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", plain_text(text))[:LONGEST]
    match = re.fullmatch(
        rf"(.+?),? (?:om )?({CLOCK}|\d{{1,2}}[.:]\d{{2}}(?::00)?)", plain, re.ASCII
    )
    day = read_day(match[1] if match else text, near)
    if day is None:
        return None
    return day, read_time(match[2]) if match else None


def write_moment(moment: datetime) -> str:
    """As it is typed: 24-2-2014 13.30"""
    return f"{write_short(moment.date())} {write_time(moment.time())}"


def write_short(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def write_time(moment: time | datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}"


def write_hour(moment: time | datetime) -> str:
    """As it stands in a sentence: "9.30 uur"; of a moment the time that it carries itself."""
    return f"{write_time(moment)} uur"

"""Times as people say them: "half twee", "kwart over 3", "3 uur 's middags".

A clock of twelve hours does not say which half of the day is meant, so none is ever taken: it is
proposed. Without a part of the day the working day is meant, from 8.00 to 19.59.
"""

import re
from datetime import time

HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")
NUMBERS = {word: number for number, word in enumerate((*HOURS, "twaalf"), start=1)} | {"één": 1}
PARTS = {"morgens": 0, "ochtends": 0, "nachts": 0, "middags": 12, "avonds": 12}
"""How many hours a part of the day adds."""
BEFORE_OR_AFTER = {"half": -30, "kwart voor": -15, "kwart over": 15}
HOUR = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
SPOKEN = (
    rf"(?:(half|kwart voor|kwart over) )?{HOUR}(?:[.:u](\d{{2}}))?"
    rf"(?: ?u(?:ur)?\.?)?(?:,? '?s ?-?({'|'.join(PARTS)}))?"
)
MORNING = 8


def spoken_time(plain: str) -> time | None:
    """What may have been meant by lower-case text; None where it says no time."""
    match = re.fullmatch(SPOKEN, plain)
    if not match:
        return None
    about, said, minutes, part = match.groups()
    hour = NUMBERS.get(said) or (int(said) if said.isdigit() else 99)
    if hour > 23 or int(minutes or 0) > 59 or (minutes and about):
        return None
    total = _of_the_day(hour, part) * 60 + int(minutes or 0) + BEFORE_OR_AFTER.get(about or "", 0)
    return time(total // 60 % 24, total % 60)


def _of_the_day(hour: int, part: str | None) -> int:
    if hour > 12:
        return hour
    if part is None:
        return hour if hour >= MORNING else hour + 12
    return hour % 12 + PARTS[part]

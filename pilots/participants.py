"""How many took part in a session: a number, a range, or unknown. Never who (decision 31)."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError

MOST = 999
"""One session is never that many; a larger number is a typing error."""

UNKNOWN = ("", "?", "-", "–", "onbekend", "niet bekend")
RANGE = re.compile(r"(\d{1,6}) ?(?:tot en met|t/m|tot|à|of|-|–) ?(\d{1,6})")
UNREADABLE = (
    "Typ een aantal, zoals 8, of het kleinste en het grootste aantal, zoals 6 tot 11. "
    "Laat het leeg als u het niet weet."
)


class Participants(NamedTuple):
    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.is_exact else f"{self.least} tot {self.most}"

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def read_participants(text: str) -> Participants | None:
    """None where it is not known; raises ValidationError with a sentence."""
    plain = " ".join(text.lower().split())
    if plain in UNKNOWN:
        return None
    found = re.fullmatch(r"(\d{1,6})", plain.replace(".", "")) or RANGE.fullmatch(plain)
    if not found:
        raise ValidationError(UNREADABLE)
    numbers = [int(number) for number in found.groups()]
    return checked(Participants(numbers[0], numbers[-1]))


def checked(number: Participants) -> Participants:
    if number.least > number.most:
        raise ValidationError("Typ het kleinste aantal eerst, zoals 6 tot 11.")
    if number.least < 1 or number.most > MOST:
        raise ValidationError(
            f"Een gehouden sessie had 1 tot en met {MOST} deelnemers. Kwam er niemand, leg dan "
            "vast dat de sessie niet is doorgegaan. Weet u het aantal niet, laat het dan leeg."
        )
    return number

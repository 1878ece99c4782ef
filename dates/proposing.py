"""What may have been meant by a text that is no date. A proposal is shown and never taken."""

import re
from collections.abc import Iterator

from .values import WEEKDAYS
from .words import ENGLISH, KNOWN_WORDS, MONTH_NUMBERS, any_of

SHORTEST = 3
"""Letters of a word that may be mistyped: of less, each is near to too many others."""
LONG = 7
"""From so many letters on, two signs may be wrong."""
MONTH = any_of(MONTH_NUMBERS)
REPAIRS: tuple[tuple[str, str], ...] = (
    (r" tot (?!en met)", " tot en met "),
    (r"(?<=\d)(?=[a-z]{3})|(?<=[a-z]{3})(?=\d)", " "),
    (r",? (?:om )?\d{1,2}(?:[.:u]\d{2})?(?: ?uur)$|,? (?:om )?\d{1,2}[.:]\d{2}$", ""),
    (r"^(\d{1,2}) (\d{1,2}) (\d{4})$", r"\1-\2-\3"),
    (r"^(\d{2})(\d{2})([12]\d{3})$", r"\1-\2-\3"),
    (r"^([12]\d{3})(\d{2})(\d{2})$", r"\1-\2-\3"),
    (rf"^({MONTH})\.? (\d{{1,2}}),? ([12]\d{{3}})$", r"\2 \1 \3"),
    (rf"\b(\d{{1,2}} (?:{MONTH})\.?) (\d\d)$", r"\1 '\2"),
    (r"(?<=\d)o|o(?=\d)", "0"),
    (r"[,?()]", ""),
    (r"([-/.])\1+", r"\1"),
    (r"(?<=\d)\. ", " "),
    (r"^(?:de )?(?:eerste|1e|1ste) week (?:van )?(?:de maand )?(.+)$", r"tussen 1 en 7 \1"),
    (r"(?<=dag)(?:och|mor|mid|na|av)[a-z]+\b", ""),
    (rf"^(.+\d)(?:, | | ?\()({any_of(WEEKDAYS)})\)?$", r"\2 \1"),
    (r" ?\+ ?", " en "),
    (rf"^({MONTH})\.? ?([-/]) ?({MONTH})\.? ([12]\d{{3}}) ?[-/] ?([12]\d{{3}})$", r"\1 \4\2\3 \5"),
)


def corrections(text: str) -> Iterator[str]:
    """Texts near to this one, the most likely first."""
    spelled = _respelled(text)
    for base in dict.fromkeys((spelled, text)):
        if base != text:
            yield base
        for pattern, instead in REPAIRS:
            mended = " ".join(re.sub(pattern, instead, base).split())
            if mended != base:
                yield mended


def _respelled(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: _nearest(word[0]), text)


def _nearest(word: str) -> str:
    """The known word that this one must have been; the word itself where none or more are near."""
    if word in KNOWN_WORDS or len(word) < SHORTEST:
        return word
    if word in ENGLISH:
        return ENGLISH[word]
    allowed = 2 if len(word) >= LONG else 1
    known = [other for other in KNOWN_WORDS if len(other) >= SHORTEST]
    distances = {other: distance(word, other) for other in known}
    least = min(distances.values())
    near = [other for other, steps in distances.items() if steps == least]
    return near[0] if least <= allowed and len(near) == 1 else word


def distance(one: str, other: str) -> int:
    """How many signs to add, drop, change or swap with their neighbour (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                steps = min(steps, earlier[j - 2] + 1)
            row.append(steps)
    return row[-1]

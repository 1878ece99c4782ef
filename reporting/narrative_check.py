"""Checking what staff write: unknown figures are refused, doubtful passages are only told.

The warnings come from a short list of exact patterns; they never block.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from django.core.exceptions import ValidationError

from programme.dates import ApproximateDate
from programme.models import Programme
from programme.numbers import UP_TO_TWENTY
from programme.sorting import fold

from .figures import make_figures, make_ledgers
from .models import ProgressReport
from .narrative import PLACEHOLDER
from .records import Records
from .scope import Scope
from .sections.material import Material

BRACES = re.compile(r"\{[^{}\n]*\}")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
DATE = re.compile(r"\b\d{1,2} (?:jan|feb|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*(?: \d{4})?")
NUMBER = re.compile(r"(?<![\w.,-])\d[\d.]*(?![\w-])")
IN_WORDS = re.compile(rf"\b({'|'.join(UP_TO_TWENTY[2:])})\b", re.IGNORECASE)
WELL_ATTENDED = re.compile(
    r"\b(?:goed|druk|matig|slecht|zeer goed) bezochte?\b|\bgrote opkomst\b|\bvolle zaal\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"\*([^*\n]{8,})\*|“([^”\n]{8,})”|\"([^\"\n]{8,})\"")


@cache
def known_keys() -> tuple[str, ...]:
    """The keys of all figures; they do not depend on what is recorded."""
    nothing = Records({}, [], [], [], [], [], [], [], [], {}, [], {})
    anything = Programme(first_year=2000, last_year=2000)
    scope = Scope(anything, 2000, ApproximateDate.of_year(2000), ProgressReport())
    return tuple(make_figures(nothing, scope, make_ledgers(nothing, scope)))


def refuse_unknown_figures(text: str) -> None:
    """Raises ValidationError for each placeholder that names no figure, with the nearest ones."""
    refused = [_refusal(found) for found in dict.fromkeys(BRACES.findall(text)) if _unknown(found)]
    if refused:
        raise ValidationError(refused)


def _unknown(placeholder: str) -> bool:
    match = PLACEHOLDER.fullmatch(placeholder)
    return match is None or match.group(1) not in known_keys()


def _refusal(placeholder: str) -> str:
    typed = placeholder.strip("{} ").partition("|")[0].strip()
    near = get_close_matches(typed, known_keys(), n=3, cutoff=0.5)
    proposal = " of ".join(f"{{{key}}}" for key in near)
    hint = f"Bedoelt u {proposal}?" if near else "Kies een cijfer uit de lijst."
    return f"Het cijfer {placeholder} bestaat niet. {hint}"


def doubts(text: str, material: Material) -> list[str]:
    """What may not be right, each as one sentence for the writer."""
    found = [
        *_numbers(text),
        *_years(text, material.scope),
        *_attendance(text, material),
        *_titles(text, material),
    ]
    return list(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[str]:
    bare = DATE.sub(" ", YEAR.sub(" ", PLACEHOLDER.sub(" ", text)))
    for pattern in (NUMBER, IN_WORDS):
        for number in pattern.findall(bare):
            yield f"“{number}” is met de hand getypt. Staat dit getal in de lijst met cijfers?"


def _years(text: str, scope: Scope) -> Iterator[str]:
    for year in YEAR.findall(text):
        if int(year) != scope.year:
            yield f"{year} valt buiten de periode van deze rapportage. Klopt dat?"


def _attendance(text: str, material: Material) -> Iterator[str]:
    known = any(material.figures[f"{line}.attended"].value for line in ("hubs", "leadership"))
    for words in [] if known else WELL_ATTENDED.findall(text):
        yield f"“{words}” staat er zonder een vastgelegd aantal aanwezigen."


def _titles(text: str, material: Material) -> Iterator[str]:
    titles = {fold(title): title for title in _all_titles(material)}
    for groups in TITLE.findall(text):
        typed = next(group for group in groups if group)
        near = get_close_matches(fold(typed), titles, n=1, cutoff=0.8)
        if near and fold(typed) not in titles:
            yield f"“{typed}” lijkt op “{titles[near[0]]}”, maar is anders geschreven."


def _all_titles(material: Material) -> Iterator[str]:
    for meeting in material.records.meetings:
        yield meeting.title
        yield from meeting.titles_besides
    yield from (pilot.title for pilot in material.records.pilots)

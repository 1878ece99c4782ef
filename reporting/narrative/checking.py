"""Checking what staff write: unknown figures are refused, doubtful passages are only told.

The warnings come from a short list of exact patterns; they never block.
"""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache

from django.core.exceptions import ValidationError

from dates.values import ApproximateDate
from dutch.numbers import UP_TO_TWENTY
from dutch.sorting import fold
from meetings.lines import MEETING_LINES
from programme.models import Programme

from ..figures import make_figures, make_ledgers
from ..models import ProgressReport
from ..records.reading import Records
from ..records.scope import Scope
from ..sections.material import Material
from .named_figures import of_nothing
from .reading import DEEPEST, PLACEHOLDER, is_too_deep
from .small_numbers import few_people_in

BRACES = re.compile(r"\{[^{}\n]*\}")
LOOSE = re.compile(r"[{}]")
FIGURE_IN_ADDRESS = re.compile(r"\]\(([^\s()]*\{[^\s()]*)\)")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
DATE = re.compile(r"\b\d{1,2} (?:jan|feb|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*(?: \d{4})?")
NUMBER = re.compile(r"(?<![\w.,-])\d[\d.]*(?![\w-])")
LIST_NUMBER = re.compile(r"^[ \t]*\d{1,3}[.)](?=\s)", re.MULTILINE)
IN_WORDS = re.compile(rf"\b({'|'.join(UP_TO_TWENTY[2:])})\b", re.IGNORECASE)
WELL_ATTENDED = re.compile(
    r"\b(?:goed|druk|matig|slecht|zeer goed) bezochte?\b|\bgrote opkomst\b|\bvolle zaal\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"\*([^*\n]{8,200})\*|“([^“”\n]{8,200})”|\"([^\"\n]{8,200})\"")


@cache
def known_keys() -> tuple[str, ...]:
    """The keys that every report has; those of one pilot, meeting or series come beside them."""
    nothing = Records({}, [], [], [], [], [], [], [], [], {}, [], {})
    anything = Programme(first_year=2000, last_year=2000)
    scope = Scope(anything, 2000, ApproximateDate.of_year(2000), ProgressReport())
    return tuple(make_figures(nothing, scope, make_ledgers(nothing, scope)))


LONELY = (
    "Er staat een losse {} in de tekst. Haal die weg, of schrijf het cijfer op één regel, zoals "
    "{{hubs.held}}."
)
BEHIND_THE_BAR = (
    "Achter de streep in {0} kan “woorden” staan, “Woorden” aan het begin van een zin, of de "
    "woorden voor één en voor meer: {{{1}|woorden}}, {{{1}|is/zijn}}."
)
TOO_DEEP = (
    f"In deze tekst staan meer dan {DEEPEST} lijsten, citaten of nadrukken in elkaar. Haal er een "
    "paar niveaus uit."
)


def refuse_unreadable(text: str, figures: Collection[str] = ()) -> None:
    """Raises ValidationError for each placeholder that names no figure, with the nearest ones, for
    a brace without its other half, and for levels that nobody can follow."""
    if refused := refusals(text, figures):
        raise ValidationError(refused)


def refusals(text: str, figures: Collection[str] = ()) -> list[str]:
    """`figures` are the keys that the report has beside those that every report has."""
    keys = (*known_keys(), *figures)
    found = dict.fromkeys(BRACES.findall(text))
    refused = [_refusal(each, keys) for each in found if _unknown(each, keys)]
    refused += [
        LONELY.format(brace) for brace in dict.fromkeys(LOOSE.findall(BRACES.sub("", text)))
    ]
    return [*refused, TOO_DEEP] if is_too_deep(text) else refused


def _unknown(placeholder: str, keys: Collection[str]) -> bool:
    match = PLACEHOLDER.fullmatch(placeholder)
    return match is None or match.group(1) not in keys


def _refusal(placeholder: str, keys: Collection[str]) -> str:
    typed = placeholder.strip("{} ").partition("|")[0].strip()
    if typed in keys:
        return BEHIND_THE_BAR.format(placeholder, typed)
    near = get_close_matches(typed, keys, n=3, cutoff=0.5)
    proposal = " of ".join(f"{{{key}}}" for key in near)
    hint = f"Bedoelt u {proposal}?" if near else "Kies een cijfer uit de lijst."
    return f"Het cijfer {placeholder} bestaat niet. {hint}"


def doubts(text: str, material: Material) -> list[str]:
    """What may not be right, each as one sentence for the writer."""
    found = [
        *refusals(text, material.figures),
        *_numbers(text),
        *_years(text, material.scope),
        *_attendance(text, material),
        *_few_people(text),
        *_titles(text, material),
        *map(str, of_nothing(text, material.figures)),
        *_addresses(text),
    ]
    return list(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[str]:
    bare = DATE.sub(" ", YEAR.sub(" ", PLACEHOLDER.sub(" ", LIST_NUMBER.sub(" ", text))))
    for pattern in (NUMBER, IN_WORDS):
        for number in pattern.findall(bare):
            yield f"“{number}” is met de hand getypt. Staat dit getal in de lijst met cijfers?"


def _addresses(text: str) -> Iterator[str]:
    for address in FIGURE_IN_ADDRESS.findall(text):
        yield f"In het adres {address} wordt geen cijfer ingevuld."


def _years(text: str, scope: Scope) -> Iterator[str]:
    for year in YEAR.findall(text):
        if int(year) != scope.year:
            yield f"{year} valt buiten de periode van deze rapportage. Klopt dat?"


def _attendance(text: str, material: Material) -> Iterator[str]:
    known = any(material.figures[f"{line.key}.attended"].value for line in MEETING_LINES)
    for words in [] if known else WELL_ATTENDED.findall(text):
        yield f"“{words}” staat er zonder een vastgelegd aantal aanwezigen."


def _few_people(text: str) -> Iterator[str]:
    for passage in few_people_in(text):
        yield f"“{passage}”: minder dan vijf mensen zijn misschien te herkennen."


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

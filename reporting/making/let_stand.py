"""What staff let stand, in words for the reader of the report.

Only what is still missing: a reason that was given once says nothing of what was mended since.
"""

from collections.abc import Iterator

from programme.lines import line_of
from programme.models import Target

from ..sections.material import LetStand, Material
from .missing import Missing
from .waiving import lines_of

WHAT = {
    "grant": "Kenmerk van de subsidie",
    "reference": "Peildatum",
    "date": "Datum van de rapportage",
    "date-": "Nieuwe datum",
    "target": "Afspraak",
    "difference-": "Toelichting op het verschil met de afspraak",
    "held-": "Of het is gehouden",
    "year-": "Of het in dit jaar was",
    "reason-": "Reden van het verplaatsen",
    "attendance": "Aantal aanwezigen",
    "minutes": "Verslag",
    "state": "Stand van de afspraak",
    "next-step-": "Volgende stap",
    "series-evaluation": "Evaluatie van de reeks",
    "series-decision": "Besluit na de reeks",
    "request-": "Antwoord op het verzoek aan de financier",
    "measure-": "Maatregel",
    "release": "Vrijgave van de resultaten",
    "text": "Tekst van het onderdeel",
    "suggestion": "Tekst van het onderdeel",
}
"""By the kind of a line, or by how it begins, what the report says is not recorded."""

NOT_FOR_READERS = ("figure-", "few-", "changed-", "nothing-", "lesson-", "name-")
"""Doubts about what is written, or may not be told, which are for who writes: nothing is missing
there."""


def let_stand(material: Material) -> tuple[LetStand, ...]:
    if not material.records.waivers:
        return ()
    return tuple(_let_stand(material))


def _let_stand(material: Material) -> Iterator[LetStand]:
    for line in lines_of(material):
        missing = line.missing
        if line.waiver and not missing.kind.startswith(NOT_FOR_READERS):
            of = _named(missing)
            what = what_of(missing) or missing.text
            yield LetStand(missing.section, missing.kind, what, of, line.waiver.reason)


def what_of(missing: Missing) -> str:
    """Empty for a kind of which nobody said yet how to tell it."""
    start = next((start for start in WHAT if start[-1] == "-" and _begins(missing, start)), "")
    return WHAT.get(missing.kind) or WHAT.get(start, "")


def _begins(missing: Missing, start: str) -> bool:
    return missing.kind.startswith(start)


def _named(missing: Missing) -> str:
    """What it is missing of: a meeting, a pilot, a party to a talk, else the section."""
    row = missing.row
    if isinstance(row, Target):
        return line_of(row.line).name
    if missing.section == "colophon" or row is None or missing.kind in ("target", "text"):
        return missing.title
    return str(row)

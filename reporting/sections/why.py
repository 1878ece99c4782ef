"""What differs: a sentence for each line of which less, or more, was done than agreed.

Made of the ledger. Each number is a figure, which leads to the records it counts; why it is so is
told beside it (`line_block.py`).
"""

from collections.abc import Iterator
from typing import Any

from dutch.numerals import numeral
from programme.line import CountedLine

from ..document.standings import Standing
from ..document.values import Block, FigureReference, Inline, Paragraph, Text
from ..figures.why import Clause, difference, why_not_as_agreed
from .causes import became_of
from .clauses import strong
from .material import Material
from .told_once import listed

MOST = 6
"""Units that one clause names; the tables name all."""


def why(material: Material, line: CountedLine) -> list[Block]:
    """Nothing where the line went as agreed, or the year had not begun."""
    ledger, clauses = material.ledgers[line.key], differences(material, line)
    if not clauses:
        return []
    parts = [part for clause in clauses for part in (Text("; "), *_told(line, clause))]
    return [
        Paragraph(
            (
                strong("Afwijking."),
                Text(f" {_opening(difference(ledger), line)}"),
                *parts[1:],
                Text("."),
            )
        )
    ]


def differences(material: Material, line: CountedLine) -> list[Clause]:
    """Of a year that had not begun nothing is different yet."""
    ledger = material.ledgers[line.key]
    return why_not_as_agreed(line, ledger) if ledger.has_begun else []


def _opening(by: int, line: CountedLine) -> str:
    """The difference; that clauses can also even each other out is said."""
    if by == 0:
        return "Er is evenveel gedaan als afgesproken, maar niet alles ging zoals afgesproken: "
    verb = "is" if abs(by) == 1 else "zijn"
    how = "minder" if by < 0 else "meer"
    return f"Er {verb} {numeral(abs(by))} {how} {Standing.HELD.word(line)} dan afgesproken: "


def _told(line: CountedLine, clause: Clause) -> Iterator[Inline]:
    number = abs(clause.change)
    yield FigureReference(clause.figure, numeral(number))
    verb = "is" if number == 1 else "zijn"
    if clause.standing is not None:
        yield Text(f" {verb} {clause.standing.word(line)}, {_named(clause)}")
    elif clause.figure.endswith(".unaccounted"):
        yield Text(f" {verb} niet terug te vinden")
    elif clause.figure.endswith(".lowered"):
        counts = "telt" if number == 1 else "tellen"
        yield Text(f" {verb} van een eerdere, hogere afspraak en {counts} daarom niet mee")
    else:
        yield Text(f" {verb} meer vastgelegd dan afgesproken")


def _named(clause: Clause) -> str:
    named = [_one(unit, clause.standing) for unit in clause.units[:MOST]]
    more = len(clause.units) - len(named)
    return listed([*named, *([f"nog {numeral(more)}"] if more else [])])


def _one(unit: Any, standing: Standing | None) -> str:
    became = became_of(unit, standing)
    return f"“{unit}” ({became})" if became else f"“{unit}”"

"""Waarom is dit anders? A sentence for each line of which less, or more, was done than agreed.

Made of the ledger and of what staff recorded, and honest where they recorded nothing. Each number
is a figure, which leads to the records it counts.
"""

from collections.abc import Iterator
from typing import Any

from dutch.numerals import numeral
from programme.line import CountedLine

from ..document.standings import Standing
from ..document.values import Block, Emphasis, FigureReference, Inline, Paragraph, Text
from ..figures.why import Clause, difference, why_not_as_agreed
from .causes import NO_REASON, cause_of
from .material import Material
from .told_once import listed

MOST = 6
"""Units that one clause names; the tables name all."""


def why(material: Material, line: CountedLine) -> list[Block]:
    """Nothing where the line went as agreed, or the year had not begun."""
    ledger = material.ledgers[line.key]
    clauses = why_not_as_agreed(line, ledger)
    if not ledger.has_begun or not clauses:
        return []
    parts = [part for clause in clauses for part in (Text("; "), *_told(material, line, clause))]
    return [
        Paragraph((_head(), Text(f" {_opening(difference(ledger), line)}"), *parts[1:], Text(".")))
    ]


def _head() -> Emphasis:
    return Emphasis((Text("Waarom is dit anders?"),), strong=True)


def _opening(by: int, line: CountedLine) -> str:
    """The difference; that clauses can also even each other out is said."""
    if by == 0:
        return "Er is evenveel gedaan als afgesproken, maar niet alles ging zoals afgesproken: "
    verb = "is" if abs(by) == 1 else "zijn"
    how = "minder" if by < 0 else "meer"
    return f"Er {verb} {numeral(abs(by))} {how} {Standing.HELD.word(line)} dan afgesproken: "


def _told(material: Material, line: CountedLine, clause: Clause) -> Iterator[Inline]:
    number = abs(clause.change)
    yield FigureReference(clause.figure, numeral(number))
    verb = "is" if number == 1 else "zijn"
    if clause.standing is not None:
        yield Text(f" {verb} {clause.standing.word(line)}, {_named(clause)}")
    elif clause.figure.endswith(".unaccounted"):
        target = material.ledgers[line.key].target
        reason = "zie de toelichting" if target and target.explanation else NO_REASON
        yield Text(f" {verb} niet terug te vinden ({reason})")
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
    cause = cause_of(unit, standing)
    return f"“{unit}” ({cause})" if cause else f"“{unit}”"

"""What each line tells after what was agreed and done, the same every time: what differs, why, what
that means for the rest of the term, what was done about it, and what is expected.

Each part is made of the records and of what staff wrote, and left out where there is neither.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst

from dates.values import write, write_day
from dutch.numbers import in_words
from meetings.models import Meeting
from programme.line import CountedLine
from programme.models import Target

from ..document.standings import Standing
from ..document.values import Block, Inline, Paragraph, Text
from .agreements import agreement_history
from .causes import NO_REASON, reason_of
from .clauses import strong
from .material import Material
from .told_once import listed
from .why import MOST, differences, why

UNFOUND = "wat niet is terug te vinden"


def after_done(material: Material, line: CountedLine) -> list[Block]:
    target = material.ledgers[line.key].target
    return [
        *why(material, line),
        *part(material, "Oorzaak", _reasons(material, line), target, "explanation"),
        *part(material, "Gevolg", _beyond_term(material, line), target, "effect"),
        *part(material, "Bijsturing", agreement_history(material, line), target, "adjustment"),
        *part(material, "Verwachting", _to_come(material, line), target, "expectation"),
    ]


def of_aim(material: Material, target: Target) -> list[Block]:
    """Of a line with an aim in words, of which the records say nothing."""
    labels = {
        "Oorzaak": "explanation",
        "Gevolg": "effect",
        "Bijsturing": "adjustment",
        "Verwachting": "expectation",
    }
    return [b for label, name in labels.items() for b in part(material, label, [], target, name)]


def part(
    material: Material, label: str, made: list[Inline], target: Target | None, name: str
) -> list[Block]:
    """The label, what the records say, and what staff wrote under that name of the agreement."""
    text = getattr(target, name).strip() if target else ""
    later = _later(material, target, name) if text and target else ""
    first, *more = material.read(text) if text else (None,)
    said = [*made, *([Text(f"({later})")] if later else [])]
    if isinstance(first, Paragraph):
        said += [*_space(said), *first.content]
    elif first is not None:
        more = [first, *more]
    return [Paragraph((strong(f"{label}."), Text(" "), *said)), *more] if said or more else []


def _space(said: list[Inline]) -> list[Inline]:
    return [Text(" ")] if said else []


def _later(material: Material, target: Target, name: str) -> str:
    """That it was written after the reference date, where the history shows it."""
    written = material.records.written_later.get((target.pk, name))
    return f"geschreven op {write_day(written)}, na de peildatum" if written else ""


# --- What the records say of it ------------------------------------------------------------------


def _reasons(material: Material, line: CountedLine) -> list[Inline]:
    """Each reason once, with what it is of; one that nobody recorded is said to be so."""
    found: dict[str, list[str]] = {}
    for reason, what in _each_reason(material, line):
        found.setdefault(reason, []).append(what)
    told = [f"{_some(named)}: {reason}" for reason, named in found.items()]
    return [Text(f"{capfirst('; '.join(told))}.")] if told else []


def _each_reason(material: Material, line: CountedLine) -> Iterator[tuple[str, str]]:
    ledger = material.ledgers[line.key]
    is_explained = bool(ledger.target and ledger.target.explanation.strip())
    for clause in differences(material, line):
        for unit in clause.units:
            if reason := reason_of(unit, clause.standing):
                yield reason, f"“{unit}”"
        if clause.figure.endswith(".unaccounted") and not is_explained:
            yield NO_REASON, UNFOUND


def _some(named: list[str]) -> str:
    more = len(named) - MOST
    return listed(named if more <= 0 else [*named[:MOST], f"nog {in_words(more)}"])


def _beyond_term(material: Material, line: CountedLine) -> list[Inline]:
    """A unit that can no longer be done within the programme is said to be so."""
    figure = material.figures.get(f"{line.key}.beyond_term")
    if figure is None or not figure.value:
        return []
    one = figure.value == 1
    what, stands = (line.one, "staat") if one else (line.more, "staan")
    last = material.scope.programme.last_year
    number = "Eén" if one else capfirst(in_words(figure.value))
    told = f" {what} {stands} nu na de looptijd, die loopt tot en met {last}."
    return [material.reference(figure.key, number), Text(told)]


def _to_come(material: Material, line: CountedLine) -> list[Inline]:
    """What is in preparation, with its date; where a moved one went is told with the difference."""
    units: list[Any] = material.ledgers[line.key].standing(Standing.IN_PREPARATION)
    named = [f"“{unit}” ({write(unit.date)})" for unit in units if isinstance(unit, Meeting)]
    if not named or not material.scope.has_begun:
        return []
    return [Text(f"Nog in voorbereiding: {_some(named)}.")]

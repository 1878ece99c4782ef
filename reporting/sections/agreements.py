"""How an agreement came to its number: first so many, then another, agreed with whom and how."""

from collections.abc import Iterator

from dates.values import write
from dutch.numerals import numeral
from programme.line import CountedLine
from programme.models import TargetChange

from ..document.values import Inline, Text
from .causes import NO_REASON
from .material import Material


def agreement_history(material: Material, line: CountedLine) -> list[Inline]:
    """Nothing where what was agreed never changed."""
    changes = material.ledgers[line.key].changes
    if not changes:
        return []
    first = material.figures[f"{line.key}.agreed_first"]
    word = line.one_in_full if first.value == 1 else line.more_in_full
    opening: list[Inline] = [
        Text(f"De afspraak voor {material.scope.year} is veranderd. Eerst waren "),
        material.reference(first.key),
        Text(f" {word} afgesproken."),
    ]
    return [*opening, *_told(material, line, changes)]


def _told(material: Material, line: CountedLine, changes: list[TargetChange]) -> Iterator[Inline]:
    """The last number is that of the agreement as it stands, which has its figure."""
    for change in changes:
        yield Text(f" {_when(change)} {'is' if change.number == 1 else 'zijn'} dat er ")
        if change is changes[-1]:
            yield material.reference(f"{line.key}.agreed")
        else:
            yield Text(numeral(change.number))
        yield Text(f": {how_agreed(change)}.")


def how_agreed(change: TargetChange) -> str:
    """With whom, how and why."""
    return f"afgesproken met {change.agreed_with}, {change.how.rstrip('. ')}; {_why(change)}"


def _when(change: TargetChange) -> str:
    if change.since is None:
        return "Daarna (vanaf wanneer is niet vastgelegd)"
    return f"Vanaf {write(change.since)}"


def _why(change: TargetChange) -> str:
    reason = change.why.strip().rstrip(". ")
    return f"de reden: {reason}" if reason else NO_REASON

"""Why one number is not another: clauses that add up to the difference.

Each clause rests on a figure, and by that on its records. Nothing is guessed: a cause is what staff
recorded of a unit, and where they recorded none that is what is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from programme.line import CountedLine

from ..document.standings import Standing, countings
from .ledger import Ledger


@dataclass(frozen=True)
class Clause:
    """`change` is what it adds to the difference, below zero where it takes away; `figure` is the
    key of what is counted, `standing` what became of the `units`, if they stand somewhere."""

    change: int
    figure: str
    units: tuple[Any, ...] = ()
    standing: Standing | None = None


def why_not_as_agreed(line: CountedLine, ledger: Ledger) -> list[Clause]:
    """What was done as agreed, less what was agreed; empty where no number was agreed."""
    if ledger.agreed is None:
        return []
    return [clause for clause in _clauses(line, ledger) if clause.change]


def difference(ledger: Ledger) -> int:
    return len(ledger.fulfilled) - (ledger.agreed or 0)


def _clauses(line: CountedLine, ledger: Ledger) -> Iterator[Clause]:
    done = {unit.pk for unit in ledger.fulfilled}
    for standing, counting in countings(line):
        lost = tuple(unit for unit in ledger.standing(standing) if unit.pk not in done)
        yield Clause(-len(lost), f"{line.key}.{counting.name}", lost, standing)
    yield Clause(-(ledger.unaccounted or 0), f"{line.key}.unaccounted")
    yield Clause(ledger.lowered, f"{line.key}.lowered")
    yield Clause(ledger.surplus, f"{line.key}.surplus")

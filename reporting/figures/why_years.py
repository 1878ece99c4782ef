"""Why this year is not as last year: parts that add up to the difference.

What was done for an agreement is what was agreed, less what became of the rest, of each year
(figures/why.py); what was held in a year falls apart by what it was held for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.line import MeetingsLine
from programme.line import CountedLine

from ..document.standings import Standing, countings
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger, held_in_year, stand_ins
from .why import why_not_as_agreed

FOR_YEAR, INSTEAD, OTHER_YEAR, EXTRA = "for_year", "instead", "other_year", "extra"


@dataclass(frozen=True)
class Part:
    """`name` is the last part of the key of a figure, or what it was held for; `change` is what it
    adds to the difference. `before` and `after` are how many there were."""

    name: str
    change: int
    before: int
    after: int
    standing: Standing | None = None


def done_otherwise(line: CountedLine, before: Ledger, after: Ledger) -> list[Part]:
    """Of what was done for the agreement of the year."""
    standings = {f"{line.key}.{counting.name}": s for s, counting in countings(line)}
    olds, news = _changes(line, before), _changes(line, after)
    found = [_part("agreed", 1, before.agreed or 0, after.agreed or 0)]
    for key in dict.fromkeys([*olds, *news]):
        was, now = olds.get(key, 0), news.get(key, 0)
        sign = -1 if min(was, now) < 0 else 1
        part = _part(key.rpartition(".")[2], sign, abs(was), abs(now))
        found.append(replace(part, standing=standings.get(key)))
    return [part for part in found if part.change]


def _part(name: str, sign: int, before: int, after: int) -> Part:
    return Part(name, sign * (after - before), before, after)


def _changes(line: CountedLine, ledger: Ledger) -> dict[str, int]:
    """By the key of a figure what it adds to the number that was agreed."""
    if ledger.agreed is None:
        return {f"{line.key}.without_number": len(ledger.fulfilled)}
    return {clause.figure: clause.change for clause in why_not_as_agreed(line, ledger)}


def held_otherwise(line: MeetingsLine, records: Records, scope: Scope) -> list[Part]:
    """Of what was held in the year, for whatever agreement."""
    last = replace(scope, year=scope.year - 1)
    olds, news = (Counter(_held_for(line, records, each)) for each in (last, scope))
    parts = (_part(name, 1, olds[name], news[name]) for name in HELD_FOR)
    return [part for part in parts if part.change]


def _held_for(line: MeetingsLine, records: Records, scope: Scope) -> Iterator[str]:
    instead = records.once(("stand-ins",), lambda: stand_ins(records.meetings))
    for meeting in held_in_year(line.key, records, scope):
        if meeting.target is not None:
            yield FOR_YEAR if meeting.target.year == scope.year else OTHER_YEAR
        else:
            yield INSTEAD if meeting.pk in instead else EXTRA


HELD_FOR = {
    FOR_YEAR: "voor de afspraak van het jaar",
    INSTEAD: "in de plaats van een andere",
    OTHER_YEAR: "voor een afspraak van een ander jaar",
    EXTRA: "buiten de afspraak",
}
"""How the report calls what a meeting was held for."""

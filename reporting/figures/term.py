"""Figures over more years than one: cumulative.* over the term so far, previous.* of last year."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from meetings.line import MeetingsLine
from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from pilots.line import LINE as PILOTS
from programme.line import CountedLine
from programme.lines import COUNTED_LINES

from ..document.standings import Standing, countings
from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger
from .making import counted, record_key
from .meetings import figures_in_year
from .pilots import pilot_figures

Term = dict[int, dict[str, Ledger]]

PER_YEAR = "Opgeteld over de jaren van de looptijd tot en met dit jaar, elk zoals het daar staat."


def compared(line: CountedLine) -> dict[str, str]:
    """The figures of a line that are set beside those of last year, by the last part of their key,
    with how the table calls them."""
    found = {c.name: standing.word(line) for standing, c in countings(line) if c.is_compared}
    if not isinstance(line, MeetingsLine):
        return {"agreed": "afgesproken"} | found
    in_year = {
        "held_in_year": "gehouden in het jaar, voor welke afspraak ook",
        "fulfilled": "daarvan voor de afspraak van het jaar",
    }
    return {"agreed": "afgesproken"} | in_year | found | {"attended": "aanwezigen"}


def cumulative_figures(term: Term, scope: Scope) -> Iterator[Figure]:
    for line in (*MEETING_LINES, PILOTS):
        ledgers = [of_year[line.key] for of_year in term.values()]
        known = any(map(_recorded, ledgers))
        yield _agreed(line, ledgers)
        for standing, counting in countings(line):
            rows = [unit for ledger in ledgers for unit in ledger.standing(standing)]
            yield _counted(line, counting.name, standing.word(line), rows, PER_YEAR, scope, known)
        extras = dict.fromkeys(unit for ledger in ledgers for unit in ledger.extras)
        yield _counted(line, "extra", "extra", extras, PER_YEAR, scope, known)
        yield _lowered(line, ledgers, scope)
        yield _unaccounted(line, ledgers, scope)
        yield _surplus(line, ledgers, scope)
    yield from _moved_and_held(term, scope)


def _counted(
    line: CountedLine,
    name: str,
    word: str,
    rows: Iterable[Any],
    definition: str,
    scope: Scope,
    is_recorded: bool,
) -> Figure:
    key, so_far = f"cumulative.{line.key}.{name}", f"{line.more}: {word}, in de looptijd tot nu toe"
    return counted(key, so_far, rows, definition, scope, is_recorded=is_recorded)


def _agreed(line: CountedLine, ledgers: list[Ledger]) -> Figure:
    targets = [each.target for each in ledgers if each.target and each.agreed is not None]
    return Figure(
        key=f"cumulative.{line.key}.agreed",
        label=f"{line.more}: afgesproken, in de looptijd tot nu toe",
        value=sum(target.number for target in targets) if targets else None,
        basis="stated",
        definition="De aantallen die per jaar zijn afgesproken, opgeteld; een jaar waarvoor geen "
        "aantal is vastgelegd, telt niet mee.",
        records=tuple(record_key(target) for target in targets),
        source="; ".join(dict.fromkeys(target.source for target in targets)),
    )


def _unaccounted(line: CountedLine, ledgers: list[Ledger], scope: Scope) -> Figure:
    missing = [ledger.unaccounted for ledger in ledgers if ledger.unaccounted is not None]
    agreed = (record_key(ledger.target) for ledger in ledgers if ledger.target)
    filling = (record_key(unit) for ledger in ledgers for unit, _standing in ledger.units)
    return Figure(
        key=f"cumulative.{line.key}.unaccounted",
        label=f"{line.more}: niet terug te vinden, in de looptijd tot nu toe",
        value=sum(missing) if missing else None,
        basis="counted",
        definition="Wat per jaar is afgesproken min alles wat daarvoor is vastgelegd, opgeteld.",
        records=tuple(dict.fromkeys((*agreed, *filling))),
        as_of=str(scope.reference),
    )


def _lowered(line: CountedLine, ledgers: list[Ledger], scope: Scope) -> Figure:
    rows = (unit for ledger in ledgers if ledger.lowered for unit, _standing in ledger.units)
    return Figure(
        key=f"cumulative.{line.key}.lowered",
        label=f"{line.more}: uit een eerdere, hogere afspraak, in de looptijd tot nu toe",
        value=sum(each.lowered for each in ledgers) if any(map(_recorded, ledgers)) else None,
        basis="counted",
        definition="Wat per jaar voor een afspraak is vastgelegd die daarna is verlaagd, opgeteld.",
        records=tuple(dict.fromkeys(record_key(unit) for unit in rows)),
        as_of=str(scope.reference),
    )


def _surplus(line: CountedLine, ledgers: list[Ledger], scope: Scope) -> Figure:
    """A surplus in one year does not make up for what lacks in another."""
    rows = (unit for ledger in ledgers if ledger.surplus for unit, _standing in ledger.units)
    return Figure(
        key=f"cumulative.{line.key}.surplus",
        label=f"{line.more}: meer dan afgesproken, in de looptijd tot nu toe",
        value=sum(each.surplus for each in ledgers) if any(map(_recorded, ledgers)) else None,
        basis="counted",
        definition="Wat per jaar is vastgelegd boven het afgesproken aantal, opgeteld.",
        records=tuple(dict.fromkeys(record_key(unit) for unit in rows)),
        as_of=str(scope.reference),
    )


def _moved_and_held(term: Term, scope: Scope) -> Iterator[Figure]:
    for line in MEETING_LINES:
        ledgers = [of_year[line.key] for of_year in term.values()]
        moved = [meeting for ledger in ledgers for meeting in ledger.standing(Standing.MOVED_OUT)]
        held = [meeting for meeting in moved if _held_by(meeting, scope)]
        word = "doorgeschoven en inmiddels gehouden"
        definition = "Uit hun jaar geschoven, en daarna gehouden, niet later dan de peildatum."
        known = any(map(_recorded, ledgers))
        yield _counted(line, "moved_and_held", word, held, definition, scope, known)


def _recorded(ledger: Ledger) -> bool:
    return ledger.is_recorded


def _held_by(meeting: Meeting, scope: Scope) -> bool:
    when = meeting.date
    return meeting.status == "held" and when is not None and when.latest <= scope.reference.latest


def previous_figures(records: Records, scope: Scope, term: Term) -> Iterator[Figure]:
    """The main figures of the year before, as the same records tell them; unknown where of that
    year nothing is recorded."""
    before = replace(scope, year=scope.year - 1)
    ledgers = term.get(before.year) or term[scope.year]
    made = {figure.key: figure for figure in _of_year(records, before, ledgers)}
    keys = [f"{line.key}.{name}" for line in COUNTED_LINES for name in compared(line)]
    for key in keys:
        figure = replace(
            made[key],
            key=f"previous.{key}",
            label=f"{made[key].label}, in {before.year}",
            definition=f"Over {before.year}. {made[key].definition}",
        )
        yield figure if is_recorded(term.get(before.year)) else _not_known(figure)


def is_recorded(ledgers: dict[str, Ledger] | None) -> bool:
    """Whether of a year anything is recorded, an agreement or an activity."""
    return any(ledger.is_recorded for ledger in (ledgers or {}).values())


def _of_year(records: Records, scope: Scope, ledgers: dict[str, Ledger]) -> Iterator[Figure]:
    for line in MEETING_LINES:
        yield from figures_in_year(line, ledgers[line.key], records, scope)
    yield from pilot_figures(ledgers[PILOTS.key], records, scope)


def _not_known(figure: Figure) -> Figure:
    return replace(figure, value=None, records=(), qualifier="", source="")

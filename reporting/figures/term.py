"""Figures over more years than one: cumulative.* over the term so far, previous.* of last year."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from meetings.models import Meeting, MeetingLine
from programme.lines import Line

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger, Standing
from .making import counted, record_key
from .meetings import PLURAL, STANDINGS, figures_in_year
from .pilots import STANDINGS as OF_PILOTS
from .pilots import pilot_figures

Term = dict[int, dict[str, Ledger]]

PREVIOUS = (
    "hubs.agreed",
    "hubs.held",
    "hubs.moved_out",
    "hubs.cancelled",
    "hubs.attended",
    "pilots.agreed",
    "pilots.completed",
    "leadership.agreed",
    "leadership.held",
    "leadership.moved_out",
    "leadership.cancelled",
    "leadership.attended",
)
"""What is compared with last year."""

PER_YEAR = "Opgeteld over de jaren van de looptijd tot en met dit jaar, elk zoals het daar staat."


def cumulative_figures(term: Term, scope: Scope) -> Iterator[Figure]:
    for line in (*MeetingLine.values, Line.PILOTS.value):
        ledgers = [of_year[line] for of_year in term.values()]
        what = PLURAL.get(line, "pilots")
        yield _agreed(line, what, ledgers)
        for name, standing in _standings(line):
            rows = [unit for ledger in ledgers for unit in ledger.standing(standing)]
            yield _counted(line, name, f"{what}: {standing.word(line)}", rows, PER_YEAR, scope)
        extras = dict.fromkeys(unit for ledger in ledgers for unit in ledger.extras)
        yield _counted(line, "extra", f"{what}: extra", extras, PER_YEAR, scope)
        yield _unaccounted(line, what, ledgers, scope)
        yield _surplus(line, what, ledgers, scope)
    yield from _moved_and_held(term, scope)


def _standings(line: str) -> list[tuple[str, Standing]]:
    if line == Line.PILOTS:
        return [(name, standing) for name, _label, standing, _definition in OF_PILOTS]
    return [(definition.name, definition.standing) for definition in STANDINGS]


def _counted(
    line: str, name: str, label: str, rows: Iterable[Any], definition: str, scope: Scope
) -> Figure:
    so_far = f"{label}, in de looptijd tot nu toe"
    return counted(f"cumulative.{line}.{name}", so_far, rows, definition, scope)


def _agreed(line: str, what: str, ledgers: list[Ledger]) -> Figure:
    targets = [each.target for each in ledgers if each.target and each.agreed is not None]
    return Figure(
        key=f"cumulative.{line}.agreed",
        label=f"{what}: afgesproken, in de looptijd tot nu toe",
        value=sum(target.number for target in targets) if targets else None,
        basis="stated",
        definition="De aantallen die per jaar zijn afgesproken, opgeteld; een jaar waarvoor geen "
        "aantal is vastgelegd, telt niet mee.",
        records=tuple(record_key(target) for target in targets),
        source="; ".join(dict.fromkeys(target.source for target in targets)),
    )


def _unaccounted(line: str, what: str, ledgers: list[Ledger], scope: Scope) -> Figure:
    missing = [ledger.unaccounted for ledger in ledgers if ledger.unaccounted is not None]
    agreed = (record_key(ledger.target) for ledger in ledgers if ledger.target)
    filling = (record_key(unit) for ledger in ledgers for unit, _standing in ledger.units)
    return Figure(
        key=f"cumulative.{line}.unaccounted",
        label=f"{what}: nog niet toegelicht, in de looptijd tot nu toe",
        value=sum(missing) if missing else None,
        basis="counted",
        definition="Wat per jaar is afgesproken min alles wat daarvoor is vastgelegd, opgeteld.",
        records=tuple(dict.fromkeys((*agreed, *filling))),
        as_of=str(scope.reference),
    )


def _surplus(line: str, what: str, ledgers: list[Ledger], scope: Scope) -> Figure:
    """A surplus in one year does not make up for what lacks in another."""
    rows = (unit for ledger in ledgers if ledger.surplus for unit, _standing in ledger.units)
    return Figure(
        key=f"cumulative.{line}.surplus",
        label=f"{what}: meer dan afgesproken, in de looptijd tot nu toe",
        value=sum(ledger.surplus for ledger in ledgers),
        basis="counted",
        definition="Wat per jaar is vastgelegd boven het afgesproken aantal, opgeteld.",
        records=tuple(dict.fromkeys(record_key(unit) for unit in rows)),
        as_of=str(scope.reference),
    )


def _moved_and_held(term: Term, scope: Scope) -> Iterator[Figure]:
    for line in MeetingLine.values:
        moved = [m for of_year in term.values() for m in of_year[line].standing(Standing.MOVED_OUT)]
        held = [m for m in moved if _held_by(m, scope)]
        label = f"{PLURAL[line]}: doorgeschoven en inmiddels gehouden"
        definition = "Uit hun jaar geschoven, en daarna gehouden, niet later dan de peildatum."
        yield _counted(line, "moved_and_held", label, held, definition, scope)


def _held_by(meeting: Meeting, scope: Scope) -> bool:
    when = meeting.date
    return meeting.status == "held" and when is not None and when.latest <= scope.reference.latest


def previous_figures(records: Records, scope: Scope, term: Term) -> Iterator[Figure]:
    """The main figures of the year before, as the same records tell them; unknown where of that
    year nothing is recorded."""
    before = replace(scope, year=scope.year - 1)
    ledgers = term.get(before.year) or term[scope.year]
    made = {figure.key: figure for figure in _of_year(records, before, ledgers)}
    for key in PREVIOUS:
        figure = replace(
            made[key],
            key=f"previous.{key}",
            label=f"{made[key].label}, in {before.year}",
            definition=f"Over {before.year}. {made[key].definition}",
        )
        yield figure if is_recorded(term.get(before.year)) else _not_known(figure)


def is_recorded(ledgers: dict[str, Ledger] | None) -> bool:
    """Whether of a year anything is recorded, an agreement or an activity."""
    return any(
        ledger.target or ledger.units or ledger.extras for ledger in (ledgers or {}).values()
    )


def _of_year(records: Records, scope: Scope, ledgers: dict[str, Ledger]) -> Iterator[Figure]:
    for line in MeetingLine.values:
        yield from figures_in_year(line, ledgers[line], records, scope)
    yield from pilot_figures(ledgers[Line.PILOTS], records, scope)


def _not_known(figure: Figure) -> Figure:
    return replace(figure, value=None, records=(), qualifier="", source="")

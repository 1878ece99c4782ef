"""Where every figure of the report is defined. Nothing else makes a Figure."""

from collections.abc import Iterator
from dataclasses import replace

from meetings.lines import KEYS, MEETING_LINES
from pilots.line import LINE as PILOTS

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .ledger import Ledger, ledger_of_meetings, ledger_of_pilots
from .meetings import meeting_figures
from .network import network_figures
from .outcomes import outcome_figures
from .own import own_figures
from .pilots import pilot_figures
from .reach import reach_figures
from .term import Term, cumulative_figures, previous_figures


def make_ledgers(records: Records, scope: Scope) -> dict[str, Ledger]:
    ledgers = {line: ledger_of_meetings(line, records, scope) for line in KEYS}
    return ledgers | {PILOTS.key: ledger_of_pilots(records, scope)}


def make_term(records: Records, scope: Scope) -> Term:
    """The ledgers of each year of the term up to that of the report."""
    years = range(scope.programme.first_year, scope.year + 1)
    return {year: make_ledgers(records, replace(scope, year=year)) for year in years}


def make_figures(
    records: Records, scope: Scope, ledgers: dict[str, Ledger], term: Term | None = None
) -> dict[str, Figure]:
    """The same keys whatever is recorded, those of each pilot, meeting and series (`own`), and
    those of what participants answered, where they did."""
    found = _all(records, scope, ledgers, term or make_term(records, scope))
    return {figure.key: figure for figure in found}


def _all(
    records: Records, scope: Scope, ledgers: dict[str, Ledger], term: Term
) -> Iterator[Figure]:
    for line in MEETING_LINES:
        yield from meeting_figures(line, ledgers[line.key], records, scope)
        yield from outcome_figures(line, records, scope)
    yield from pilot_figures(ledgers[PILOTS.key], records, scope)
    yield from reach_figures(records, scope)
    yield from network_figures(records, scope)
    yield from cumulative_figures(term, scope)
    yield from previous_figures(records, scope, term)
    yield from own_figures(records, scope)

"""Where every figure of the report is defined. Nothing else makes a Figure."""

from collections.abc import Iterator

from meetings.models import MeetingLine
from programme.lines import Line

from ..document import Figure
from ..ledger import Ledger, ledger_of_meetings, ledger_of_pilots
from ..records import Records
from ..scope import Scope
from .meetings import meeting_figures
from .pilots import pilot_figures
from .reach import reach_figures


def make_ledgers(records: Records, scope: Scope) -> dict[str, Ledger]:
    ledgers = {line: ledger_of_meetings(line, records, scope) for line in MeetingLine.values}
    return ledgers | {Line.PILOTS.value: ledger_of_pilots(records, scope)}


def make_figures(records: Records, scope: Scope, ledgers: dict[str, Ledger]) -> dict[str, Figure]:
    return {figure.key: figure for figure in _all(records, scope, ledgers)}


def _all(records: Records, scope: Scope, ledgers: dict[str, Ledger]) -> Iterator[Figure]:
    for line in MeetingLine.values:
        yield from meeting_figures(line, ledgers[line], records, scope)
    yield from pilot_figures(ledgers[Line.PILOTS], records, scope)
    yield from reach_figures(records, scope)

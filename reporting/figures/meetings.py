"""Figures of a line that consists of meetings: hubs.* and leadership.*."""

from collections.abc import Iterator
from typing import NamedTuple

from meetings.models import Meeting

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .attended import attended_figure
from .ledger import Ledger, Standing, is_after, is_known_after, is_unconfirmed, lies_in
from .making import agreed, counted, surplus, unaccounted

PLURAL = {"hubs": "hubs", "leadership": "bijeenkomsten Dienend Leiderschap"}


class Definition(NamedTuple):
    name: str
    label: str
    standing: Standing
    definition: str


STANDINGS = (
    Definition(
        "held",
        "gehouden {what}",
        Standing.HELD,
        "Gehouden, de datum ligt geheel in het jaar, en telt mee voor de afspraak.",
    ),
    Definition(
        "moved_out",
        "doorgeschoven {what}",
        Standing.MOVED_OUT,
        "Een datum in het jaar is losgelaten; de nieuwe datum ligt na het jaar.",
    ),
    Definition(
        "cancelled",
        "geannuleerde {what}",
        Standing.CANCELLED,
        "Telt mee voor de afspraak en gaat niet door.",
    ),
    Definition(
        "replaced",
        "vervangen {what}",
        Standing.REPLACED,
        "Telt mee voor de afspraak en ging niet door; wat ervoor in de plaats kwam, telt niet nog "
        "eens mee.",
    ),
    Definition(
        "in_preparation",
        "{what} in voorbereiding",
        Standing.IN_PREPARATION,
        "Telt mee voor de afspraak en moet nog worden gehouden.",
    ),
    Definition(
        "to_confirm",
        "nog te bevestigen {what}",
        Standing.TO_CONFIRM,
        "Telt mee voor de afspraak, maar het staat niet vast dat ze in het jaar zijn gehouden.",
    ),
)


def meeting_figures(line: str, ledger: Ledger, records: Records, scope: Scope) -> Iterator[Figure]:
    yield from figures_in_year(line, ledger, records, scope)
    yield from _after(line, records, scope)


def figures_in_year(line: str, ledger: Ledger, records: Records, scope: Scope) -> Iterator[Figure]:
    what = PLURAL[line]
    yield agreed(f"{line}.agreed", f"afgesproken {what}", ledger)
    for name, label, standing, definition in STANDINGS:
        rows = ledger.standing(standing)
        yield counted(f"{line}.{name}", label.format(what=what), rows, definition, scope)
    yield counted(
        f"{line}.extra",
        f"extra {what}",
        ledger.extras,
        "Niet geannuleerd, de datum ligt geheel in het jaar, en telt voor geen afspraak mee.",
        scope,
    )
    yield unaccounted(f"{line}.unaccounted", f"nog niet toegelichte {what}", ledger, scope)
    yield surplus(f"{line}.surplus", f"{what} meer dan afgesproken", ledger, scope)
    yield attended_figure(line, what, records, scope)


def _after(line: str, records: Records, scope: Scope) -> Iterator[Figure]:
    what = PLURAL[line]
    meetings = [meeting for meeting in records.meetings if meeting.line == line]
    known = [meeting for meeting in meetings if is_known_after(meeting, scope)]
    yield counted(
        f"{line}.held_after",
        f"gehouden {what} na {scope.year}",
        [meeting for meeting in known if meeting.status == Meeting.Status.HELD],
        "Gehouden na het jaar en niet later dan de peildatum; telt niet mee voor het jaar.",
        scope,
    )
    yield counted(
        f"{line}.unconfirmed_after",
        f"{what} na {scope.year}, nog te bevestigen",
        [m for m in meetings if is_after(m, scope.period) and is_unconfirmed(m, scope)],
        "Gepland na het jaar en voor de peildatum; niet vastgelegd of ze zijn gehouden.",
        scope,
    )
    yield counted(
        f"{line}.follow_ups",
        f"{what} na {scope.year} die voortbouwen op een van {scope.year}",
        [meeting for meeting in known if follows_up_within_line(meeting, scope)],
        "Na het jaar, niet later dan de peildatum, en bouwt voort op een bijeenkomst van "
        "dezelfde lijn in het jaar.",
        scope,
    )


def follows_up_within_line(meeting: Meeting, scope: Scope) -> bool:
    earlier = meeting.builds_on
    return (
        earlier is not None
        and not meeting.is_cancelled
        and earlier.line == meeting.line
        and lies_in(earlier, scope.period)
    )

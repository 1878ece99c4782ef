"""Figures of a line that consists of meetings, such as hubs.* and leadership.*."""

from collections.abc import Iterator

from meetings.line import MeetingsLine
from meetings.models import Meeting

from ..document.values import Figure
from ..records.reading import Records
from ..records.scope import Scope
from .attended import attended_figure
from .ledger import (
    Ledger,
    held_in_year,
    held_some_year,
    is_after,
    is_beyond_term,
    is_known_after,
    is_unconfirmed,
    lies_in,
)
from .making import agreed, counted, first_agreed, lowered, standing_figures, surplus, unaccounted


def meeting_figures(
    line: MeetingsLine, ledger: Ledger, records: Records, scope: Scope
) -> Iterator[Figure]:
    yield from figures_in_year(line, ledger, records, scope)
    yield from _after(line, records, scope)


def figures_in_year(
    line: MeetingsLine, ledger: Ledger, records: Records, scope: Scope
) -> Iterator[Figure]:
    what = line.more
    yield agreed(f"{line.key}.agreed", f"afgesproken {what}", ledger)
    yield first_agreed(line, ledger)
    yield lowered(line, ledger, scope)
    yield from standing_figures(line, ledger, scope)
    yield counted(
        f"{line.key}.held_in_year",
        f"gehouden {what} in {scope.year}, voor welke afspraak ook",
        held_in_year(line.key, records, scope),
        "Gehouden en de datum ligt geheel in het jaar: ook wat extra was, in de plaats van een "
        "andere kwam of voor een ander jaar meetelt.",
        scope,
        is_recorded=ledger.is_recorded,
    )
    yield from _beside_the_ledger(line, ledger, scope)
    yield counted(
        f"{line.key}.extra",
        f"extra {what}",
        ledger.extras,
        "Niet geannuleerd, de datum ligt geheel in het jaar, en telt voor geen afspraak mee.",
        scope,
        is_recorded=ledger.is_recorded,
    )
    unfilled = f"{what}: {ledger.unfilled}"
    yield unaccounted(f"{line.key}.unaccounted", unfilled, ledger, scope)
    yield surplus(f"{line.key}.surplus", f"{what} meer dan afgesproken", ledger, scope)
    yield attended_figure(line.key, what, records, scope)


def _beside_the_ledger(line: MeetingsLine, ledger: Ledger, scope: Scope) -> Iterator[Figure]:
    """What cuts through the standings, or stands in none."""
    what, known = line.more, ledger.is_recorded
    yield counted(
        f"{line.key}.fulfilled",
        f"gehouden {what} voor de afspraak, ook in de plaats van een andere",
        ledger.fulfilled,
        "Telt mee voor de afspraak, en is in het jaar gehouden, of is vervangen door een die in "
        "het jaar is gehouden.",
        scope,
        is_recorded=known,
    )
    yield counted(
        f"{line.key}.made_good",
        f"vervangen {what} waarvan de vervanging in het jaar is gehouden",
        ledger.made_good,
        "Telt mee voor de afspraak en ging niet door; wat ervoor in de plaats kwam, is in het jaar "
        "gehouden.",
        scope,
        is_recorded=known,
    )
    yield counted(
        f"{line.key}.held_some_year",
        f"gehouden extra {what} waarvan het jaar niet vaststaat",
        [meeting for meeting in ledger.others if held_some_year(meeting, scope)],
        "Gehouden, telt voor geen afspraak mee, en de datum zegt niet in welk jaar; staat in één "
        "rapportage.",
        scope,
        is_recorded=known,
    )
    yield counted(
        f"{line.key}.beyond_term",
        f"{what} die na de looptijd staan",
        [unit for unit, _standing in ledger.units if is_beyond_term(unit, scope)],
        "Telt mee voor de afspraak; de datum ligt na de laatste dag van het programma.",
        scope,
        is_recorded=known,
    )


def _after(line: MeetingsLine, records: Records, scope: Scope) -> Iterator[Figure]:
    what = line.more
    meetings = records.of_line(line.key)
    known = [meeting for meeting in meetings if is_known_after(meeting, scope)]
    yield counted(
        f"{line.key}.held_after",
        f"gehouden {what} na {scope.year}",
        [meeting for meeting in known if meeting.status == Meeting.Status.HELD],
        "Gehouden na het jaar en niet later dan de peildatum; telt niet mee voor het jaar.",
        scope,
    )
    yield counted(
        f"{line.key}.unconfirmed_after",
        f"{what} na {scope.year}, nog te bevestigen",
        [m for m in meetings if is_after(m, scope.period) and is_unconfirmed(m, scope)],
        "Gepland na het jaar en voor de peildatum; niet vastgelegd of ze zijn gehouden.",
        scope,
    )
    yield counted(
        f"{line.key}.follow_ups",
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

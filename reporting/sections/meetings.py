"""The sections of the lines that consist of meetings, such as a and c.

In which table an agreed meeting is listed, its standing says by its tone.
"""

from collections.abc import Iterable
from functools import partial

from dates.values import ApproximateDate, write
from dutch.numbers import NOT_RECORDED
from meetings.chain import why_cancelled
from meetings.line import MeetingsLine
from meetings.models import Meeting

from ..document.standings import Standing
from ..document.values import Block, Section
from ..figures.attended import attended
from ..figures.ledger import (
    fills,
    held_in_year,
    held_some_year,
    is_after,
    lies_ahead,
    lies_in,
    lost_its_date,
    may_lie_in,
    replacement_of,
    was_held_in,
)
from ..records.scope import Scope
from .chain import chains
from .material import Material, SectionMaker, section, table
from .one_meeting import name, state, where_and_when
from .outcomes import outcomes
from .over_years import line_over_years
from .plan import plan_of_line
from .told_once import table_told_once


def of_meetings(line: MeetingsLine) -> SectionMaker:
    """The section of one line."""
    return partial(_section_of_line, line=line)


def _section_of_line(material: Material, line: MeetingsLine) -> Section:
    return section(
        line.section,
        *plan_of_line(material, line),
        *line_over_years(material, line),
        *_held(material, line),
        *outcomes(material, line),
        *_held_some_year(material, line),
        *_elsewhere(material, line),
        *_date_lost(material, line),
        *_moved(material, line),
        *_cancelled(material, line),
        *_replaced(material, line),
        *_open(material, line),
        *_afterwards(material, line),
        *chains(material, line),
        *material.narrative(line.section),
    )


def _held(material: Material, line: MeetingsLine) -> list[Block]:
    rows = (
        (
            f"{name(meeting)}{_aside(meeting, material)}",
            *where_and_when(meeting),
            str(attended(meeting, material.records, material.scope)),
            minutes(meeting),
            remark(meeting),
        )
        for meeting in held_in_year(line.key, material.records, material.scope)
    )
    caption = f"{line.heading}: gehouden in {material.scope.year}"
    columns = "Bijeenkomst | Plaats | Datum | Aanwezigen | Verslag | Opmerking van de staf"
    return table_told_once(f"{line.key}-held", caption, columns, rows, called=line.more)


def _aside(meeting: Meeting, material: Material) -> str:
    """Why a meeting that was held does not count for the agreement by itself."""
    if meeting.target:
        counts = fills(meeting, material.scope.year)
        return "" if counts else f" (telt mee voor {meeting.target.year})"
    replaced = material.replaced.get(meeting.pk)
    return f" (in de plaats van {replaced})" if replaced else " (extra)"


def _held_some_year(material: Material, line: MeetingsLine) -> list[Block]:
    """An extra of which the date does not say the year: in no count, and in one report."""
    ledger, scope = material.ledgers[line.key], material.scope
    rows = ((name(m), *where_and_when(m)) for m in ledger.others if held_some_year(m, scope))
    caption = f"{line.heading}: gehouden, maar het staat niet vast in welk jaar"
    return table(f"{line.key}-some-year", caption, "Bijeenkomst (extra) | Plaats | Datum", rows)


def _elsewhere(material: Material, line: MeetingsLine) -> list[Block]:
    meetings = material.ledgers[line.key].of_tone("elsewhere")
    rows = ((name(meeting), *where_and_when(meeting)) for meeting in meetings)
    caption = f"{line.heading}: voor de afspraak van {material.scope.year}, gehouden in een ander "
    return table(f"{line.key}-elsewhere", f"{caption}jaar", "Bijeenkomst | Plaats | Datum", rows)


def _date_lost(material: Material, line: MeetingsLine) -> list[Block]:
    ledger = material.ledgers[line.key]
    meetings = [*ledger.standing(Standing.DATE_LOST), *filter(lost_its_date, ledger.others)]
    rows = (
        (
            f"{name(meeting)}{_aside(meeting, material)}",
            meeting.place or NOT_RECORDED,
            _given_up(meeting),
            _reasons(meeting),
        )
        for meeting in meetings
    )
    caption = f"{line.heading}: {Standing.DATE_LOST.row.word}"
    columns = "Bijeenkomst | Plaats | Losgelaten datum | Reden"
    return table_told_once(f"{line.key}-date-lost", caption, columns, rows, called=line.more)


def _moved(material: Material, line: MeetingsLine) -> list[Block]:
    rows = (
        (
            name(meeting),
            meeting.place or NOT_RECORDED,
            _given_up(meeting),
            write(meeting.date),
            state(meeting, material),
            _reasons(meeting),
        )
        for meeting in material.ledgers[line.key].of_tone("later")
    )
    caption = f"{line.heading}: doorgeschoven uit {material.scope.year}"
    columns = "Bijeenkomst | Plaats | Eerder gepland | Nieuwe datum | Stand | Reden"
    return table_told_once(f"{line.key}-moved", caption, columns, rows, called=line.more)


def _cancelled(material: Material, line: MeetingsLine) -> list[Block]:
    """With what stood in the year and was called off, though it counts for no agreement of it."""
    ledger = material.ledgers[line.key]
    called_off = [meeting for meeting in ledger.others if meeting.is_cancelled]
    rows = (
        (
            f"{name(meeting)}{_aside(meeting, material)}",
            *where_and_when(meeting),
            why_cancelled(meeting),
        )
        for meeting in [*ledger.of_tone("lost"), *called_off]
    )
    columns = "Bijeenkomst | Plaats | Datum | Reden"
    caption = f"{line.heading}: geannuleerd"
    return table_told_once(f"{line.key}-cancelled", caption, columns, rows, called=line.more)


def _replaced(material: Material, line: MeetingsLine) -> list[Block]:
    """What did not go on, and what came in its place: that counts here and nowhere else."""
    rows = (
        (
            name(meeting),
            why_cancelled(meeting),
            str(other),
            write(other.date),
            state(other, material),
        )
        for meeting in material.ledgers[line.key].of_tone("instead")
        if (other := replacement_of(meeting))
    )
    columns = "Bijeenkomst | Reden | Vervangen door | Datum | Stand"
    return table(f"{line.key}-replaced", f"{line.heading}: vervangen", columns, rows)


def _open(material: Material, line: MeetingsLine) -> list[Block]:
    """What is agreed and not yet done: in preparation, or past and not confirmed."""
    ledger = material.ledgers[line.key]
    scope = material.scope
    extras = [meeting for meeting in ledger.extras if not was_held_in(meeting, scope)]
    others = [meeting for meeting in ledger.others if is_awaited(meeting, scope)]
    waiting = [meeting for meeting in ledger.of_tone("open") if not lost_its_date(meeting)]
    rows = (
        (
            f"{name(meeting)}{_aside(meeting, material)}",
            *where_and_when(meeting),
            state(meeting, material),
        )
        for meeting in [*waiting, *extras, *others]
    )
    columns = "Bijeenkomst | Plaats | Datum | Stand"
    caption = f"{line.heading}: nog niet gehouden of bevestigd"
    return table_told_once(f"{line.key}-open", caption, columns, rows, called=line.more)


def is_awaited(meeting: Meeting, scope: Scope) -> bool:
    """Stands in the year, or may do so, and neither held in it nor cancelled."""
    is_over = meeting.status == Meeting.Status.HELD and not lies_ahead(meeting, scope)
    if meeting.is_cancelled or is_over:
        return False
    return may_lie_in(meeting.date, scope.period)


def _afterwards(material: Material, line: MeetingsLine) -> list[Block]:
    """After the period and known at the reference date; never added to the year (rule 17).

    A follow-up of this line that counts for another line is shown here too (rule 18).
    """
    scope = material.scope
    listed = {unit.id for unit, _standing in material.ledgers[line.key].units}
    rows = (
        (
            name(meeting),
            *where_and_when(meeting),
            state(meeting, material),
            origin(meeting, line),
        )
        for meeting in material.records.meetings
        if meeting.id not in listed and belongs_to_outlook(meeting, line, scope)
    )
    caption = f"{line.heading}: na {scope.year}, bekend op de peildatum ({scope.reference})"
    columns = "Bijeenkomst | Plaats | Datum | Stand | Bouwt voort op"
    return table_told_once(f"{line.key}-after", caption, columns, rows, called=line.more)


def belongs_to_outlook(meeting: Meeting, line: MeetingsLine, scope: Scope) -> bool:
    if not is_after(meeting, scope.period) or meeting.is_cancelled:
        return False
    if meeting.line == line.key:
        return meeting.date_earliest <= scope.reference.latest
    earlier = meeting.builds_on
    return earlier is not None and earlier.line == line.key and lies_in(earlier, scope.period)


def remark(meeting: Meeting) -> str:
    """Marked as words of staff, and never a number of people (rule 19)."""
    return f"“{meeting.remark}”" if meeting.remark else "–"


def minutes(meeting: Meeting) -> str:
    return "ja" if meeting.has_minutes else NOT_RECORDED


def origin(meeting: Meeting, line: MeetingsLine) -> str:
    earlier = meeting.builds_on
    if earlier is None:
        return "–"
    counted = "" if meeting.line == line.key else f"; telt mee bij {meeting.get_line_display()}"
    return f"{earlier}{counted}"


def _given_up(meeting: Meeting) -> str:
    return _listed(move.former_date for move in meeting.moves)


def _listed(dates: Iterable[ApproximateDate | None]) -> str:
    return ", daarna ".join(write(when) for when in dates)


def _reasons(meeting: Meeting) -> str:
    reasons = [move.reason for move in meeting.moves if move.reason]
    return "; ".join(reasons) or NOT_RECORDED

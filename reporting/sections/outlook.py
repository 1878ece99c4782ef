"""What comes next, and what was published."""

from collections.abc import Iterator

from dates.values import write_day
from dutch.numbers import NOT_RECORDED, in_digits
from dutch.numerals import numeral
from meetings.models import Meeting
from pilots.models import Conversation
from programme.line import CountedLine
from programme.lines import COUNTED_LINES
from publications.models import Publication

from ..document.standings import Standing
from ..document.values import Block, Section, Text
from ..figures.pilots import latest_talk
from .clauses import Clause, labelled
from .material import Material, note, section, table
from .milestones import milestones_ahead
from .one_meeting import name, state, where_and_when
from .told_once import listed, table_told_once

OPEN_TALKS = (Conversation.Stage.EXPLORATORY, Conversation.Stage.CONCRETE)
"""A talk of which the stage is unknown may be over, so it is not told as open."""


def follow_up(material: Material) -> Section:
    """The narrative, what next year holds, the milestones and talks ahead, and what is planned."""
    rows = (
        (name(meeting), *where_and_when(meeting), state(meeting, material))
        for meeting in planned_after(material)
    )
    columns = "Bijeenkomst | Plaats | Datum | Stand"
    return section(
        "follow_up",
        *material.narrative("follow_up"),
        *labelled(f"Afspraken voor {material.scope.year + 1}", _next_year(material)),
        *milestones_ahead(material),
        *labelled("Lopende gesprekken", _open_talks(material)),
        *table_told_once(
            "planned", "Gepland na de peildatum", columns, rows, called="bijeenkomsten"
        ),
    )


def _next_year(material: Material) -> Iterator[Clause]:
    """What is agreed for the next year, beside what this year moves on to it."""
    for line in COUNTED_LINES:
        target = material.records.target(line.key, material.scope.year + 1)
        if target and target.number is not None:
            units = line.one_in_full if target.number == 1 else line.more_in_full
            agreed = Text(f"{numeral(target.number)} {units}")
            yield [agreed, *_moved_on(material, line)]


def _moved_on(material: Material, line: CountedLine) -> Clause:
    counting = Standing.MOVED_OUT.counting(line)
    number = len(material.ledgers[line.key].standing(Standing.MOVED_OUT)) if counting else 0
    if not counting or not number:
        return []
    verb = "is" if number == 1 else "zijn"
    moved = material.reference(f"{line.key}.{counting.name}")
    rest = f" {verb} doorgeschoven uit {material.scope.year}"
    return [Text(", en "), moved, Text(rest)]


def _open_talks(material: Material) -> Iterator[Clause]:
    """With whom a pilot is still talked about, by how far the talk is."""
    talks = [
        (party.name, latest_talk(party, material.scope))
        for party in material.records.counterparties
    ]
    for stage in OPEN_TALKS:
        names = [name for name, talk in talks if talk and talk.stage == stage]
        if names:
            yield [Text(f"{stage.label} over een pilot met {listed(names)}")]


def planned_after(material: Material) -> list[Meeting]:
    """What lies whole after the reference date and is not cancelled."""
    horizon = material.scope.reference.latest
    meetings = material.records.meetings
    return [m for m in meetings if m.date and not m.is_cancelled and m.date.earliest > horizon]


def communication(material: Material) -> Section:
    return section(
        "communication",
        *material.narrative("communication"),
        *_notices(material),
        *_publications(material.records.publications, material.scope.year),
    )


def _notices(material: Material) -> list[Block]:
    """What the funder was told, and when (rule 24)."""
    rows = (
        (
            str(notice.meeting or notice.pilot),
            notice.get_standing_display() or NOT_RECORDED,
            write_day(notice.sent_on),
        )
        for notice in material.records.notices
        if notice.sent_on
    )
    caption = f"Gemeld aan de opdrachtgever over de afspraken van {material.scope.year}"
    return table("notices", caption, "Waarover | Wat er is gebeurd | Verstuurd op", rows)


def _publications(numbers: dict[str, int], year: int) -> list[Block]:
    if not numbers:
        return note(f"Over {year} zijn geen publicaties vastgelegd.")
    kinds = {str(Publication.Kind(kind).label): number for kind, number in numbers.items()}
    rows = [(kind, in_digits(number)) for kind, number in sorted(kinds.items())]
    caption = f"Publicaties over het openbaar bestuur in {year}"
    return table("publications", caption, "Soort | #Aantal", rows)

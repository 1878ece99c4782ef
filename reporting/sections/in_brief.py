"""In het kort: the whole report in a few sentences, made from the records and completed by staff.

What was agreed, what was done, what went otherwise, what came of it, what comes next, and what is
asked of the reader. Each number is a figure with its trace; what is recorded nowhere is not told.
Staff write the rest under `summary` (why, what came of it) and `request` (what is asked).
"""

from collections.abc import Iterator

from dates.values import write
from dutch.numerals import numeral
from meetings.line import MeetingsLine
from meetings.lines import MEETING_LINES
from pilots.models import Conversation
from programme.lines import COUNTED_LINES, LINES
from programme.models import Target

from ..document.values import Block, Paragraph, Text
from ..figures.pilots import latest_talk
from .chain import asked_of_funder
from .clauses import (
    Clause,
    done_on,
    enumerated,
    labelled,
    otherwise_label,
    otherwise_on,
    small,
    strong,
    units_of,
)
from .material import Material
from .outcomes import outcomes_in_brief
from .outlook import planned_after
from .told_once import listed

MOST = 6
"""Milestones, meetings and themes that one sentence names; the chapters name all."""


def in_brief(material: Material) -> list[Block]:
    told = [
        *labelled("Afgesproken", _agreed(material)),
        *labelled("Gedaan", _done(material)),
        *labelled(otherwise_label(material), _otherwise(material)),
        *material.narrative("summary"),
        *labelled("Opbrengst", _outcome(material)),
        *labelled("Wat volgt", _next(material)),
    ]
    return [*told, *_asked(material)]


# --- What was agreed, and what became of it -------------------------------------------------------


def _agreed(material: Material) -> Iterator[Clause]:
    ledgers = material.ledgers
    lines = [line for line in COUNTED_LINES if ledgers[line.key].agreed is not None]
    units = [units_of(material, f"{line.key}.agreed", line) for line in lines]
    year = material.scope.year
    if units:
        yield [Text(f"voor {year}: "), *enumerated(units)]
    aims = [target.description for target in _in_words(material)]
    if aims:
        yield [Text(f"en zonder aantal: {listed([small(aim) for aim in aims])}")]


def _in_words(material: Material) -> list[Target]:
    targets = (material.records.targets.get(line.key) for line in LINES)
    return [target for target in targets if target and target.number is None]


def _done(material: Material) -> Iterator[Clause]:
    for line in COUNTED_LINES:
        yield from done_on(material, line)


def _otherwise(material: Material) -> Iterator[Clause]:
    for line in COUNTED_LINES:
        yield from otherwise_on(material, line)


# --- What came of it, what comes next, what is asked ----------------------------------------------


def _outcome(material: Material) -> Iterator[Clause]:
    reached = material.figures["reach.organisations"]
    if reached.value is not None:
        since = Text("sinds het begin zijn ")
        yield [since, material.reference(reached.key), Text(" organisaties bereikt")]
    for line in MEETING_LINES:
        yield from outcomes_in_brief(material, line)
    themes = list(dict.fromkeys(finding.theme.name for finding in material.records.findings))
    if themes:
        yield [Text(f"er zijn bevindingen over {_some(themes)}")]


def _next(material: Material) -> Iterator[Clause]:
    for line in MEETING_LINES:
        yield from _after(material, line)
    steps = [m for m in material.records.milestones if not m.is_reached and m.expected]
    if steps:
        expected = [f"{small(step.title)} ({write(step.expected)})" for step in steps]
        yield [Text(f"verwacht: {_some(expected)}")]
    if planned := [f"{m} ({write(m.date)})" for m in planned_after(material)]:
        yield [Text(f"gepland: {_some(planned)}")]
    if parties := _concrete(material):
        yield [Text(f"over een pilot wordt concreet gesproken ({listed(parties)})")]


def _after(material: Material, line: MeetingsLine) -> Iterator[Clause]:
    key = f"{line.key}.held_after"
    number = material.figures[key].value or 0
    if number:
        verb = "is" if number == 1 else "zijn"
        when = f"na {material.scope.year} {verb} er "
        units = [Text(when), *units_of(material, key, line), Text(" gehouden")]
        yield [*units, *_follow_ups(material, line)]


def _follow_ups(material: Material, line: MeetingsLine) -> Clause:
    key = f"{line.key}.follow_ups"
    number = material.figures[key].value or 0
    verb = "voortbouwt" if number == 1 else "voortbouwen"
    rest = f" {verb} op een van {material.scope.year}"
    return [Text(", waarvan er "), material.reference(key), Text(rest)] if number else []


def _concrete(material: Material) -> list[str]:
    scope, parties = material.scope, material.records.counterparties
    talks = ((party.name, latest_talk(party, scope)) for party in parties)
    return [name for name, talk in talks if talk and talk.stage == Conversation.Stage.CONCRETE]


def _some(things: list[str]) -> str:
    more = len(things) - MOST
    return listed(things if more <= 0 else [*things[:MOST], f"nog {numeral(more)}"])


def _asked(material: Material) -> list[Block]:
    """What the funder is asked and did not answer, and what else staff ask of the reader; nothing
    where they ask nothing."""
    asked = (*asked_of_funder(material), *material.narrative("request"))
    first, *more = asked or (None,)
    if first is None:
        return []
    label = strong("Gevraagd.")
    if isinstance(first, Paragraph):
        return [Paragraph((label, Text(" "), *first.content)), *more]
    return [Paragraph((label,)), first, *more]

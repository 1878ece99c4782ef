"""A first text for the sections that look at the year as a whole, made of the records alone."""

from collections.abc import Iterator

from dates.values import write, write_day
from dutch.numbers import in_words
from meetings.line import MeetingsLine
from meetings.models import Meeting
from programme.line import CountedLine
from programme.lines import COUNTED_LINES
from publications.models import Publication

from ..document.standings import Standing
from ..figures.ledger import was_held_in
from ..sections.material import Material
from .escaping import as_typed_by_staff as plain
from .escaping import enumerated

MOST = 12
"""Meetings that a suggestion names; the tables name all."""


def summary(material: Material) -> Iterator[str]:
    """Which year of the programme it is."""
    programme, year = material.scope.programme, material.scope.year
    number = year - programme.first_year + 1
    if number > len(ORDINALS) or programme.first_year == programme.last_year:
        return
    yield (
        f"Deze rapportage gaat over het {ORDINALS[number - 1]} van de "
        f"{in_words(len(programme.years))} jaren van het programma {plain(programme.name)}."
    )


ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")


def request(material: Material) -> Iterator[str]:
    """What went otherwise than was agreed needs the assent of who agreed."""
    kinds = (("moved_out", "doorgeschoven"), ("cancelled", "geannuleerd"))
    told = [
        f"- {line.heading}: {{{line.key}.{name}|woorden}} {word}"
        for line in COUNTED_LINES
        for name, word in kinds
        if (figure := material.figures.get(f"{line.key}.{name}")) and figure.value
    ]
    if told:
        asked = "Wij vragen u in te stemmen met wat anders liep dan afgesproken:"
        yield f"{asked}\n\n" + "\n".join(told)


def coherence(material: Material) -> Iterator[str]:
    """Which meetings of the year built on another."""
    held = (m for m in material.records.meetings if was_held_in(m, material.scope))
    told = [f"- {_title(m)} bouwde voort op {_title(m.builds_on)}" for m in held if m.builds_on]
    if told and len(told) <= MOST:
        yield "Deze bijeenkomsten bouwden voort op een andere:\n\n" + "\n".join(told)


def _title(meeting: Meeting) -> str:
    return f"*{plain(meeting.title)}*"


def toolkit(material: Material) -> Iterator[str]:
    records = material.records
    editions = [f"- {plain(e.title)}: {write(e.ready)}" for e in records.editions if e.ready]
    if editions:
        yield "Deze edities zijn gereed:\n\n" + "\n".join(editions)
    reached = [f"- {plain(m.title)}: {write(m.actual)}" for m in records.milestones if m.is_reached]
    if reached:
        yield "Deze mijlpalen zijn bereikt:\n\n" + "\n".join(reached)


def resume(material: Material) -> Iterator[str]:
    """Of each line what was agreed and what was done, as figures."""
    told = [
        f"- {line.heading}: {{{line.key}.agreed|woorden}} afgesproken, "
        f"{{{_done(line)}|woorden}} {Standing.HELD.word(line)}"
        for line in COUNTED_LINES
        if material.figures[f"{line.key}.agreed"].value is not None
    ]
    if told and material.scope.has_begun:
        yield f"In {material.scope.year} kwam het hierop neer:\n\n" + "\n".join(told)


def _done(line: CountedLine) -> str:
    name = "fulfilled" if isinstance(line, MeetingsLine) else "completed"
    return f"{line.key}.{name}"


def communication(material: Material) -> Iterator[str]:
    kinds = [str(Publication.Kind(kind).label) for kind in sorted(material.records.publications)]
    if kinds:
        year = material.scope.year
        yield f"Over het openbaar bestuur verscheen in {year}: {enumerated(kinds)}."
    notices = [
        f"- {plain(str(notice.meeting or notice.pilot))}: {write_day(notice.sent_on)}"
        for notice in material.records.notices
        if notice.sent_on
    ]
    if notices and len(notices) <= MOST:
        yield "Aan de opdrachtgever is gemeld:\n\n" + "\n".join(notices)


OF_THE_YEAR = {
    "summary": summary,
    "request": request,
    "coherence": coherence,
    "toolkit": toolkit,
    "resume": resume,
    "communication": communication,
}
"""By the key of the section."""

"""A first text for a section, made of the records alone: staff read it, and write on from there.

Numbers are named as figures, so that they keep their trace. Where the records say nothing there
is no suggestion.
"""

from collections.abc import Callable, Iterator

from dates.values import write
from meetings.models import Meeting
from programme.line import CountedLine, Line
from programme.lines import COUNTED_LINES, LINES, line_of

from ..document.section_titles import SECTION_TITLES
from ..document.standings import Standing, countings
from ..sections.material import Material
from .escaping import as_typed_by_staff as plain
from .escaping import enumerated
from .suggesting_wholes import OF_THE_YEAR

MOST = 12
"""Meetings that a suggestion names; the tables name all."""


def suggestion_for(section: str, material: Material) -> str:
    """Markdown; empty where the records say nothing of it."""
    of_line = next((line for line in LINES if line.section == section), None)
    paragraphs = _of_line(of_line, material) if of_line else _other(section)(material)
    return "\n\n".join(paragraphs)


def sections_with_suggestion(material: Material) -> set[str]:
    """Of those without a text."""
    written = {row.section for row in material.records.texts}
    empty = (section for section in SECTION_TITLES if section not in written)
    return {section for section in empty if suggestion_for(section, material)}


def _other(section: str) -> Callable[[Material], Iterator[str]]:
    return OTHERS.get(section, _nothing)


def _nothing(_: Material) -> Iterator[str]:
    yield from ()


def _of_line(line: Line, material: Material) -> Iterator[str]:
    target = material.records.targets.get(line.key)
    if isinstance(line, CountedLine):
        yield from _plan(line, material)
        yield from _events(line, material)
    elif target:
        yield f"Afgesproken is: {plain(target.description).rstrip('.')}."
    for text in (target.explanation, target.state) if target else ():
        if text.strip():
            yield text.strip()


def _plan(line: CountedLine, material: Material) -> Iterator[str]:
    agreed = material.figures[f"{line.key}.agreed"].value
    if not agreed:
        return
    verb, what = ("is", line.one_in_full) if agreed == 1 else ("zijn", line.more_in_full)
    year = material.scope.year
    parts = [*_standings(line, material), *_lacking(line, material)]
    told = f" Daarvan: {enumerated(parts)}." if parts else ""
    yield f"Voor {year} {verb} {{{line.key}.agreed|woorden}} {what} afgesproken.{told}"


def _standings(line: CountedLine, material: Material) -> Iterator[str]:
    for standing, counting in countings(line):
        key = f"{line.key}.{counting.name}"
        if material.figures[key].value:
            yield f"{{{key}|woorden}} {standing.word(line)}"


def _lacking(line: CountedLine, material: Material) -> Iterator[str]:
    key = f"{line.key}.unaccounted"
    if key in material.figures and material.figures[key].value:
        yield f"{{{key}|woorden}} niet terug te vinden"


def _events(line: CountedLine, material: Material) -> Iterator[str]:
    ledger = material.ledgers[line.key]
    held = [unit for unit in ledger.standing(Standing.HELD) if isinstance(unit, Meeting)]
    if held and len(held) <= MOST:
        yield "Gehouden:\n\n" + "\n".join(f"- {_meeting(unit)}" for unit in held)
    moved = [unit for unit in ledger.standing(Standing.MOVED_OUT) if isinstance(unit, Meeting)]
    for unit in moved if len(moved) <= MOST else []:
        yield f"{_title(unit)} is verplaatst naar {write(unit.date)}. {_reasons(unit)}"


def _meeting(meeting: Meeting) -> str:
    when = write(meeting.date) if meeting.date else ""
    return ", ".join(part for part in (_title(meeting), plain(meeting.place), when) if part)


def _title(meeting: Meeting) -> str:
    return f"*{plain(meeting.title)}*"


def _reasons(meeting: Meeting) -> str:
    reasons = list(dict.fromkeys(move.reason for move in meeting.moves if move.reason))
    if not reasons:
        return "De reden is niet vastgelegd."
    return f"De reden: {plain('; '.join(reasons)).rstrip('.')}."


def _introduction(material: Material) -> Iterator[str]:
    scope = material.scope
    yield (
        f"Deze rapportage gaat over {scope.year} van het programma "
        f"{plain(scope.programme.name)}. Bekend is wat tot en met {scope.reference} is vastgelegd."
    )


def _parties(material: Material) -> Iterator[str]:
    lines = [
        f"- {party.get_role_display().capitalize()}: {plain(party.organisation.name)}"
        for party in material.records.parties
    ]
    if lines:
        yield "Bij het programma zijn betrokken:\n\n" + "\n".join(lines)


def _activities(material: Material) -> Iterator[str]:
    lines = [line for line in COUNTED_LINES if material.figures[f"{line.key}.agreed"].value]
    aims = [each for each in material.records.targets.values() if each.number is None]
    bullets = [f"- {{{line.key}.agreed|woorden}} {_word(line, material)}" for line in lines]
    bullets += [f"- {line_of(aim.line).name}: {plain(aim.description)}" for aim in aims]
    if bullets:
        yield f"Voor {material.scope.year} is afgesproken:\n\n" + "\n".join(bullets)


def _word(line: CountedLine, material: Material) -> str:
    one = material.figures[f"{line.key}.agreed"].value == 1
    return line.one_in_full if one else line.more_in_full


def _findings(material: Material) -> Iterator[str]:
    themes = dict.fromkeys(finding.theme.name for finding in material.records.findings)
    if themes:
        named = enumerated([plain(name) for name in themes])
        yield f"Er zijn bevindingen vastgelegd over: {named}."


def _follow_up(material: Material) -> Iterator[str]:
    horizon = material.scope.reference.latest
    planned = [
        meeting
        for meeting in material.records.meetings
        if meeting.date and not meeting.is_cancelled and meeting.date.earliest > horizon
    ]
    if planned and len(planned) <= MOST:
        yield "Gepland na de peildatum:\n\n" + "\n".join(f"- {_meeting(each)}" for each in planned)


OTHERS = {
    **OF_THE_YEAR,
    "introduction": _introduction,
    "parties": _parties,
    "activities": _activities,
    "findings": _findings,
    "follow_up": _follow_up,
}

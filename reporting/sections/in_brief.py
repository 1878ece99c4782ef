"""In het kort: the whole report in a few sentences, made from the records and completed by staff.

What was agreed, what was done, what went otherwise, what came of it, what comes next, and what is
asked of the reader. Each number is a figure with its trace; what is recorded nowhere is not told.
Staff write the rest under `summary` (why, what came of it) and `request` (what is asked).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.text import capfirst

from dates.values import write
from meetings.line import MeetingsLine
from meetings.lines import MEETING_LINES
from pilots.models import Conversation
from programme.line import CountedLine
from programme.lines import COUNTED_LINES, LINES

from ..document.standings import Standing
from ..document.values import Block, Emphasis, FigureReference, Inline, Paragraph, Text
from ..figures.ledger import Ledger
from ..figures.pilots import latest_talk
from ..narrative.numerals import numeral
from .material import Material
from .outlook import planned_after
from .told_once import listed

MOST = 6
"""Milestones, meetings and themes that one sentence names; the chapters name all."""

Clause = list[Inline]


def in_brief(material: Material) -> list[Block]:
    told = [
        *_labelled("Afgesproken", _agreed(material)),
        *_labelled("Gedaan", _done(material)),
        *_labelled("Anders gegaan", _otherwise(material)),
        *material.narrative("summary"),
        *_labelled("Opbrengst", _outcome(material)),
        *_labelled("Wat volgt", _next(material)),
    ]
    return [*told, *_asked(material)]


def _labelled(label: str, clauses: Iterable[Clause]) -> Iterator[Paragraph]:
    """One sentence of the clauses, after a word that says what it is about."""
    found = [clause for clause in clauses if clause]
    if found:
        yield Paragraph((_strong(f"{label}."), Text(" "), *_sentence(found)))


def _strong(text: str) -> Emphasis:
    return Emphasis((Text(text),), strong=True)


def _sentence(clauses: list[Clause]) -> Clause:
    """With a capital, also where it begins with a number in words."""
    joined = [inline for clause in clauses for inline in (Text("; "), *clause)][1:]
    return [*_capital(joined), Text(".")]


def _capital(inlines: Clause) -> Clause:
    first, *rest = inlines
    if isinstance(first, Text | FigureReference):
        return [replace(first, text=capfirst(first.text)), *rest]
    return inlines


# --- What was agreed, and what became of it -------------------------------------------------------


def _agreed(material: Material) -> Iterator[Clause]:
    ledgers = material.ledgers
    lines = [line for line in COUNTED_LINES if ledgers[line.key].agreed is not None]
    units = [_units(material, f"{line.key}.agreed", line) for line in lines]
    year = material.scope.year
    if units:
        yield [Text(f"voor {year}: "), *_enumerated(units)]
    aims = [target.description for target in _in_words(material)]
    if aims:
        yield [Text(f"en zonder aantal: {listed([_small(aim) for aim in aims])}")]


def _in_words(material: Material) -> list:
    targets = (material.records.targets.get(line.key) for line in LINES)
    return [target for target in targets if target and target.number is None]


def _small(text: str) -> str:
    """As it goes on in a sentence: a capital goes, unless more follow, as in BZK."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}".rstrip(".")


def _units(material: Material, key: str, line: CountedLine) -> Clause:
    figure = material.figures[key]
    word = line.one_in_full if figure.value == 1 else line.more_in_full
    return [material.reference(key), Text(f" {word}")]


def _enumerated(parts: list[Clause]) -> Clause:
    links = [", "] * (len(parts) - 2) + [" en "] * (len(parts) > 1) + [""]
    return [each for part, link in zip(parts, links, strict=True) for each in _with(part, link)]


def _with(part: Clause, link: str) -> Clause:
    return [*part, Text(link)] if link else part


def _done(material: Material) -> Iterator[Clause]:
    for line in COUNTED_LINES:
        ledger = material.ledgers[line.key]
        if ledger.agreed:
            yield _of_agreed(material, line, ledger)
        yield from _in_year(material, line)


def _in_year(material: Material, line: CountedLine) -> Iterator[Clause]:
    """What was held in the year may be another number than what fills its agreement."""
    key, year = f"{line.key}.held_in_year", material.scope.year
    held = material.figures[f"{line.key}.fulfilled"] if key in material.figures else None
    if held is None or material.figures[key].value in (held.value, None):
        return
    verb = "is" if material.figures[key].value == 1 else "zijn"
    for_year = material.reference(held.key, "geen" if not held.value else "")
    told = Text(f" {verb} in {year} gehouden, waarvan ")
    yield [*_units(material, key, line), told, for_year, Text(f" voor een afspraak van {year}")]


def _of_agreed(material: Material, line: CountedLine, ledger: Ledger) -> Clause:
    """Such as "vijf van de acht Goed Werk Hubs zijn gehouden"."""
    counting = Standing.HELD.counting(line)
    key = f"{line.key}.{counting.name}" if counting else ""
    done, agreed, word = material.figures[key].value or 0, ledger.agreed, Standing.HELD.word(line)
    if agreed == 1:
        return _of_one(material, line, key, word)
    number = material.reference(key, "geen" if done == 0 else numeral(done))
    of = material.reference(f"{line.key}.agreed")
    verb = "zijn" if done > 1 else "is"
    return [number, Text(" van de "), of, Text(f" {line.more_in_full} {verb} {word}")]


def _of_one(material: Material, line: CountedLine, key: str, word: str) -> Clause:
    """ "De ene afgesproken pilot": the number of what is done says nothing that words do not."""
    not_yet = "" if material.figures[key].value else "niet "
    one = material.reference(f"{line.key}.agreed", "ene")
    return [Text("de "), one, Text(f" afgesproken {line.one_in_full} is {not_yet}{word}")]


def _otherwise(material: Material) -> Iterator[Clause]:
    for line in COUNTED_LINES:
        for standing in Standing:
            if standing is not Standing.HELD:
                yield from _became(material, line, standing)
        yield from _missing(material, line)


def _became(material: Material, line: CountedLine, standing: Standing) -> Iterator[Clause]:
    counting = standing.counting(line)
    units = material.ledgers[line.key].standing(standing) if counting else []
    if not counting or not units:
        return
    verb = "is" if len(units) == 1 else "zijn"
    named = _units(material, f"{line.key}.{counting.name}", line)
    good = _made_good(material, line) if standing is Standing.REPLACED else ""
    yield [*named, Text(f" {verb} {standing.word(line)}{_how(standing, units)}{good}")]


def _how(standing: Standing, units: list) -> str:
    if standing is Standing.MOVED_OUT:
        dates = listed(list(dict.fromkeys(write(unit.date) for unit in units)))
        return f" naar {dates} ({_reasons(move.reason for unit in units for move in unit.moves)})"
    if standing is Standing.CANCELLED:
        return f" ({_reasons(map(_why, units))})"
    return ""


def _made_good(material: Material, line: CountedLine) -> str:
    """That what came in the place of what was replaced was held in the year."""
    ledger = material.ledgers[line.key]
    replaced, good = len(ledger.standing(Standing.REPLACED)), len(ledger.made_good)
    if not good:
        return ""
    if good == replaced:
        which = "de vervanging is" if good == 1 else "de vervangingen zijn"
        return f" ({which} in {material.scope.year} gehouden)"
    verb = "is" if good == 1 else "zijn"
    return f" (van {numeral(good)} {verb} de vervanging in {material.scope.year} gehouden)"


def _why(unit: object) -> str:
    """Why it is cancelled: a meeting has a reason of a list, a pilot a note."""
    reason = getattr(unit, "get_cancellation_reason_display", lambda: "")()
    return reason or getattr(unit, "cancellation_note", "")


def _reasons(reasons: Iterable[str]) -> str:
    found = list(dict.fromkeys(reasons))
    known = [_small(reason) for reason in found if reason]
    if not known:
        return "de reden is niet vastgelegd"
    return "; ".join([*known, *(["van een deel niet vastgelegd"] if "" in found else [])])


def _missing(material: Material, line: CountedLine) -> Iterator[Clause]:
    if material.ledgers[line.key].unaccounted:
        named = _units(material, f"{line.key}.unaccounted", line)
        if not material.scope.has_begun:
            verb = "is" if material.ledgers[line.key].unaccounted == 1 else "zijn"
            yield [*named, Text(f" {verb} nog niet gepland")]
            return
        yield [Text("van "), *named, Text(" is niet vastgelegd wat ervan werd")]


# --- What came of it, what comes next, what is asked ----------------------------------------------


def _outcome(material: Material) -> Iterator[Clause]:
    reached = material.figures["reach.organisations"]
    if reached.value is not None:
        since = Text("sinds het begin kwamen er deelnemers uit ")
        yield [since, material.reference(reached.key), Text(" organisaties")]
    themes = list(dict.fromkeys(finding.theme.name for finding in material.records.findings))
    if themes:
        yield [Text(f"er zijn bevindingen over {_some(themes)}")]


def _next(material: Material) -> Iterator[Clause]:
    for line in MEETING_LINES:
        yield from _after(material, line)
    steps = [m for m in material.records.milestones if not m.is_reached and m.expected]
    if steps:
        expected = [f"{_small(step.title)} ({write(step.expected)})" for step in steps]
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
        units = [Text(when), *_units(material, key, line), Text(" gehouden")]
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
    """What staff ask of the reader; nothing where they ask nothing."""
    first, *more = material.narrative("request") or (None,)
    if first is None:
        return []
    label = _strong("Gevraagd.")
    if isinstance(first, Paragraph):
        return [Paragraph((label, Text(" "), *first.content)), *more]
    return [Paragraph((label,)), first, *more]

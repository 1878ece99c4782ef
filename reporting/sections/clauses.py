"""Clauses about one line: what was agreed, what was done, and what became of the rest.

The first section and the section of the line say them in the same words, so that they cannot
contradict each other. Each number is a figure with its trace.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dates.values import write
from dutch.numerals import begin, numeral
from programme.line import CountedLine

from ..document.standings import Standing
from ..document.values import Emphasis, FigureReference, Inline, Paragraph, Text
from ..figures.ledger import Ledger
from .material import Material
from .told_once import listed

Clause = list[Inline]


def labelled(label: str, clauses: Iterable[Clause]) -> Iterator[Paragraph]:
    """One sentence of the clauses, after a word that says what it is about."""
    found = [clause for clause in clauses if clause]
    if found:
        yield Paragraph((strong(f"{label}."), Text(" "), *_sentence(found)))


def strong(text: str) -> Emphasis:
    return Emphasis((Text(text),), strong=True)


def _sentence(clauses: list[Clause]) -> Clause:
    """With a capital, also where it begins with a number in words."""
    joined = [inline for clause in clauses for inline in (Text("; "), *clause)][1:]
    return [*_capital(joined), Text(".")]


def _capital(inlines: Clause) -> Clause:
    first, *rest = inlines
    if isinstance(first, Text | FigureReference):
        return [replace(first, text=begin(first.text)), *rest]
    return inlines


def small(text: str) -> str:
    """As it goes on in a sentence: a capital goes, unless more follow, as in BZK."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}".rstrip(".")


def units_of(material: Material, key: str, line: CountedLine) -> Clause:
    figure = material.figures[key]
    word = line.one_in_full if figure.value == 1 else line.more_in_full
    return [material.reference(key), Text(f" {word}")]


def enumerated(parts: list[Clause]) -> Clause:
    links = [", "] * (len(parts) - 2) + [" en "] * (len(parts) > 1) + [""]
    return [each for part, link in zip(parts, links, strict=True) for each in _with(part, link)]


def _with(part: Clause, link: str) -> Clause:
    return [*part, Text(link)] if link else part


def done_on(material: Material, line: CountedLine) -> Iterator[Clause]:
    """What was held in the year may be another number than what fills its agreement; both then."""
    ledger = material.ledgers[line.key]
    if not ledger.has_begun:
        return
    in_year = material.figures.get(f"{line.key}.held_in_year")
    if in_year and in_year.value not in (None, material.figures[f"{line.key}.fulfilled"].value):
        yield _in_year(material, line, ledger)
    elif ledger.agreed:
        yield _of_agreed(material, line, ledger)


def _in_year(material: Material, line: CountedLine, ledger: Ledger) -> Clause:
    """Such as "vier hubs zijn in 2014 gehouden, waarvan geen voor een afspraak van 2014"."""
    key, held, year = f"{line.key}.held_in_year", f"{line.key}.fulfilled", material.scope.year
    verb = "is" if material.figures[key].value == 1 else "zijn"
    filling = material.reference(held, "" if material.figures[held].value else "geen")
    told: Clause = [Text(f" {verb} in {year} gehouden, waarvan "), filling]
    agreed: Clause = [Text(" (afgesproken: "), material.reference(f"{line.key}.agreed"), Text(")")]
    rest = agreed if ledger.agreed else []
    return [*units_of(material, key, line), *told, Text(f" voor een afspraak van {year}"), *rest]


def _of_agreed(material: Material, line: CountedLine, ledger: Ledger) -> Clause:
    """Such as "vijf van de acht Goed Werk Hubs zijn gehouden"."""
    counting = Standing.HELD.counting(line)
    key = f"{line.key}.{counting.name}" if counting else ""
    done, word = material.figures[key].value or 0, Standing.HELD.word(line)
    if ledger.agreed == 1:
        return _of_one(material, line, key, word)
    if done == ledger.agreed:
        return _all(material, line, key, word)
    number = material.reference(key, "geen" if done == 0 else numeral(done))
    of = material.reference(f"{line.key}.agreed")
    verb = "zijn" if done > 1 else "is"
    return [number, Text(" van de "), of, Text(f" {line.more_in_full} {verb} {word}")]


def _all(material: Material, line: CountedLine, key: str, word: str) -> Clause:
    """Such as "beide afgesproken hubs zijn gehouden" and "alle drie afgesproken hubs ..."."""
    told: Clause = [Text(f" afgesproken {line.more_in_full} zijn {word}")]
    if material.figures[key].value == 2:
        return [material.reference(key, "beide"), *told]
    return [Text("alle "), material.reference(key), *told]


def _of_one(material: Material, line: CountedLine, key: str, word: str) -> Clause:
    """ "De ene afgesproken pilot": the number of what is done says nothing that words do not."""
    not_yet = "" if material.figures[key].value else "niet "
    one = material.reference(f"{line.key}.agreed", "ene")
    return [Text("de "), one, Text(f" afgesproken {line.one_in_full} is {not_yet}{word}")]


def otherwise_label(material: Material) -> str:
    return "Anders gegaan" if material.scope.has_begun else "Nog te doen"


def otherwise_on(material: Material, line: CountedLine) -> Iterator[Clause]:
    """What became of each agreed unit that was not done, with the reason where one is known."""
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
    named = units_of(material, f"{line.key}.{counting.name}", line)
    good = _made_good(material, line) if standing is Standing.REPLACED else ""
    yield [*named, Text(f" {verb} {standing.word(line)}{_how(standing, units)}{good}")]


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


def _how(standing: Standing, units: list) -> str:
    if standing is Standing.MOVED_OUT:
        dates = listed(list(dict.fromkeys(write(unit.date) for unit in units)))
        return f" naar {dates} ({_reasons(move.reason for unit in units for move in unit.moves)})"
    if standing is Standing.CANCELLED:
        return f" ({_reasons(map(_why, units))})"
    return ""


def _why(unit: object) -> str:
    """Why it is cancelled: a meeting has a reason of a list, a pilot a note."""
    reason = getattr(unit, "get_cancellation_reason_display", lambda: "")()
    return reason or getattr(unit, "cancellation_note", "")


def _reasons(reasons: Iterable[str]) -> str:
    found = list(dict.fromkeys(reasons))
    known = [small(reason) for reason in found if reason]
    if not known:
        return "de reden is niet vastgelegd"
    return "; ".join([*known, *(["van een deel niet vastgelegd"] if "" in found else [])])


def _missing(material: Material, line: CountedLine) -> Iterator[Clause]:
    ledger = material.ledgers[line.key]
    if not ledger.unaccounted:
        return
    named = units_of(material, f"{line.key}.unaccounted", line)
    if ledger.has_begun:
        yield [Text("van "), *named, Text(" is niet vastgelegd wat ervan werd")]
    else:
        verb = "is" if ledger.unaccounted == 1 else "zijn"
        yield [*named, Text(f" {verb} {ledger.unfilled}")]

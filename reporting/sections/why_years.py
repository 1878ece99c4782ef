"""Waarom is dit anders dan vorig jaar? A line of a list for each line of activity that differs.

Made of the ledgers of both years. What became of each unit stands in the section of its line.
"""

from collections.abc import Iterator

from dutch.numerals import numeral
from meetings.line import MeetingsLine
from programme.line import CountedLine
from programme.lines import COUNTED_LINES

from ..document.standings import Standing
from ..document.values import Block, BulletList, Emphasis, FigureReference, Inline, Paragraph, Text
from ..figures.why_years import HELD_FOR, Part, done_otherwise, held_otherwise
from .material import Material

WORDS = {
    "agreed": "afgesproken",
    "unaccounted": "niet terug te vinden",
    "lowered": "uit een eerdere, hogere afspraak",
    "surplus": "boven de afspraak vastgelegd",
    "without_number": "vastgelegd zonder dat een aantal was afgesproken",
}


def why_other_than_last_year(material: Material) -> list[Block]:
    """Nothing where no number differs, or where of a year nothing is recorded."""
    told = [tuple(_of_line(material, line)) for line in COUNTED_LINES]
    items = tuple((Paragraph(each),) for each in told if each)
    if not items or not material.scope.has_begun:
        return []
    head = Text(f"Waarom is dit anders dan in {material.scope.year - 1}?")
    return [Paragraph((Emphasis((head,), strong=True),)), BulletList(items)]


def _of_line(material: Material, line: CountedLine) -> Iterator[Inline]:
    year = material.scope.year
    before, after = material.term[year - 1][line.key], material.ledgers[line.key]
    if not (before.is_recorded and after.is_recorded):
        return
    sentences = []
    if isinstance(line, MeetingsLine) and _is_apart(material, line):
        parts = held_otherwise(line, material.records, material.scope)
        sentences.append(_sentence(material, line, "held_in_year", parts))
    done = "fulfilled" if isinstance(line, MeetingsLine) else "completed"
    sentences.append(_sentence(material, line, done, done_otherwise(line, before, after)))
    found = [sentence for sentence in sentences if sentence]
    if found:
        yield Emphasis((Text(f"{line.heading}."),), strong=True)
        for sentence in found:
            yield from sentence


def _is_apart(material: Material, line: CountedLine) -> bool:
    """Whether what was held is not just what fills the agreement of its year."""
    figures = material.figures
    keys = [f"{prefix}{line.key}" for prefix in ("", "previous.")]
    pairs = [(figures[f"{k}.held_in_year"].value, figures[f"{k}.fulfilled"].value) for k in keys]
    return any(held != done for held, done in pairs)


def _sentence(material: Material, line: CountedLine, name: str, parts: list[Part]) -> list[Inline]:
    by = sum(part.change for part in parts)
    if not by:
        return []
    year, key = material.scope.year, f"{line.key}.{name}"
    what = Standing.HELD.word(line)
    if name == "fulfilled":
        what = f"{what} voor de afspraak van het jaar"
    is_one = material.figures[key].value == 1
    opening: list[Inline] = [
        Text(f" In {year} {'is' if is_one else 'zijn'} er "),
        _reference(material, key),
        Text(f" {what}, {numeral(abs(by))} {_more(by)} dan in {year - 1} ("),
        _reference(material, f"previous.{key}"),
        Text("): "),
    ]
    told = [part for each in parts for part in (Text("; "), *_told(material, line, each))]
    return [*opening, *told[1:], Text(".")]


def _told(material: Material, line: CountedLine, part: Part) -> Iterator[Inline]:
    """How many more or fewer there are than last year, with both numbers."""
    by, year = part.after - part.before, material.scope.year
    if part.name == "agreed" and 0 in (part.before, part.after):
        yield from _agreed_in_one(material, line, part)
        return
    word = HELD_FOR.get(part.name) or _word(line, part)
    verb = "" if part.name in HELD_FOR else f" {'is' if abs(by) == 1 else 'zijn'}"
    yield Text(f"{numeral(abs(by))} {_more(by)}{verb} {word} (in {year - 1} ")
    yield _number(material, f"previous.{line.key}.{part.name}", part, part.before)
    yield Text(f", in {year} ")
    yield _number(material, f"{line.key}.{part.name}", part, part.after)
    yield Text(")")


def _agreed_in_one(material: Material, line: CountedLine, part: Part) -> Iterator[Inline]:
    """That no number is recorded for a year is no agreement of none."""
    year, key = material.scope.year, f"{line.key}.agreed"
    none, other = (year, year - 1) if part.before else (year - 1, year)
    yield Text(f"voor {none} is geen aantal afgesproken of vastgelegd (voor {other} ")
    yield material.reference(key if other == year else f"previous.{key}")
    yield Text(")")


def _reference(material: Material, key: str) -> FigureReference:
    return material.reference(key, "geen" if material.figures[key].value == 0 else "")


def _word(line: CountedLine, part: Part) -> str:
    return part.standing.word(line) if part.standing else WORDS[part.name]


def _number(material: Material, key: str, part: Part, number: int) -> Inline:
    """With its trace where it is just the figure of that name."""
    figure = material.figures.get(key)
    if part.name not in HELD_FOR and figure is not None and (figure.value or 0) == number:
        return FigureReference(key, numeral(number) if number else "geen")
    return Text(numeral(number) if number else "geen")


def _more(by: int) -> str:
    return "meer" if by > 0 else "minder"

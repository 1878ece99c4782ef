"""The page that opens the report: key figures, the plan–reality table and its chart."""

from programme.line import CountedLine
from programme.lines import COUNTED_LINES

from ..document.standings import Standing, countings
from ..document.values import Block, Cell, KeyFigures
from ..narrative.reading import print_figure
from .material import Material, note
from .over_years import compared_with_last_year
from .plan import plan_chart, plan_of_all

REACHED = ("reach.organisations", "", "organisatie met deelnemers", "organisaties met deelnemers")
"""The figure, the figure that says how many were agreed, and the words under one and under more."""


def summary(material: Material) -> tuple[Block, ...]:
    return (
        KeyFigures(tuple(_key_figure(material, *row) for row in key_figures())),
        *note(_empty(material)),
        *plan_of_all(material),
        *plan_chart(material),
        *compared_with_last_year(material),
    )


def key_figures() -> list[tuple[str, str, str, str]]:
    """What was done on each line of which a number is agreed, and who was reached."""
    return [*map(_done, COUNTED_LINES), REACHED]


def _in_year(material: Material, key: str, agreed: str) -> tuple[str, str]:
    """The figure, and what its words add.

    What was held in the year may be another number than what fills its agreement; both are named.
    """
    held, year = material.figures[key], material.scope.year
    in_year = material.figures.get(key.replace(".held", ".held_in_year"), held)
    if in_year.value == held.value:
        of_none = held.value == 0 and material.figures[agreed].value is None
        return key, f" voor een afspraak van {year}" if of_none else ""
    filling = print_figure(held, words=False)
    return in_year.key, f" in {year}, waarvan {filling} voor een afspraak van {year}"


def _done(line: CountedLine) -> tuple[str, str, str, str]:
    name = next(counting.name for stands, counting in countings(line) if stands is Standing.HELD)
    word = Standing.HELD.word(line)
    both = (f"{line.one_in_full} {word}", f"{line.more_in_full} {word}")
    return f"{line.key}.{name}", f"{line.key}.agreed", *both


def _key_figure(material: Material, key: str, agreed: str, one: str, more: str) -> Cell:
    key, both = _in_year(material, key, agreed) if agreed else (key, "")
    label = (one if material.figures[key].value == 1 else more) + both
    of = material.figures.get(agreed)
    if of is not None and of.value is not None:
        number = "ene" if of.value == 1 else print_figure(of, words=True)
        label = f"{label}, van de {number} afgesproken"
    if of is None:
        label = f"{label}, sinds het begin van het programma"
    return Cell(label, figure=key)


def _empty(material: Material) -> str:
    """A year without records says so, and one that had not begun."""
    if not material.scope.has_begun:
        year, reference = material.scope.year, material.scope.reference
        return f"Op de peildatum ({reference}) was {year} nog niet begonnen."
    if material.records.targets or any(each.is_recorded for each in material.ledgers.values()):
        return ""
    return f"Over {material.scope.year} is nog niets vastgelegd, geen afspraak en geen activiteit."

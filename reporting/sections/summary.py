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


def _done(line: CountedLine) -> tuple[str, str, str, str]:
    name = next(counting.name for stands, counting in countings(line) if stands is Standing.HELD)
    word = Standing.HELD.word(line)
    both = (f"{line.one_in_full} {word}", f"{line.more_in_full} {word}")
    return f"{line.key}.{name}", f"{line.key}.agreed", *both


def _key_figure(material: Material, key: str, agreed: str, one: str, more: str) -> Cell:
    label = one if material.figures[key].value == 1 else more
    of = material.figures.get(agreed)
    if of is not None and of.value is not None:
        number = "ene" if of.value == 1 else print_figure(of, words=True)
        label = f"{label}, van de {number} afgesproken"
    if of is None:
        label = f"{label}, sinds het begin van het programma"
    return Cell(label, figure=key)


def _empty(material: Material) -> str:
    """A year without records says so."""
    if material.records.targets or any(ledger.extras for ledger in material.ledgers.values()):
        return ""
    return f"Over {material.scope.year} is nog niets vastgelegd, geen afspraak en geen activiteit."

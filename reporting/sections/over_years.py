"""More years beside each other: each line over the term, and this year beside last year."""

from programme.line import CountedLine
from programme.lines import COUNTED_LINES

from ..document.values import Bar, BarChart, Block, Cell
from ..figures.term import compared, is_recorded
from .material import Material, table
from .plan import bar_of, describe, shown_rows


def compared_with_last_year(material: Material) -> list[Block]:
    """Nothing in the first year of the term, or where of last year nothing is recorded."""
    year = material.scope.year
    before = material.term.get(year - 1)
    if not is_recorded(before):
        return []
    rows = [
        (f"{line.heading}: {word}", *_both_years(material, f"{line.key}.{name}"))
        for line in COUNTED_LINES
        for name, word in _worded(material, line).items()
    ]
    caption = f"{year} naast {year - 1}, zoals het op de peildatum bekend was"
    return table("compared", caption, f"Cijfer | #{year - 1} | #{year}", rows)


def _worded(material: Material, line: CountedLine) -> dict[str, str]:
    """What was held in the year stands apart where it is not what fills its agreement."""
    words = compared(line)
    pairs = [(f"{of}{line.key}.held_in_year", f"{of}{line.key}.held") for of in ("", "previous.")]
    figures = material.figures
    if all(
        one not in figures or figures[one].value == figures[other].value for one, other in pairs
    ):
        return {name: word for name, word in words.items() if name != "held_in_year"}
    return words | {"held": "daarvan voor de afspraak van het jaar"}


def _both_years(material: Material, key: str) -> tuple[Cell, Cell]:
    return material.cell(f"previous.{key}"), material.cell(key)


def line_over_years(material: Material, line: CountedLine) -> list[Block]:
    """The chart of one line, a bar a year, and the table of all years together."""
    bars = [
        bar
        for year, ledgers in material.term.items()
        if (bar := bar_of(ledgers[line.key], line, str(year)))
    ]
    return [*_chart(line, bars), *_so_far(material, line, bars)]


def _chart(line: CountedLine, bars: list[Bar]) -> list[Block]:
    if not bars:
        return []
    caption = f"{line.heading}: afspraak en werkelijkheid per jaar"
    return [BarChart(f"{line.key}-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def _so_far(material: Material, line: CountedLine, bars: list[Bar]) -> list[Block]:
    if len(bars) < 2:
        return []
    shown = [*shown_rows(material, line, "cumulative."), *_moved_and_held(material, line)]
    rows = [(label, material.cell(key)) for key, label in shown]
    first = min(material.term)
    caption = f"{line.heading}: {first} tot en met {material.scope.year} opgeteld"
    return table(f"{line.key}-so-far", caption, "Stand | #Aantal", rows)


def _moved_and_held(material: Material, line: CountedLine) -> list[tuple[str, str]]:
    """A pilot does not move out of its year, so it has no such row."""
    key = f"cumulative.{line.key}.moved_and_held"
    return [(key, "Doorgeschoven en inmiddels gehouden")] if key in material.figures else []

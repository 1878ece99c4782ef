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
    words, figures = compared(line), material.figures
    if "fulfilled" not in words:
        return words
    keys = [f"{of}{line.key}" for of in ("", "previous.")]
    names = ("held_in_year", "fulfilled", "held")
    same = all(len({figures[f"{key}.{name}"].value for name in names}) == 1 for key in keys)
    left_out = ("held_in_year", "fulfilled") if same else ("held",)
    return {name: word for name, word in words.items() if name not in left_out}


def _both_years(material: Material, key: str) -> tuple[Cell, Cell]:
    return material.cell(f"previous.{key}"), material.cell(key)


def line_over_years(material: Material, line: CountedLine) -> list[Block]:
    """The chart of one line, a bar a year, and the table of all years together."""
    bars = [
        bar
        for year, ledgers in material.term.items()
        if (bar := bar_of(ledgers[line.key], line, str(year)))
    ]
    if len(bars) < 2:
        return []  # The chart of all lines has the one year already.
    return [*_chart(line, bars), *_so_far(material, line)]


def _chart(line: CountedLine, bars: list[Bar]) -> list[Block]:
    caption = f"{line.heading}: afspraak en werkelijkheid per jaar"
    return [BarChart(f"{line.key}-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def _so_far(material: Material, line: CountedLine) -> list[Block]:
    shown = [*shown_rows(material, line, "cumulative."), *_moved_and_held(material, line)]
    rows = [(label, material.cell(key)) for key, label in shown]
    first = min(material.term)
    caption = f"{line.heading}: {first} tot en met {material.scope.year} opgeteld"
    return table(f"{line.key}-so-far", caption, "Stand | #Aantal", rows)


def _moved_and_held(material: Material, line: CountedLine) -> list[tuple[str, str]]:
    """A pilot does not move out of its year, so it has no such row."""
    key = f"cumulative.{line.key}.moved_and_held"
    return [(key, "Doorgeschoven en inmiddels gehouden")] if key in material.figures else []

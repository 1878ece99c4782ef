"""More years beside each other: each line over the term, and this year beside last year."""

from ..document.values import Bar, BarChart, Block
from ..figures.term import PREVIOUS, is_recorded
from .material import Material, table
from .plan import LINES, bar_of, describe, shown_rows

COMPARED = {
    "hubs.agreed": "Goed Werk Hubs: afgesproken",
    "hubs.held": "Goed Werk Hubs: gehouden",
    "hubs.moved_out": "Goed Werk Hubs: doorgeschoven",
    "hubs.cancelled": "Goed Werk Hubs: geannuleerd",
    "hubs.attended": "Goed Werk Hubs: aanwezigen",
    "pilots.agreed": "Pilots: afgesproken",
    "pilots.completed": "Pilots: afgerond",
    "leadership.agreed": "Dienend Leiderschap: afgesproken",
    "leadership.held": "Dienend Leiderschap: gehouden",
    "leadership.moved_out": "Dienend Leiderschap: doorgeschoven",
    "leadership.cancelled": "Dienend Leiderschap: geannuleerd",
    "leadership.attended": "Dienend Leiderschap: aanwezigen",
}


def compared_with_last_year(material: Material) -> list[Block]:
    """Nothing in the first year of the term, or where of last year nothing is recorded."""
    year = material.scope.year
    before = material.term.get(year - 1)
    if not is_recorded(before):
        return []
    rows = [
        (COMPARED[key], material.cell(f"previous.{key}"), material.cell(key)) for key in PREVIOUS
    ]
    caption = f"{year} naast {year - 1}, zoals het op de peildatum bekend was"
    return table("compared", caption, f"Cijfer | #{year - 1} | #{year}", rows)


def line_over_years(material: Material, line: str) -> list[Block]:
    """The chart of one line, a bar a year, and the table of all years together."""
    bars = [
        bar for year, ledgers in material.term.items() if (bar := bar_of(ledgers[line], str(year)))
    ]
    return [*_chart(line, bars), *_so_far(material, line, bars)]


def _chart(line: str, bars: list[Bar]) -> list[Block]:
    if not bars:
        return []
    caption = f"{LINES[line]}: afspraak en werkelijkheid per jaar"
    return [BarChart(f"{line}-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def _so_far(material: Material, line: str, bars: list[Bar]) -> list[Block]:
    if len(bars) < 2:
        return []
    prefix = f"cumulative.{line}"
    shown = [*shown_rows(material, prefix), *_moved_and_held(material, prefix)]
    rows = [(label, material.cell(f"{prefix}.{name}")) for name, label in shown]
    first = min(material.term)
    caption = f"{LINES[line]}: {first} tot en met {material.scope.year} opgeteld"
    return table(f"{line}-so-far", caption, "Stand | #Aantal", rows)


def _moved_and_held(material: Material, prefix: str) -> list[tuple[str, str]]:
    """A pilot does not move out of its year, so it has no such row."""
    has_row = f"{prefix}.moved_and_held" in material.figures
    return [("moved_and_held", "Doorgeschoven en inmiddels gehouden")] if has_row else []

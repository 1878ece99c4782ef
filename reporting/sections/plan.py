"""The plan–reality table, for one line and for all lines together."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from programme.line import CountedLine
from programme.lines import COUNTED_LINES, line_of

from ..document.standings import BY_TONE, SHY, Standing
from ..document.values import Bar, BarChart, Block, Cell, Figure, Segment, Text
from ..figures.ledger import Ledger
from .clauses import Clause, done_on, labelled, otherwise_label, otherwise_on
from .line_block import after_done
from .material import Material, note, table
from .not_recorded import TITLE as NOT_RECORDED_TITLE

DIFFERENCE = "difference-"
"""How the kind of such a line of the readiness list begins."""
WHY_THERE = f"Waarom dit verschil niet is toegelicht, staat onder “{NOT_RECORDED_TITLE}”."


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A row in the table of one line, and a column where all lines stand beside each other."""

    label: str = ""
    head: str
    is_rare: bool = False
    """Stands in a table only where there is any."""
    name: str = ""
    """The last part of the key of its figure; that of a standing differs by line."""
    standing: Standing | None = None

    def name_of(self, line: CountedLine) -> str:
        if self.standing is None:
            return self.name
        counting = self.standing.counting(line)
        return counting.name if counting else ""

    def label_of(self, line: CountedLine) -> str:
        word = self.standing.word(line) if self.standing else ""
        return self.label or capfirst(word)

    @property
    def is_of_the_year(self) -> bool:
        """Counts what the year saw, and not what became of its agreement."""
        return self.name in ("held_in_year", "extra")


def _of_standing(standing: Standing) -> PlanRow:
    row = standing.row
    head = row.head or capfirst(row.word)
    return PlanRow(label=row.label, head=head, is_rare=row.is_rare, standing=standing)


MADE_GOOD = PlanRow(
    name="made_good",
    label="Daarvan is de vervanging in het jaar gehouden",
    head="Vervanging gehouden",
    is_rare=True,
)
UNFILLED = "unaccounted"
"""How its row is called depends on whether the year had begun."""

ROWS = (
    PlanRow(name="agreed", label="Afgesproken", head=f"Afge{SHY}sproken"),
    PlanRow(
        name="held_in_year",
        label="Gehouden in het jaar, voor welke afspraak ook",
        head="Gehouden in het jaar",
        is_rare=True,
    ),
    *(
        row
        for standing in Standing
        for row in (
            _of_standing(standing),
            *((MADE_GOOD,) if standing is Standing.REPLACED else ()),
        )
    ),
    PlanRow(name=UNFILLED, head="Niet terug te vinden"),
    PlanRow(
        name="lowered",
        label="Uit een eerdere, hogere afspraak",
        head="Uit eerdere afspraak",
        is_rare=True,
    ),
    PlanRow(
        name="surplus",
        label="Meer dan afgesproken",
        head=f"Meer dan afge{SHY}sproken",
        is_rare=True,
    ),
    PlanRow(name="extra", label="Extra, buiten de afspraak", head="Extra", is_rare=True),
)


def plan_of_line(material: Material, line: CountedLine) -> list[Block]:
    """How one line stands against what was agreed, and why it differs."""
    ledger, year = material.ledgers[line.key], material.scope.year
    if not ledger.is_recorded:
        return note(f"Voor {year} is op deze lijn niets afgesproken of vastgelegd.")
    return [
        *note("" if ledger.target else f"Voor {year} is op deze lijn geen afspraak vastgelegd."),
        *labelled("Afgesproken", _agreed_on(material, line)),
        *labelled("Gedaan", done_on(material, line)),
        *([] if ledger.has_begun else _to_be_done(material, line)),
        *after_done(material, line),
        *note(_unexplained(ledger, material)),
    ]


def _to_be_done(material: Material, line: CountedLine) -> Iterator[Block]:
    """Of a year that had not begun nothing is different yet."""
    return labelled(otherwise_label(material), otherwise_on(material, line))


def _agreed_on(material: Material, line: CountedLine) -> Iterator[Clause]:
    """The number, and what was agreed in words; the table of all lines has the numbers once."""
    target = material.ledgers[line.key].target
    if target is None:
        return
    number: Clause = [material.reference(f"{line.key}.agreed"), Text(": ")]
    yield [*(number if target.number is not None else []), Text(target.description.rstrip("."))]


def _unexplained(ledger: Ledger, material: Material) -> str:
    """That staff wrote nothing on a difference of which nothing is found."""
    if ledger.target and ledger.target.explanation:
        return ""
    if is_let_stand(ledger, material):
        return WHY_THERE
    missing = ledger.unaccounted and ledger.has_begun
    return "Het verschil met de afspraak is nog niet toegelicht." if missing else ""


def is_let_stand(ledger: Ledger, material: Material) -> bool:
    """Staff gave a reason why this difference is not explained."""
    differences = {each.section for each in material.let_stand if each.kind.startswith(DIFFERENCE)}
    return ledger.target is not None and line_of(ledger.target.line).section in differences


def shown_rows(material: Material, line: CountedLine, prefix: str = "") -> list[tuple[str, str]]:
    """The figures that a line has, by key and label, without the rare ones of which it has none."""
    found = [(row, figure) for row in ROWS if (figure := _figure(material, line, row, prefix))]
    found = [pair for pair in found if _is_shown(*pair, material)]
    names = {row.name for row, _figure in found}
    if not prefix and not has_agreement(material, line):
        found = [(row, figure) for row, figure in found if row.is_of_the_year]
    return [(figure.key, _label(row, line, names, material)) for row, figure in found]


def has_agreement(material: Material, line: CountedLine) -> bool:
    """Whether anything was agreed for the year, or fills what was; else no unit can stand."""
    ledger = material.ledgers[line.key]
    return bool(ledger.target or ledger.units)


def _label(row: PlanRow, line: CountedLine, shown: set[str], material: Material) -> str:
    """What was held has two numbers where these differ, and then both are named."""
    if row.name == UNFILLED:
        return capfirst(material.ledgers[line.key].unfilled)
    if row.standing is Standing.HELD and "held_in_year" in shown:
        return "Daarvan voor de afspraak van het jaar"
    return row.label_of(line)


def _figure(material: Material, line: CountedLine, row: PlanRow, prefix: str = "") -> Figure | None:
    return material.figures.get(f"{prefix}{line.key}.{row.name_of(line)}")


def _figures_of(material: Material, row: PlanRow) -> list[Figure]:
    found = (_figure(material, line, row) for line in COUNTED_LINES)
    return [figure for figure in found if figure]


def _is_shown(row: PlanRow, figure: Figure, material: Material) -> bool:
    if row.name == "held_in_year":
        done = figure.key.replace("held_in_year", "fulfilled")
        return figure.value != material.figures[done].value
    return bool(figure.value) or not row.is_rare


def _is_told(row: PlanRow, figure: Figure, material: Material) -> bool:
    """A column of noughts says nothing, but where it is of what was agreed or done."""
    always = row.name == "agreed" or row.standing is Standing.HELD
    return always or (bool(figure.value) and _is_shown(row, figure, material))


def plan_of_all(material: Material) -> list[Block]:
    """All lines with a number beside each other; "held" and "completed" are one column."""
    shown = [
        row
        for row in ROWS
        if any(_is_told(row, each, material) for each in _figures_of(material, row))
    ]
    names = {row.name for row in shown}
    heads = " | ".join(f"#{_head(row, names, material)}" for row in shown)
    rows: list[tuple[str | Cell, ...]] = [
        (line.heading, *(_cell(material, line, row) for row in shown)) for line in COUNTED_LINES
    ]
    caption = f"Afgesproken en gedaan in {material.scope.year}"
    return table("plan", caption, f"Lijn | {heads}", rows)


def _head(row: PlanRow, shown: set[str], material: Material) -> str:
    if row.name == UNFILLED and not material.scope.has_begun:
        return "Nog niet gepland"
    if row.standing is Standing.HELD and "held_in_year" in shown:
        return f"{row.head} voor de af{SHY}spraak"
    return row.head


def _cell(material: Material, line: CountedLine, row: PlanRow) -> Cell:
    """Nothing stands for an agreement that there is not."""
    figure = _figure(material, line, row)
    if figure is None or (row.standing and not has_agreement(material, line)):
        return Cell("–")
    return material.cell(figure.key)


def plan_chart(material: Material) -> list[BarChart]:
    bars = [
        bar
        for line in COUNTED_LINES
        if (bar := bar_of(material.ledgers[line.key], line, line.heading))
    ]
    if not bars:
        return []
    caption = f"Wat er van de afspraken voor {material.scope.year} is geworden"
    return [BarChart("plan-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def bar_of(ledger: Ledger, line: CountedLine, label: str) -> Bar | None:
    if ledger.agreed is None:
        return None
    parts = [
        (standing.word(line), len(ledger.standing(standing)), standing.row.tone)
        for standing in BY_TONE
    ]
    parts.append((ledger.unfilled, ledger.unaccounted or 0, "missing"))
    segments = tuple(Segment(*part) for part in parts if part[1])
    return Bar(label, ledger.agreed, segments)


def describe(bar: Bar) -> str:
    parts = ", ".join(f"{segment.value} {segment.label}" for segment in bar.segments)
    return f"{bar.label}: {bar.total} afgesproken; {parts or 'niets vastgelegd'}."

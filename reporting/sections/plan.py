"""The plan–reality table, for one line and for all lines together."""

from ..document.values import Bar, BarChart, Block, Cell, Segment
from ..figures.ledger import Ledger, Standing
from .material import Material, note, table

ROWS = (
    ("agreed", "Afgesproken"),
    ("held", "Gehouden"),
    ("completed", "Afgerond"),
    ("moved_out", "Doorgeschoven"),
    ("cancelled", "Geannuleerd"),
    ("replaced", "Vervangen door een andere"),
    ("running", "Bezig"),
    ("in_preparation", "In voorbereiding"),
    ("to_confirm", "Nog te bevestigen"),
    ("unaccounted", "Nog niet toegelicht"),
    ("surplus", "Meer dan afgesproken"),
    ("extra", "Extra, buiten de afspraak"),
)
RARE = ("replaced", "running", "to_confirm", "surplus", "extra")
"""Stands in a table only where there is any."""
LINES = {"hubs": "Goed Werk Hubs", "pilots": "Pilots", "leadership": "Dienend Leiderschap"}
HEADS = {
    "agreed": "Afge­sproken",
    "held": "Gehouden of afgerond",
    "moved_out": "Door­geschoven",
    "cancelled": "Gean­nuleerd",
    "replaced": "Ver­vangen",
    "in_preparation": "In voor­bereiding",
    "to_confirm": "Nog te bevestigen",
    "unaccounted": "Niet toegelicht",
    "surplus": "Meer dan afge­sproken",
    "extra": "Extra",
}
"""Where many stand beside each other, with soft hyphens."""
TONES = (
    (Standing.HELD, "done"),
    (Standing.MOVED_OUT, "later"),
    (Standing.RUNNING, "open"),
    (Standing.IN_PREPARATION, "open"),
    (Standing.TO_CONFIRM, "open"),
    (Standing.REPLACED, "instead"),
    (Standing.CANCELLED, "lost"),
)


def plan_of_line(material: Material, line: str) -> list[Block]:
    """How one line stands against what was agreed, and why it differs."""
    ledger = material.ledgers[line]
    if not ledger.target and not ledger.extras:
        return note(f"Voor {material.scope.year} is op deze lijn niets afgesproken of vastgelegd.")
    rows = [(label, material.cell(f"{line}.{name}")) for name, label in shown_rows(material, line)]
    caption = f"{LINES[line]}: afspraak en werkelijkheid in {material.scope.year}"
    return [
        *table(f"{line}-plan", caption, "Stand | #Aantal", rows),
        *explanation(ledger, material),
    ]


def explanation(ledger: Ledger, material: Material) -> list[Block]:
    """What staff wrote on the difference; that it is missing stands there too."""
    if ledger.target and ledger.target.explanation:
        return [*material.read(f"Toelichting op het verschil. {ledger.target.explanation}")]
    if ledger.unaccounted:
        return note("Het verschil met de afspraak is nog niet toegelicht.")
    return []


def shown_rows(material: Material, *prefixes: str) -> list[tuple[str, str]]:
    """The rows that a line has, without the rare ones of which none of these has any."""

    def is_shown(name: str) -> bool:
        found = (material.figures.get(f"{prefix}.{name}") for prefix in prefixes)
        numbers = [figure.value for figure in found if figure]
        return any(numbers) if name in RARE else bool(numbers)

    return [(name, label) for name, label in ROWS if is_shown(name)]


def plan_of_all(material: Material) -> list[Block]:
    """All lines with a number beside each other; "held" and "completed" are one column."""
    shown = [(name, label) for name, label in shown_rows(material, *LINES) if name != "completed"]
    heads = " | ".join(f"#{HEADS.get(name, label)}" for name, label in shown)
    rows: list[tuple[str | Cell, ...]] = [
        (label, *(_cell(material, line, name) for name, _head in shown))
        for line, label in LINES.items()
    ]
    caption = f"Afgesproken en gedaan in {material.scope.year}"
    return table("plan", caption, f"Lijn | {heads}", rows)


def _cell(material: Material, line: str, name: str) -> Cell:
    names = ("held", "completed") if name == "held" else (name,)
    keys = (f"{line}.{name}" for name in names)
    key = next((key for key in keys if key in material.figures), None)
    return material.cell(key) if key else Cell("–")


def plan_chart(material: Material) -> list[BarChart]:
    bars = [bar for line, label in LINES.items() if (bar := bar_of(material.ledgers[line], label))]
    if not bars:
        return []
    caption = f"Wat er van de afspraken voor {material.scope.year} is geworden"
    return [BarChart("plan-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def bar_of(ledger: Ledger, label: str) -> Bar | None:
    if ledger.agreed is None:
        return None
    parts = [(stand.word(ledger.line), len(ledger.standing(stand)), tone) for stand, tone in TONES]
    parts.append(("nog niet toegelicht", ledger.unaccounted or 0, "missing"))
    segments = tuple(Segment(*part) for part in parts if part[1])
    return Bar(label, ledger.agreed, segments)


def describe(bar: Bar) -> str:
    parts = ", ".join(f"{segment.value} {segment.label}" for segment in bar.segments)
    return f"{bar.label}: {bar.total} afgesproken; {parts or 'niets vastgelegd'}."

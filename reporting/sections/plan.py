"""The plan–reality table, for one line and for all lines together."""

from ..document import Bar, BarChart, Block, Cell, Segment, Table
from ..ledger import Ledger, Standing
from .material import Material, note, paragraphs, table

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
    ("extra", "Extra, buiten de afspraak"),
)
LINES = {"hubs": "Goed Werk Hubs", "pilots": "Pilots", "leadership": "Dienend Leiderschap"}
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
    rows = [
        (label, material.cell(f"{line}.{name}"))
        for name, label in ROWS
        if f"{line}.{name}" in material.figures
    ]
    caption = f"{LINES[line]}: afspraak en werkelijkheid in {material.scope.year}"
    return [
        *table(f"{line}-plan", caption, "Stand | #Aantal", rows),
        *explanation(ledger),
    ]


def explanation(ledger: Ledger) -> list[Block]:
    """What staff wrote on the difference; that it is missing stands there too."""
    if ledger.target and ledger.target.explanation:
        return paragraphs(f"Toelichting op het verschil. {ledger.target.explanation}")
    if ledger.unaccounted:
        return note("Het verschil met de afspraak is nog niet toegelicht.")
    return []


def plan_of_all(material: Material) -> Table:
    """All lines with a number beside each other."""
    heads = "Lijn | #Afge­sproken | #Gehouden of afgerond | "
    heads += "#Door­geschoven | #Gean­nuleerd | #Ver­vangen | "
    heads += "#In voor­bereiding | #Nog te bevestigen | #Niet toegelicht | #Extra"
    rows = [(label, *_row(material, line)) for line, label in LINES.items()]
    caption = f"Afgesproken en gedaan in {material.scope.year}"
    return table("plan", caption, heads, rows)[0]


def _row(material: Material, line: str) -> list[Cell]:
    def cell(*names: str) -> Cell:
        keys = (f"{line}.{name}" for name in names)
        key = next((key for key in keys if key in material.figures), None)
        return material.cell(key) if key else Cell("–")

    return [
        cell("agreed"),
        cell("held", "completed"),
        cell("moved_out"),
        cell("cancelled"),
        cell("replaced"),
        cell("in_preparation"),
        cell("to_confirm"),
        cell("unaccounted"),
        cell("extra"),
    ]


def plan_chart(material: Material) -> list[BarChart]:
    bars = [bar for line, label in LINES.items() if (bar := bar_of(material.ledgers[line], label))]
    if not bars:
        return []
    caption = f"Wat er van de afspraken voor {material.scope.year} is geworden"
    return [BarChart("plan-chart", caption, " ".join(map(describe, bars)), tuple(bars))]


def bar_of(ledger: Ledger, label: str) -> Bar | None:
    if ledger.agreed is None:
        return None
    parts = [(stand.value, len(ledger.standing(stand)), tone) for stand, tone in TONES]
    parts.append(("nog niet toegelicht", ledger.unaccounted, "missing"))
    segments = tuple(Segment(*part) for part in parts if part[1])
    return Bar(label, ledger.agreed, segments)


def describe(bar: Bar) -> str:
    parts = ", ".join(f"{segment.value} {segment.label}" for segment in bar.segments)
    return f"{bar.label}: {bar.total} afgesproken; {parts or 'niets vastgelegd'}."

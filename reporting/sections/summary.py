"""The page that opens the report: key figures, the plan–reality table and its chart."""

from ..document import Block, Cell, KeyFigures
from ..narrative import print_figure
from .material import Material, note
from .plan import plan_chart, plan_of_all

KEY_FIGURES = (
    ("hubs.held", "Goed Werk Hubs gehouden", "hubs.agreed"),
    ("pilots.completed", "pilots afgerond", "pilots.agreed"),
    ("leadership.held", "bijeenkomsten Dienend Leiderschap gehouden", "leadership.agreed"),
    ("reach.organisations", "organisaties met deelnemers sinds het begin", ""),
)
"""The figure, the words under it, and the figure that says how many were agreed."""


def summary(material: Material) -> tuple[Block, ...]:
    return (
        KeyFigures(tuple(_key_figure(material, *row) for row in KEY_FIGURES)),
        *note(_empty(material)),
        plan_of_all(material),
        *plan_chart(material),
    )


def _key_figure(material: Material, key: str, label: str, agreed: str) -> Cell:
    of = material.figures[agreed] if agreed else None
    if of is not None and of.value is not None:
        label = f"{label}, van de {print_figure(of, words=True)} afgesproken"
    return Cell(label, figure=key)


def _empty(material: Material) -> str:
    """A year without records says so."""
    if material.records.targets or any(ledger.extras for ledger in material.ledgers.values()):
        return ""
    return f"Over {material.scope.year} is nog niets vastgelegd, geen afspraak en geen activiteit."

"""The page that opens the report: key figures, the plan–reality table and its chart."""

from ..document import Block, Cell, KeyFigures
from ..narrative import print_figure
from .material import Material, note
from .plan import plan_chart, plan_of_all

KEYS = (
    ("hubs.held", "Goed Werk Hubs gehouden"),
    ("pilots.completed", "pilots afgerond"),
    ("leadership.held", "bijeenkomsten Dienend Leiderschap gehouden"),
    ("reach.organisations", "organisaties met deelnemers sinds het begin"),
)


def summary(material: Material) -> tuple[Block, ...]:
    return (
        KeyFigures(tuple(_key_figure(material, key, label) for key, label in KEYS)),
        *note(_empty(material)),
        plan_of_all(material),
        *plan_chart(material),
    )


def _key_figure(material: Material, key: str, label: str) -> Cell:
    figure = material.figures[key]
    of = material.figures.get(key.replace("held", "agreed").replace("completed", "agreed"))
    if of is not None and of is not figure and of.value is not None:
        label = f"{label}, van de {print_figure(of, words=True)} afgesproken"
    return Cell(label, figure=key)


def _empty(material: Material) -> str:
    """A year without records says so."""
    if material.records.targets or any(ledger.extras for ledger in material.ledgers.values()):
        return ""
    return f"Over {material.scope.year} is nog niets vastgelegd: geen afspraken en geen activiteiten."

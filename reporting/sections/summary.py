"""The first section: the report in a few sentences, the table of plan and reality and its chart."""

from ..document.values import Block
from .in_brief import in_brief
from .material import Material, note
from .plan import plan_chart, plan_of_all


def summary(material: Material) -> tuple[Block, ...]:
    return (
        *note(_empty(material)),
        *in_brief(material),
        *plan_of_all(material),
        *plan_chart(material),
    )


def _empty(material: Material) -> str:
    """A year without records says so, and one that had not begun."""
    if not material.scope.has_begun:
        year, reference = material.scope.year, material.scope.reference
        return f"Op de peildatum ({reference}) was {year} nog niet begonnen."
    if material.records.targets or any(each.is_recorded for each in material.ledgers.values()):
        return ""
    return f"Over {material.scope.year} is nog niets vastgelegd, geen afspraak en geen activiteit."

"""What is not recorded and why: the lines of the readiness list that staff let stand."""

from collections import defaultdict

from ..document.values import Section
from .material import Material, table

KEY, TITLE = "not_recorded", "Wat niet is vastgelegd, en waarom"
COLUMNS = "Wat niet is vastgelegd | Waarvan | Waarom"
CAPTION = "Wat er in deze rapportage ontbreekt, en de reden"


def not_recorded(material: Material) -> Section | None:
    """Told once for all of which the same is missing for the same reason."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in material.let_stand:
        found[each.what, each.reason].append(each.of)
    rows = ((what, "; ".join(of), reason) for (what, reason), of in found.items())
    blocks = table(KEY.replace("_", "-"), CAPTION, COLUMNS, rows)
    return Section(KEY, TITLE, tuple(blocks)) if blocks else None

"""The floors of the house. What stands on a floor may use what stands below it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FLOORS = (
    ("dates", "dutch", "tables"),
    ("backoffice",),
    ("programme", "outbox", "privacy", "documents", "sheets"),
    ("meetings", "pilots"),
    ("hubs", "leadership", "publications", "toolkit", "sorting"),
    ("ambassadors",),
    ("reporting",),
    ("routekaart",),
)
FLOOR_OF = {app: number for number, floor in enumerate(FLOORS) for app in floor}


def upward_uses(uses: dict[str, set[str]]) -> list[str]:
    """The uses that reach a higher floor."""
    return [
        f"{app} uses {other}"
        for app in sorted(uses)
        for other in sorted(uses[app])
        if FLOOR_OF[other] > FLOOR_OF[app]
    ]


def circles(uses: dict[str, set[str]]) -> list[str]:
    """Apps that, in the end, use themselves."""
    return [app for app in sorted(uses) if app in reachable(app, uses)]


def reachable(start: str, uses: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = set(uses[start])
    while todo:
        app = todo.pop()
        found.add(app)
        todo |= uses.get(app, set()) - found
    return found

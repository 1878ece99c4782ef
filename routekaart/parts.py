"""The parts of the admin, in the order of the work; in which of them each of its pages stands."""

from collections.abc import Iterable

from meetings.lines import MEETING_LINES

MEETINGS, PILOTS, TOOLKIT = "Bijeenkomsten", "Pilots", "Toolkit"
NETWORK, REPORT, KEEPING = "Netwerk", "Rapportage", "Beheer"

PARTS: dict[str, tuple[str, ...]] = {
    MEETINGS: (*(line.key for line in MEETING_LINES), "meetings", "programme.theme"),
    PILOTS: ("pilots",),
    TOOLKIT: ("toolkit", "sorting"),
    NETWORK: ("ambassadors", "programme.organisation", "programme.person", "publications"),
    REPORT: ("reporting", "programme"),
    KEEPING: ("auth", "outbox", "privacy"),
}
"""Of each part the apps and models ("app.model") in it; what is named nowhere is in the last."""


def in_parts(apps: Iterable[dict]) -> list[dict]:
    """The lists of the admin as Django gives them, app by app, put together as the work goes."""
    entries: dict[str, list[tuple[int, dict]]] = {part: [] for part in PARTS}
    for app in apps:
        for entry in app["models"]:
            part, place = place_of(app["app_label"], entry["object_name"].lower())
            entries[part].append((place, entry))
    return [
        {
            "name": part,
            "app_label": part.lower(),
            "app_url": "",
            "has_module_perms": True,
            "models": [entry for _, entry in sorted(found, key=lambda pair: pair[0])],
        }
        for part, found in entries.items()
        if found
    ]


def place_of(app: str, model: str) -> tuple[str, int]:
    """A model that is named itself stands there, and not with the rest of its app."""
    for name in (f"{app}.{model}", app):
        for part, names in PARTS.items():
            if name in names:
                return part, names.index(name)
    return KEEPING, len(PARTS[KEEPING])

"""What changed since the edition before, in sentences a reader understands."""

from collections.abc import Iterator
from typing import Any

from .book import items_of

FIRST = "Eerste uitgave."
NOTHING = "De onderdelen zijn gelijk; alleen de stand of het colofon is anders."
EACH_TIME = "Uitgave"
"""What of a colophon is another one at every publishing: its number and day."""


def is_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return _to_compare(before) == _to_compare(after)


def _to_compare(book: dict[str, Any]) -> dict[str, Any]:
    return book | {"colophon": {k: v for k, v in book["colophon"].items() if k != EACH_TIME}}


def changes(before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    if before is None:
        return FIRST
    return "\n".join(_sentences(before, after)) or NOTHING


def _sentences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    old = {item["key"]: item for item in items_of(before)}
    new = {item["key"]: item for item in items_of(after)}
    if before["title"] != after["title"]:
        yield f"De titel was “{before['title']}”."
    yield from (f"Nieuw: “{item['title']}”." for key, item in new.items() if key not in old)
    yield from (f"Niet meer erin: “{i['title']}”." for key, i in old.items() if key not in new)
    both = [key for key in new if key in old]
    for key in both:
        yield from _changed(old[key], new[key])
    if both != [key for key in old if key in new]:
        yield "De volgorde is anders."


def _changed(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """For whom it is stands in a book since copies are given."""
    now_for, before_for = new["audience"], old.get("audience", new["audience"])
    if old["title"] != new["title"]:
        yield f"Gewijzigd: “{new['title']}”, dat eerder “{old['title']}” heette."
    elif {**old, "audience": now_for} != new:
        yield f"Gewijzigd: “{new['title']}”."
    if now_for != before_for:
        yield f"Voor anderen dan eerder: “{new['title']}”."

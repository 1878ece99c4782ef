"""Stored bytes of a Document as the dictionary that today's pages read."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from programme.lines import COUNTED_LINES

from .standings import countings
from .values import SCHEMA_VERSION


def _without_makers(document: dict) -> dict:
    """Versions of schema 1 do not say who wrote and who approved."""
    unsaid = dict.fromkeys(("written_by", "submitted", "approved", "four_eyes"), "")
    return document | {"colophon": unsaid | document.get("colophon", {})}


NOT_KEPT = "de reden is bij deze versie niet bewaard"


def _without_reasons(document: dict) -> dict:
    """Versions of schema 2 have headings of plain text, and say where a record stood by their
    figures alone."""
    changed = _with_inline_headings(document)
    return changed | {"became": dict(_became(document["figures"])), "agreements": {}}


def _with_inline_headings(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_inline_headings(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "subheading":
        text = {"type": "text", "text": value["text"]}
        return {"type": "subheading", "content": [text]}
    return {key: _with_inline_headings(each) for key, each in value.items()}


def _became(figures: dict[str, dict]) -> Iterator[tuple[str, dict]]:
    for line in COUNTED_LINES:
        for standing, counting in countings(line):
            keys = (f"{prefix}{line.key}.{counting.name}" for prefix in ("", "cumulative."))
            why = NOT_KEPT if standing.row.has_cause else ""
            for record in (r for key in keys for r in figures.get(key, {}).get("records", ())):
                yield record, {"standing": standing.word(line), "why": why}


UPGRADES: dict[int, Callable[[dict], dict]] = {1: _without_makers, 2: _without_reasons}
"""Per schema version the step to the next one. A step that a published Document needs stays."""


class UnknownSchemaError(Exception):
    """A Document of a newer version of the software than this one."""


def read_document(content: bytes) -> dict:
    """Raises UnknownSchemaError."""
    document = json.loads(bytes(content))
    if document["schema_version"] > SCHEMA_VERSION:
        raise UnknownSchemaError("Dit document is gemaakt met een nieuwere versie van de software.")
    while document["schema_version"] < SCHEMA_VERSION:
        step = UPGRADES[document["schema_version"]]
        document = step(document) | {"schema_version": document["schema_version"] + 1}
    return document

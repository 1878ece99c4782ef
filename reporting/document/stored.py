"""Stored bytes of a Document as the dictionary that today's pages read."""

import json
from collections.abc import Callable

from .values import SCHEMA_VERSION


def _without_makers(document: dict) -> dict:
    """Versions of schema 1 do not say who wrote and who approved."""
    unsaid = dict.fromkeys(("written_by", "submitted", "approved", "four_eyes"), "")
    return document | {"colophon": unsaid | document.get("colophon", {})}


UPGRADES: dict[int, Callable[[dict], dict]] = {1: _without_makers}
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

"""The JSON Schema of a Document, made of the dataclasses themselves, so that it cannot drift.

Published at /rapportages/schema/3.json; `docs/document-schema.md` says in words what it holds.
"""

import json
import types
from collections.abc import Callable, Iterator
from dataclasses import Field, fields, is_dataclass
from functools import cache, partial
from inspect import cleandoc
from pathlib import Path
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin, get_type_hints

from . import values
from .values import SCHEMA_VERSION, Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    types.NoneType: "null",
}


def make_schema() -> dict:
    """The schema of what `values.as_json` writes today."""
    definitions = {each.__name__: _object(each) for each in _reachable(Document)}
    whole = definitions.pop(Document.__name__)
    whole["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    return {
        "$schema": DIALECT,
        "title": f"Voortgangsrapportage, versie {SCHEMA_VERSION} van het schema",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


@cache
def schema_text() -> str:
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


def _kept(version: int) -> str:
    return (Path(__file__).parent / "schemas" / f"{version}.json").read_text(encoding="utf-8")


SCHEMAS: dict[int, Callable[[], str]] = {
    **{version: partial(_kept, version) for version in range(1, SCHEMA_VERSION)},
    SCHEMA_VERSION: schema_text,
}
"""A version that was published stays: keep its text as a file before you raise SCHEMA_VERSION."""


def _object(kind: type) -> dict:
    """A dataclass; nothing may be missing from it and nothing may be added."""
    properties = {field.name: _of_field(kind, field) for field in fields(kind)}
    return {
        **_description(kind),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _description(kind: type) -> dict[str, str]:
    """What is written at the dataclass; not the list of fields that Python writes itself."""
    text = cleandoc(kind.__doc__ or "")
    return {} if text.startswith(f"{kind.__name__}(") else {"description": text}


def _of_field(kind: type, field: Field) -> dict:
    return {"const": field.default} if not field.init else _of_type(_hints(kind)[field.name])


def _of_type(hint: Any) -> dict:
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, ForwardRef):
        return _of_type(_named(hint))
    return _of_compound(get_origin(hint), get_args(hint))


def _of_compound(origin: Any, arguments: tuple) -> dict:
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(arguments[1])}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_type(argument) for argument in arguments]}
    raise TypeError(f"no schema for {origin}")


def _reachable(start: type) -> list[type]:
    """The dataclass and all that it holds, however deep."""
    found, waiting = [], [start]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.append(kind)
            waiting += [each for hint in _hints(kind).values() for each in _dataclasses(hint)]
    return found


def _dataclasses(hint: Any) -> Iterator[type]:
    if isinstance(hint, ForwardRef):
        hint = _named(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from _dataclasses(argument)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, vars(values))


def _named(reference: ForwardRef) -> Any:
    """What a name in quotes stands for: Block and Inline are unions that hold themselves."""
    return vars(values)[reference.__forward_arg__]

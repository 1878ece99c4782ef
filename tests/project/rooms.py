"""The rooms of the house, its modules, and which rooms of their own app they use."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.project.floors import FLOOR_OF, ROOT


def rooms() -> dict[str, Path]:
    files = (file for app in FLOOR_OF for file in (ROOT / app).rglob("*.py"))
    return {name_of(file): file for file in files if "migrations" not in file.parts}


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def used_rooms(room: str, source: str, known: set[str], *, is_package: bool = False) -> set[str]:
    """The other rooms of its app that a room imports, also within a function."""
    package = room if is_package else room.rpartition(".")[0]
    found = {used for used in imported(source, package, known) if used != room}
    return {used for used in found if used.split(".")[0] == room.split(".")[0]}


def imported(source: str, package: str, known: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
            where = [start if node.level else "", node.module or ""]
            base = ".".join(filter(None, where))
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield from [inner] if inner in known else [base] if base in known else []

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.project.floors import FLOOR_OF, ROOT, circles, upward_uses
from tests.project.rooms import rooms, used_rooms


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Call):
            yield from imported_by_name(node)


def imported_by_name(call: ast.Call) -> Iterator[str]:
    """import_module("app.module") and apps.get_model("app.Model"), where written as text."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in ("import_module", "import_string", "get_model", "__import__") and call.args:
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


@cache
def modules_of(file: Path) -> list[str]:
    return list(imported_modules(file.read_text(encoding="utf-8")))


def used_by_code(app: str) -> set[str]:
    files = (ROOT / app).rglob("*.py")
    used = {module.split(".")[0] for file in files for module in modules_of(file)}
    return (used & FLOOR_OF.keys()) - {app}


def used_by_models(app: str) -> set[str]:
    """The apps that relations point at, also those written as text."""
    if not apps.is_installed(app):
        return set()
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    fields = (field for model in models for field in model._meta.get_fields())
    own = (field for field in fields if field.is_relation and not field.auto_created)
    labels = {field.related_model._meta.app_label for field in own if field.related_model}
    return (labels & FLOOR_OF.keys()) - {app}


def used_by_migrations(app: str) -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    used = {
        other
        for (label, _), migration in loader.disk_migrations.items()
        if label == app
        for other, _ in migration.dependencies
    }
    return (used & FLOOR_OF.keys()) - {app}


def test_every_package_of_the_project_stands_on_a_floor() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests", "bench"}

    assert packages - FLOOR_OF.keys() == set()


@pytest.mark.parametrize("used_by", [used_by_code, used_by_models, used_by_migrations])
def test_uses_run_downward_without_circles(used_by) -> None:
    uses = {app: used_by(app) for app in FLOOR_OF}

    assert upward_uses(uses) == []
    assert circles(uses) == []


def test_relations_and_imports_together_make_no_circle() -> None:
    uses = {app: used_by_code(app) | used_by_models(app) for app in FLOOR_OF}

    assert circles(uses) == []


def test_rooms_inside_an_app_make_no_circle() -> None:
    files = rooms()
    uses = {
        room: used_rooms(
            room,
            file.read_text(encoding="utf-8"),
            set(files),
            is_package=file.name == "__init__.py",
        )
        for room, file in files.items()
    }

    assert circles(uses) == []


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("from .models import Meeting", {"meetings.models"}),
        ("from . import models", {"meetings.models"}),
        ("from .models.meeting import Meeting", {"meetings.models.meeting"}),
        ("import meetings.models", {"meetings.models"}),
        ("def held():\n    from .models import Meeting", {"meetings.models"}),
        ("from meetings.querysets import MeetingQuerySet", set()),
        ("from programme.models import Theme", set()),
        ("from datetime import date", set()),
    ],
)
def test_use_of_a_room_is_found(source, used) -> None:
    known = {"meetings.models", "meetings.models.meeting", "meetings.querysets", "programme.models"}

    assert used_rooms("meetings.querysets", source, known) == used


def test_use_of_a_room_is_found_from_the_door_of_a_wing() -> None:
    known = {"meetings.models", "meetings.models.meeting", "meetings.querysets"}
    source = "from .meeting import Meeting\nfrom ..querysets import MeetingQuerySet"

    used = used_rooms("meetings.models", source, known, is_package=True)

    assert used == {"meetings.models.meeting", "meetings.querysets"}


def test_upward_use_is_found() -> None:
    assert upward_uses({"programme": {"meetings"}, "meetings": {"programme"}}) == [
        "programme uses meetings"
    ]


def test_circle_over_three_apps_is_found() -> None:
    uses = {"hubs": {"toolkit"}, "toolkit": {"publications"}, "publications": {"hubs"}}

    assert circles(uses) == ["hubs", "publications", "toolkit"]


def test_import_by_name_is_found() -> None:
    source = 'apps.get_model("reporting.ProgressReport")\nimport_module("hubs.views")'

    assert list(imported_modules(source)) == ["reporting.ProgressReport", "hubs.views"]


def test_no_app_uses_the_tests() -> None:
    for app in FLOOR_OF:
        for file in (ROOT / app).rglob("*.py"):
            modules = modules_of(file)
            assert [name for name in modules if name.split(".")[0] in ("tests", "bench")] == []

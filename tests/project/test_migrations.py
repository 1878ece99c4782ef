import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.project.floors import FLOOR_OF, ROOT

NAMED = re.compile(r"\d{4}_(?!auto_)[a-z][a-z0-9_]+")


def test_migrations_have_names() -> None:
    files = [file.stem for app in FLOOR_OF for file in (ROOT / app / "migrations").glob("0*.py")]

    assert files != []
    assert [name for name in files if not NAMED.fullmatch(name)] == []


@pytest.mark.django_db
def test_migrations_hold_every_change_of_the_models() -> None:
    output = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=output)

    assert output.getvalue().strip() == "No changes detected"


def test_squashed_migrations_take_the_place_of_all_up_to_their_last() -> None:
    """None before it is left out: a new database would do that one too."""
    disk = MigrationLoader(None).disk_migrations
    squashed = [each for each in disk.values() if each.replaces]

    assert squashed != []
    for each in squashed:
        last = each.replaces[-1]
        former = [key for key, other in disk.items() if key[0] == last[0] and not other.replaces]
        assert each.replaces == sorted(key for key in former if key <= last)


@pytest.fixture
def halfway(monkeypatch) -> dict:
    """As on a server where half of what each squashed migration replaces has run, or a bit more."""
    loader = MigrationLoader(None, replace_migrations=False)
    replaced = [each.replaces for each in loader.disk_migrations.values() if each.replaces]
    done = {
        key: loader.disk_migrations[key]
        for names in replaced
        for key in loader.graph.forwards_plan(names[(len(names) - 1) // 2])
    }
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: done)
    return done


@pytest.mark.django_db
def test_a_database_halfway_goes_on_by_what_was_replaced(halfway) -> None:
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)

    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())

    names = {(each.app_label, each.name) for each, _ in plan}
    squashed = executor.loader.replacements
    old = {key for each in squashed.values() for key in each.replaces}
    assert names & old == old - halfway.keys()
    assert names & squashed.keys() == set()


@pytest.mark.django_db
def test_what_was_replaced_ends_in_the_models_of_now_too(halfway) -> None:
    loader = MigrationLoader(connection)
    with translation.override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        assert detector.changes(graph=loader.graph) == {}

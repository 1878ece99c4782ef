"""The database itself refuses to change or delete what was published, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from reporting.fixed_tables import missing_triggers, open_for_emptying
from reporting.models import PublishedVersion, Rendering

from .altering import sql, stored_version

pytestmark = pytest.mark.django_db


def columns(row) -> str:
    return ", ".join(field.column for field in row._meta.concrete_fields)


def copied(row, **others: str) -> str:
    """A SELECT of the row itself, with other values for some columns."""
    names = [field.column for field in row._meta.concrete_fields]
    values = ", ".join(others.get(name, name) for name in names)
    return f"SELECT {values} FROM {row._meta.db_table} WHERE id = {row.pk}"


def upsert(row) -> str:
    changed = "DO UPDATE SET checksum = 'x'"
    return f"INSERT INTO {{table}} ({columns(row)}) {copied(row)} ON CONFLICT (id) {changed}"


ATTEMPTS = {
    "update": lambda row: sql(f"UPDATE {row._meta.db_table} SET checksum = 'x'"),
    "update of nothing": lambda row: sql(f"UPDATE {row._meta.db_table} SET checksum = checksum"),
    "delete": lambda row: sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk),
    "upsert": lambda row: sql(upsert(row).format(table=row._meta.db_table)),
    "raw delete": lambda row: type(row).objects.filter(pk=row.pk)._raw_delete("default"),
    "base manager": lambda row: type(row)._base_manager.update(checksum="x"),
}
OF_SQLITE = {
    "replace": lambda row: sql(
        f"REPLACE INTO {row._meta.db_table} ({columns(row)}) {copied(row, checksum='1')}"
    ),
    "replace with another key": lambda row: sql(
        f"REPLACE INTO {row._meta.db_table} ({columns(row)}) {copied(row, id='NULL')}"
    ),
    "update or replace": lambda row: sql(f"UPDATE OR REPLACE {row._meta.db_table} SET id = 900"),
}
OF_POSTGRESQL = {
    "truncate": lambda row: sql(
        f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {row._meta.db_table} CASCADE"
    ),
    "as a replica": lambda row: sql(
        f"SET LOCAL session_replication_role = replica; DELETE FROM {row._meta.db_table}"
    ),
}


def refused(what: str, attempt) -> None:
    version = stored_version()
    row = version if what == "version" else version.renderings.get(format="pdf")
    before = list(type(row).objects.order_by("pk").values())

    with pytest.raises(IntegrityError, match="Wat gepubliceerd is"), transaction.atomic():
        attempt(row)

    assert list(type(row).objects.order_by("pk").values()) == before


WHAT = pytest.mark.parametrize("what", ["version", "rendering"])


@WHAT
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_database_refuses_whoever_asks(attempt, what):
    refused(what, ATTEMPTS[attempt])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="words of SQLite")
@WHAT
@pytest.mark.parametrize("attempt", OF_SQLITE)
def test_sqlite_refuses_to_replace(attempt, what):
    refused(what, OF_SQLITE[attempt])


@pytest.mark.postgresql
@WHAT
@pytest.mark.parametrize("attempt", OF_POSTGRESQL)
def test_postgresql_refuses_the_whole_table_and_a_replica(attempt, what):
    refused(what, OF_POSTGRESQL[attempt])


def test_next_version_and_its_files_are_added_all_the_same():
    first = stored_version()
    stored_version(first.report, number=2)
    assert (PublishedVersion.objects.count(), Rendering.objects.count()) == (2, 4)


def test_every_trigger_is_there_after_all_migrations():
    """A migration that changes a table on SQLite makes it anew, without its triggers."""
    assert missing_triggers("default") == []


def test_trigger_that_was_taken_away_is_missed():
    away = {
        "sqlite": "DROP TRIGGER reporting_rendering_fixed_update",
        "postgresql": (
            "ALTER TABLE reporting_rendering DISABLE TRIGGER reporting_rendering_fixed_rows"
        ),
    }
    sql(away[connection.vendor])
    (missing,) = missing_triggers("default")
    assert away[connection.vendor].endswith(missing)


def test_emptying_that_fails_takes_nothing_away():
    stored_version()
    with pytest.raises(ZeroDivisionError), open_for_emptying("default"):
        sql("DELETE FROM reporting_rendering")
        raise ZeroDivisionError
    assert (Rendering.objects.count(), missing_triggers("default")) == (2, [])


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_database_and_leaves_it_guarded():
    stored_version()
    call_command("flush", interactive=False, verbosity=0)
    assert (PublishedVersion.objects.count(), missing_triggers("default")) == (0, [])
    with pytest.raises(IntegrityError):
        stored_version()._meta.model._base_manager.update(checksum="x")
